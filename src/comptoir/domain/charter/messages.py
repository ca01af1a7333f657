"""What is said of mistakes, warnings and their remedies, by code. Codes are stable; the sentences are translated."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_

SYNTAX = {
    "backslash": N_("A backslash inside double quotes starts a special sign. Write it twice, or use single quotes."),
    "header_not_closed": N_("The name of a section must end with a square bracket."),
    "more_after_value": N_("Something stands after the value that does not belong there."),
    "no_equals_sign": N_("After a key comes an equals sign, then its value."),
    "no_key": N_("A key or the name of a section should stand here."),
    "no_such_date": N_("There is no such date or time."),
    "no_value": N_("A value should stand here."),
    "not_closed": N_("A list or table that begins here or above is not closed."),
    "not_toml": N_("This cannot be read as TOML: {reason}."),
    "odd_character": N_("There is a control character here that nobody can see."),
    "table_twice": N_("This section is written twice. Put all its keys into one."),
    "text_not_closed": N_("The text is not closed by its second quote on this line."),
    "too_deep": N_("Lists or tables are nested too deeply."),
    "too_long": N_("A charter has at most {limit} characters."),
    "written_twice": N_("This key is written twice."),
}

VALUES = {
    "duration_out_of_range": N_("“{value}” is no time one can promise or wait."),
    "empty_interval": N_("“{value}” begins and ends at the same time."),
    "empty_text": N_("The text is empty."),
    "key_missing": N_("The key “{key}” is missing here."),
    "list_too_long": N_("The list may have at most {at_most} values."),
    "list_too_short": N_("The list must have at least one value."),
    "named_twice": N_("“{value}” stands here twice."),
    "no_such_hour": N_("There is no such time of day in “{value}”."),
    "not_account": N_("“{value}” is no account on a network."),
    "not_address": N_("“{value}” is not the full address of a page."),
    "not_code": N_("“{value}” cannot be a code: use letters, digits and hyphens, at least three."),
    "not_colour": N_("This is not a colour."),
    "not_date": N_("This is not a date."),
    "not_duration": N_("“{value}” is not a span of time."),
    "no_such_feed": N_("There is no file “{value}” that can be read beside the charter."),
    "not_feed_name": N_("“{value}” is not the name of a calendar's file."),
    "not_https": N_("“{value}” is not encrypted; only https is accepted."),
    "not_interval": N_("“{value}” are not hours of a day."),
    "not_key_name": N_("“{value}” cannot be a name here: use small letters, digits and underscores, a letter first."),
    "not_list": N_("A list should stand here."),
    "not_mail_address": N_("“{value}” is not an e-mail address."),
    "not_order_format": N_("“{value}” is not the format of an order number."),
    "not_page_pattern": N_("“{value}” does not say which pages are meant."),
    "not_phone_number": N_("“{value}” is not a telephone number."),
    "not_postal_address": N_("“{value}” is not a postal address with its number."),
    "not_share": N_("This is not a share of a hundred."),
    "not_share_or_none": N_("This is not a share of a hundred, from none to all."),
    "not_shop_key": N_("“{value}” cannot be the key of a shop: use small letters, digits and single hyphens."),
    "not_table": N_("A table of keys should stand here."),
    "not_text": N_("A text should stand here."),
    "not_whole_number": N_("A whole number should stand here, without quotes."),
    "not_yes_no": N_("Yes or no should stand here."),
    "number_out_of_range": N_("The number must be from {least} to {most}."),
    "origin_with_path": N_("A site is named by its address without a page."),
    "pattern_with_query": N_(
        "Pages are recognised by their path; what follows a question mark or a hash is not looked at."
    ),
    "section_missing": N_("The section [{section}] is missing."),
    "text_too_long": N_("The text may have at most {longest} characters."),
    "unknown_country": N_("No public holidays are known for “{value}”."),
    "unknown_day": N_("“{value}” is not a day of the week."),
    "unknown_key": N_("There is no key “{key}” here."),
    "unknown_language": N_("“{value}” is not a language."),
    "unknown_on_holidays": N_("“{value}” does not say what holds on holidays."),
    "unknown_region": N_("There is no region “{value}” with holidays of its own in {country}."),
    "unknown_time_zone": N_("There is no time zone “{value}”."),
    "unreadable_feed": N_("The file “{value}” is not a calendar that can be read."),
    "unknown_word": N_("“{value}” is none of the words that can stand here."),
    "wrong_unit": N_("“{value}” cannot be given in this unit here."),
}

AGREEMENT = {
    "audience_may_not_answer": N_("The audience “{audience}” may not answer the topic “{topic}”."),
    "choice_without_choices": N_("A question with a choice needs at least two choices."),
    "choices_without_choice": N_("Choices belong to a question of the kind “choice”."),
    "clock_cannot_count": N_("The clock “{clock}” cannot count this unit."),
    "day_twice": N_("The day “{day}” has its hours already, under “{other}”."),
    "holiday_ends_before": N_("The last day off must come after a first day that is a date."),
    "holiday_twice": N_("The day {value} is added twice."),
    "intervals_overlap": N_("The hours {one} and {other} overlap."),
    "logo_from_elsewhere": N_("The logo must stand on one of the shop's sites."),
    "no_contact_page": N_("The contact card needs the shop's contact page."),
    "no_such_phone_number": N_("There is no telephone number “{value}” in the shop's country ({country})."),
    "own_language_missing": N_("The text is missing in the shop's own language, {language}."),
    "promised_twice": N_("“{other}” already promises this moment ({moment}) for this kind of request ({subject})."),
    "remove_without_country": N_("Without a country there are no public holidays to remove."),
    "topic_of_nobody": N_("Nobody may answer the topic “{name}”."),
    "unknown_audience": N_("There is no audience “{value}”."),
    "unknown_channel": N_("There is no channel “{value}”."),
    "unknown_writer": N_("There is no audience and no channel “{value}”."),
    "unknown_holiday": N_("There is no public holiday “{value}” in {country}."),
    "unknown_hours": N_("There are no hours “{value}”."),
    "unknown_level": N_("There is no step or level “{value}”."),
    "unknown_promise": N_("There is no promise “{value}”."),
    "unknown_reason": N_("“{value}” is not among the reasons for which buyers may write."),
    "unknown_step": N_("“{value}” is nothing one can do in doubt."),
    "unknown_topic": N_("There is no topic “{value}”."),
    "warned_too_late": N_("A warning after {warning} comes too late for a promise of {within}."),
    "warnings_out_of_order": N_("The warning after {warning} must come later than the one before it."),
}

WARNINGS = {
    "audience_without_topic": N_("No topic names the audience “{name}”."),
    "hours_unused": N_("Nobody keeps the hours “{name}”."),
    "language_missing": N_("The text is missing in {language}; the shop's own language will be shown."),
    "language_not_offered": N_("The shop does not offer the language {language}; this text is never shown."),
    "language_not_spoken": N_("Buttons and messages are not translated into “{value}”; they will be in English."),
    "never_open": N_("The hours “{name}” are never open."),
    "no_site": N_("Without sites no page can carry the shop's chat."),
    "no_tips": N_("Tips are switched on, and [widget] has none."),
    "nothing_to_choose": N_("There is only one audience; the visitor has nothing to choose."),
    "offer_too_long": N_("An offer lasts {offer}: nobody else can be asked within the promised {within}."),
    "page_never_reached": N_("The rule for “{path}” is never reached: rule {number}, “{other}”, comes first."),
    "phone_number_of_nobody": N_("“{value}” is a telephone number that nobody has, as far as is known."),
    "reason_without_playbook": N_("Nobody is told what to ask and what to offer for the reason “{value}”."),
    "steps_never_taken": N_(
        "Only {number} of these steps can be taken: one at each warning, one when the promise is broken."
    ),
}

MESSAGES = SYNTAX | VALUES | AGREEMENT | WARNINGS

ADVICE = {
    "add_language": N_('Add {language} = "…" to the table.'),
    "add_section": N_("Add a section [{section}]; the guide shows what it may hold."),
    "did_you_mean": N_("Did you mean “{near}”?"),
    "one_of": N_("It can be one of: {choices}."),
    "put_feed_beside": N_("Put the file into the folder of the charter."),
    "quote_keys": N_("A key of anything but plain letters, digits, hyphens and underscores stands in quotes."),
    "quote_values": N_('Texts, times and spans stand in quotes: "30 s".'),
    "write_account": N_('Write its name, like "@example", or the whole address of its page.'),
    "write_address": N_("Write it whole, like https://www.example.org/contact."),
    "write_code": N_('Write it like "WELCOME10"; "WELCOME-*" means every code that begins so.'),
    "write_colour": N_('Write it as a hash and six digits in quotes, like "#1F6F5C".'),
    "write_date": N_("Write it without quotes, like 2026-12-24."),
    "write_date_or_day": N_(
        'Write a date without quotes, like 2026-12-24, or a day of every year in quotes, like "12-24".'
    ),
    "write_duration": N_('Write a whole number and s, min, h or d, like "30 s" or "2 d".'),
    "write_feed": N_('Write the name of a file beside the charter, like "town.ics".'),
    "write_interval": N_('Write both times with a hyphen between them, like "08:00-18:30".'),
    "write_list": N_("Put the values between square brackets, with commas between them."),
    "write_order_format": N_(
        'Write # for a digit and X for a letter, capital letters and digits as they stand, with at least three digits: "CMD-#####-XX".'
    ),
    "write_origin": N_("Write only “{origin}”."),
    "write_pattern": N_(
        'Begin with a slash and let an asterisk stand for anything, like "/account/*"; "*" means every page.'
    ),
    "write_phone_number": N_("Write it whole, with the country's code if it is another one, like +33 1 23 45 67 89."),
    "write_postal_address": N_(
        'Write it in one line, like "12 Castle Square, Ludlow SY8 1AT"; leave it out if it has no number.'
    ),
    "write_share": N_('Write it with its sign, like "90 %".'),
    "write_share_or_none": N_('Write it with its sign, like "5 %"; "0 %" is none.'),
    "write_time_zone": N_('Write the continent and a city, like "Europe/Paris".'),
    "write_whole_day": N_('For the whole day write "00:00-24:00".'),
    "write_yes_no": N_("Write true or false, without quotes."),
}
