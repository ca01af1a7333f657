"""Charters with one mistake each, or with what is probably not meant."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.domain.charter.tests.charters import SMALL, in_shop, small


class Case(NamedTuple):
    """A charter with one mistake, which stands at the first `at` in its text; `near` is part of the advice."""

    code: str
    text: str
    at: str
    near: str = ""


def promise(lines: str, **more: str) -> str:
    said = {"of": '"chat"', "when": '"first_answer"', "within": '"30 s"', "clock": '"opening"'} | more
    return "\n".join(["[promises.p]", *(f"{key} = {value}" for key, value in said.items() if key not in lines), lines])


MISTAKES = [
    Case("unknown_key", small("[widgets]"), "widgets", "widget"),
    Case("unknown_key", small("[chat]", 'ofer_lasts = "15 s"'), "ofer_lasts", "offer_lasts"),
    Case("unknown_key", small("[hours.late]", 'on_holliday = "closed"'), "on_holliday", "on_holidays"),
    Case("unknown_key", small("[wording]", 'speling = "hint"'), "speling", "spelling"),
    Case("unknown_key", small("[wording.ambassador]", 'speling = "hint"'), "speling", "spelling"),
    Case("key_missing", small(old='name = "Petit"\n', new=""), "shop]\n"),
    Case("section_missing", SMALL.replace("[charter]", "[charta]").replace("title", "# title"), "[shop]"),
    Case("not_table", small("[audiences]", "referent = 3").replace("[audiences.", "[topic."), "3", ""),
    Case("not_text", small(old='name = "Petit"', new="name = 12"), "12", '"30 s"'),
    Case("not_text", small("[wording]", "emoji = true"), "true", "hint"),
    Case("empty_text", small(old='name = "Petit"', new='name = " "'), '" "'),
    Case("text_too_long", small(old='name = "Petit"', new=f'name = "{"x" * 121}"'), '"xxx'),
    Case("odd_character", small(old='name = "Petit"', new='name = "Pe\\u0007tit"'), '"Pe\\u'),
    Case("not_yes_no", small("[courtesy]", 'blur_insults = "yes"'), '"yes"', "true"),
    Case("not_whole_number", small("[wording]", 'longest_sentence = "30"'), '"30"'),
    Case("number_out_of_range", small("[wording]", "emoji_at_most = 99"), "99"),
    Case("unknown_word", small("[wording]", 'emoji = "hnt"'), '"hnt"', "hint"),
    Case(
        "unknown_word",
        small("[promises.p]", 'of = "mail"', 'when = "first_answer"', 'within = "1 h"', 'clock = "wall"'),
        '"mail"',
        "email",
    ),
    Case("not_key_name", small('[topics]\nAfterSales = ["advisor"]'), "AfterSales"),
    Case("not_shop_key", small(old='"petit"', new='"Le Petit"'), '"Le Petit"'),
    Case("not_date", small(old="2026-01-01", new='"2026-01-01"'), '"2026-01-01"', "without quotes"),
    Case("not_date", small(old="2026-01-01", new="2026-01-01T00:00:00Z"), "2026-01-01T"),
    Case(
        "not_date",
        small(old='country = "FR"', new='country = "FR"\nadd = [{ on = "13-45", name = "x" }]'),
        '"13-45"',
        "12-24",
    ),
    Case("not_colour", small("[widget]", 'colour = "green"'), '"green"', "#1F6F5C"),
    Case("unknown_word", small("[team]", 'leave_needed = ["sick"]'), '"sick"', "holiday"),
    Case("not_share_or_none", small("[reviews]", 'drawn = "105 %"'), '"105 %"', "5 %"),
    Case("not_share_or_none", small("[reviews]", "drawn = 0.05"), "0.05", "5 %"),
    Case("number_out_of_range", small("[reviews]", "low_rating = 6"), "6"),
    Case("not_share", small(promise(""), "[[commitments]]", 'promise = "p"', 'share = "190 %"'), '"190 %"', "90 %"),
    Case(
        "not_list",
        small(old='sites = ["https://petit.example"]', new='sites = "https://petit.example"'),
        '"https://petit.example"',
        "brackets",
    ),
    Case("list_too_short", small(old='languages = ["fr", "en"]', new="languages = []"), "[]\n"),
    Case("list_too_long", small("[widget]", "tips = [" + '"a",' * 13 + "]"), '["a"'),
    Case("named_twice", small(old='languages = ["fr", "en"]', new='languages = ["fr", "en", "fr"]'), '"fr"]'),
    Case(
        "unknown_language",
        small(old='languages = ["fr", "en"]', new='languages = ["fr", "qq"]'),
        '"qq"',
        "fr, en, ro, pt",
    ),
    Case(
        "unknown_language", small(old='languages = ["fr", "en"]', new='languages = ["fr-FR", "en"]'), '"fr-FR"', "“fr”"
    ),
    Case("unknown_language", small(old='title = { fr = "Charte", en', new='title = { fr = "Charte", xx'), "xx"),
    Case("unknown_time_zone", small(old="Europe/Paris", new="Europe/Pari"), '"Europe/Pari"', "Europe/Paris"),
    Case("unknown_time_zone", small(old="Europe/Paris", new="../../etc/passwd"), '"../../etc'),
    Case("unknown_country", small(old='"FR"', new='"fr"'), '"fr"\n', "FR"),
    Case("unknown_country", small(old='"FR"', new='"ZZ"'), '"ZZ"'),
    Case("unknown_region", small(old='country = "FR"', new='country = "FR"\nregion = "75"'), '"75"'),
    Case("not_feed_name", small(old='country = "FR"', new='feed = "../town.ics"'), '"../town', "town.ics"),
    Case("no_such_feed", small(old='country = "FR"', new='feed = "town.ics"'), '"town.ics"', "folder"),
    Case("not_order_format", small("[orders]", 'formats = ["CMD"]'), '"CMD"', "CMD-#####-XX"),
    Case("unknown_day", small("[hours.late]", 'mon-fry = ["10:00-11:00"]'), "mon-fry", "fri"),
    Case("unknown_on_holidays", small("[hours.late]", 'on_holidays = "as usuel"'), '"as usuel"', "as usual"),
    Case("not_interval", small(old='"09:00-12:00"', new='"9h-12h"'), '"9h-12h"', "08:00-18:30"),
    Case("no_such_hour", small(old='"09:00-12:00"', new='"09:60-12:00"'), '"09:60'),
    Case("no_such_hour", small(old='"09:00-12:00"', new='"09:00-24:01"'), '"09:00-24:01"'),
    Case("no_such_hour", small(old='"09:00-12:00"', new='"24:00-01:00"'), '"24:00-01:00"'),
    Case("empty_interval", small(old='"09:00-12:00"', new='"00:00-00:00"'), '"00:00-00:00"', "00:00-24:00"),
    Case("intervals_overlap", small(old='"09:00-12:00"', new='"09:00-15:00"'), '["09:00-15:00"'),
    Case("intervals_overlap", small(old='sat = ["10:00-12:00"]', new='sun = ["20:00-10:00"]'), '["09:00-12:00"'),
    Case(
        "intervals_overlap",
        small("[hours.late]", 'on_holidays = ["10:00-12:00", "11:00-13:00"]'),
        '["10:00-12:00", "11',
    ),
    Case("day_twice", small(old="sat =", new="fri ="), "fri = "),
    Case("not_duration", small("[chat]", 'offer_lasts = "15 secs"'), '"15 secs"', "30 s"),
    Case("not_duration", small("[chat]", "offer_lasts = 15"), "15\n", "30 s"),
    Case("duration_out_of_range", small("[chat]", 'offer_lasts = "0 s"'), '"0 s"'),
    Case("wrong_unit", small("[retention]", 'raw_mail = "90 h"'), '"90 h"', "d"),
    Case(
        "not_address",
        small(old="https://petit.example/contact", new="petit.example/contact"),
        '"petit.example/',
        "https://",
    ),
    Case("not_address", small(old="https://petit.example/contact", new="https://me@petit.example/"), '"https://me@'),
    Case("not_address", small(old="https://petit.example/contact", new="https://[half"), '"https://[half'),
    Case("not_address", small(old="https://petit.example/contact", new="javascript:alert(1)"), '"javascript'),
    Case(
        "not_https",
        small(old='["https://petit.example"]', new='["http://petit.example"]'),
        '"http://petit',
        "https://petit.example",
    ),
    Case(
        "origin_with_path",
        small(old='["https://petit.example"]', new='["https://petit.example/fr"]'),
        '"https://petit.example/fr',
        "“https://petit.example”",
    ),
    Case(
        "not_mail_address",
        small("[privacy]", 'policy_page = "https://petit.example/p"', 'contact = "petit.example"'),
        '"petit.example"',
    ),
    Case("not_page_pattern", small("[[pages]]", 'path = "account/*"'), '"account/*"', "/account/*"),
    Case("pattern_with_query", small("[[pages]]", 'path = "/account?x=*"'), '"/account?'),
    Case("own_language_missing", small(old='title = { fr = "Charte", en', new="title = { en"), "{ en", "fr ="),
    Case(
        "unknown_hours",
        small(old='name = "Conseiller"\nhours = "office"', new='name = "Conseiller"\nhours = "ofice"'),
        '"ofice"',
        "office",
    ),
    Case("unknown_audience", small('[topics]\nreturns = ["advisers", "ambassador"]'), '"advisers"', "advisor"),
    Case("unknown_audience", small("[[pages]]", 'path = "*"', 'audience = "advisors"'), '"advisors"', "advisor"),
    Case("unknown_writer", small("[wording.emial]", 'spelling = "hint"'), "wording.emial", "email"),
    Case("unknown_channel", small("[wording.ambassador.mial]", 'spelling = "hint"'), "wording.ambassador.mial", "mail"),
    Case("unknown_writer", small('[wording."advisor.email"]', 'spelling = "hint"'), 'wording."advisor.email"'),
    Case("unknown_writer", small("[wording.advisers]", 'spelling = "hint"'), "wording.advisers", "advisor"),
    Case("unknown_audience", small("[training]", 'before_answering = { advisers = ["a"] }'), "advisers", "advisor"),
    Case(
        "unknown_topic",
        small(
            '[topics]\nreturns = ["advisor", "ambassador"]',
            "[training]\nbefore_answering = {}",
            'before_topic = { return = ["a"] }',
        ),
        "return =",
        "returns",
    ),
    Case(
        "unknown_topic",
        small('[topics]\nreturns = ["advisor", "ambassador"]', "[topic.return]"),
        "topic.return",
        "returns",
    ),
    Case(
        "unknown_topic",
        small('[topics]\nreturns = ["advisor", "ambassador"]', "[[pages]]", 'path = "*"', 'topic = "return"'),
        '"return"',
        "returns",
    ),
    Case("topic_of_nobody", small('[topics]\nothers = ["advisor", "ambassador"]', "returns = []"), "[]"),
    Case(
        "audience_may_not_answer",
        small(
            '[topics]\nreturns = ["advisor"]\nother = ["ambassador"]',
            "[[pages]]",
            'path = "*"',
            'audience = "ambassador"',
            'topic = "returns"',
        ),
        '"returns"',
    ),
    Case("unknown_step", small(old='["advisor", "contact_card"]', new='["adviser"]'), '"adviser"', "advisor"),
    Case(
        "unknown_step", small(old='["advisor", "contact_card"]', new='["ambassador"]'), '"ambassador"', "contact_card"
    ),
    Case("no_contact_page", small(old='contact_page = "https://petit.example/contact"\n', new=""), '"contact_card"'),
    Case("unknown_level", small(promise('escalate = ["refferent"]')), '"refferent"', "referent"),
    Case(
        "unknown_level",
        small(
            '[topics]\nreturns = ["advisor", "ambassador"]',
            "[topic.returns]",
            'level = "boss"',
            "[escalation]",
            'levels = ["expert"]',
        ),
        '"boss"',
        "expert",
    ),
    Case(
        "unknown_level", small("[escalation]", 'levels = ["expert"]', 'names = { exprt = "Expert" }'), "exprt", "expert"
    ),
    Case("unknown_promise", small(promise(""), "[[commitments]]", 'promise = "q"', 'share = "90 %"'), '"q"', "p"),
    Case(
        "unknown_topic",
        small(
            '[topics]\nwarranty = ["advisor", "ambassador"]', "[mediation]", 'reasons = ["warranty", "missing_item"]'
        ),
        '"missing_item"]',
    ),
    Case(
        "unknown_word",
        small('[topics]\nwarranty = ["advisor", "ambassador"]', "[mediation]", 'reasons = ["waranty"]'),
        '"waranty"]',
        "warranty",
    ),
    Case(
        "unknown_topic",
        small(
            '[topics]\nwarranty = ["advisor", "ambassador"]',
            "[mediation]",
            'reasons = ["warranty"]',
            'sales_support = "seller"',
        ),
        '"seller"',
    ),
    Case(
        "unknown_reason",
        small(
            '[topics]\nwarranty = ["advisor", "ambassador"]',
            "[mediation]",
            'reasons = ["warranty"]',
            "[mediation.reason.wrong_item]",
        ),
        "mediation.reason.wrong_item",
        "warranty",
    ),
    Case(
        "choice_without_choices",
        small(
            '[topics]\nwarranty = ["advisor", "ambassador"]',
            "[mediation]",
            'reasons = ["warranty"]',
            "[[mediation.reason.warranty.questions]]",
            'key = "what"',
            'label = "Quoi ?"',
            'kind = "choice"',
        ),
        "mediation.reason.warranty.questions]]",
    ),
    Case("unknown_promise", small("[returns]", 'within = "14 d"', 'refund_promise = "refund"'), '"refund"'),
    Case("promised_twice", small(promise(""), promise("").replace("promises.p", "promises.again")), "promises.again"),
    Case("clock_cannot_count", small(promise("", within='"2 d"')), '"2 d"', "s, min, h"),
    Case("clock_cannot_count", small(promise("", within='"30 h"', clock='"working_days"')), '"30 h"', "d"),
    Case("warned_too_late", small(promise('warn_at = "30 s"')), '"30 s"\n'),
    Case("warnings_out_of_order", small(promise('warn_at = ["20 s", "10 s"]')), '"10 s"]'),
    Case(
        "holiday_twice",
        small(
            old='country = "FR"',
            new='country = "FR"\nadd = [{ on = 2026-02-01, name = "a" }, { on = 2026-02-01, name = "b" }]',
        ),
        '{ on = 2026-02-01, name = "b"',
    ),
    Case(
        "holiday_ends_before",
        small(old='country = "FR"', new='country = "FR"\nadd = [{ on = 2026-02-03, until = 2026-02-01, name = "a" }]'),
        "2026-02-01",
    ),
    Case(
        "unknown_holiday",
        small(old='country = "FR"', new='country = "FR"\nremove = ["Lundi de Pentecote", "Noêl", "Lundi de Pacques"]'),
        '"Lundi de Pacques"',
        "Lundi de Pâques",
    ),
    Case("remove_without_country", small(old='country = "FR"', new='remove = ["Noël"]'), '["Noël"]'),
    Case("logo_from_elsewhere", small("[widget]", 'logo = "https://cdn.example/logo.svg"'), '"https://cdn'),
    Case(
        "choice_without_choices",
        small("[[widget.questions]]", 'key = "a"', 'label = "A"', 'kind = "choice"'),
        "widget.questions",
    ),
    Case(
        "choices_without_choice",
        small("[[widget.questions]]", 'key = "a"', 'label = "A"', 'choices = ["x", "y"]'),
        "widget.questions",
    ),
    Case("named_twice", small(*['[[widget.questions]]\nkey = "aaa"\nlabel = "A"'] * 2), '"aaa"'),
    Case("not_phone_number", in_shop('phones = ["call us"]'), '"call us"', "+33"),
    Case("not_phone_number", in_shop('phones = ["06 12 34 56 78 ou 06 12 34 56 79"]'), '"06 12', "+33"),
    Case("no_such_phone_number", in_shop('phones = ["06 12 34 56"]'), '"06 12 34 56"', "+33"),
    Case("no_such_phone_number", in_shop('phones = ["+999 12 34 56 78"]'), '"+999', "+33"),
    Case("named_twice", in_shop('phones = ["01 99 00 12 34", "+33 1 99 00 12 34"]'), '"+33 1 99'),
    Case("not_mail_address", in_shop('emails = ["service at petit.example"]'), '"service at'),
    Case("not_postal_address", in_shop('stores = ["Paris"]'), '"Paris"', "12 Castle Square"),
    Case("not_postal_address", in_shop('stores = ["75002"]'), '"75002"', "12 Castle Square"),
    Case("list_too_long", in_shop("phones = [" + '"3639",' * 51 + "]"), '["3639"'),
    Case("not_account", in_shop('accounts = ["petit on X"]'), '"petit on X"', "@example"),
    Case("not_https", in_shop('accounts = ["http://x.example/petit"]'), '"http://x', "https://x.example/petit"),
    Case("not_code", small("[offers]", 'codes = ["10 %"]'), '"10 %"', "WELCOME10"),
    Case("not_code", small("[offers]", 'codes = ["*"]'), '"*"', "WELCOME10"),
    Case("unknown_key", in_shop('phone = ["3639"]'), "phone", "phones"),
]

WARNINGS = [
    Case("language_missing", small(old=', en = "Charter" }', new=" }"), "{ fr", "en ="),
    Case("language_not_offered", small(old=', en = "Charter" }', new=', en = "Charter", ro = "Carta" }'), '"Carta"'),
    Case("language_not_spoken", small(old='["fr", "en"]', new='["fr", "en", "de"]'), '"de"', "fr, en, ro, pt"),
    Case("no_site", small(old='sites = ["https://petit.example"]\n', new=""), "shop]"),
    Case("never_open", small("[hours.late]"), "hours.late"),
    Case("hours_unused", small("[hours.late]", 'mon = ["10:00-11:00"]'), "hours.late"),
    Case("audience_without_topic", small('[topics]\nreturns = ["advisor"]'), "audiences.ambassador"),
    Case("page_never_reached", small("[[pages]]", 'path = "/a/*"', "[[pages]]", 'path = "/A/b/*"'), '"/A/b/*"'),
    Case("page_never_reached", small("[[pages]]", 'path = "*"', "[[pages]]", 'path = "/b"'), '"/b"'),
    Case(
        "nothing_to_choose",
        SMALL[: SMALL.index("[audiences.ambassador]")] + '[[pages]]\npath = "*"\nvisitor_chooses = true\n',
        "true",
    ),
    Case("offer_too_long", small(promise(""), "[chat]", 'offer_lasts = "16 s"'), '"16 s"'),
    Case("steps_never_taken", small(promise('escalate = ["owner", "manager"]')), '["owner"'),
    Case(
        "reason_without_playbook",
        small('[topics]\nwarranty = ["advisor", "ambassador"]', "[mediation]", 'reasons = ["warranty"]'),
        '["warranty"]',
    ),
    Case("no_tips", small("[courtesy]", "tips_in_widget = true"), "true"),
    Case("phone_number_of_nobody", in_shop('phones = ["+225 27 20 00 12 34"]'), '"+225', "+33"),
]
