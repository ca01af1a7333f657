"""Why something was found, in words: a sentence for each reason that the language library gives, as one colleague tells another."""

from __future__ import annotations

from comptoir.domain.charter.rules import N_

NAMES = {
    "spelling": N_("Spelling mistakes"),
    "grammar": N_("Grammar mistakes"),
    "texting": N_("Texting language"),
    "capitals": N_("Capitals and marks"),
    "emoji": N_("Too many emoji"),
    "familiarity": N_("Familiarity"),
    "sentence_length": N_("Long sentences"),
    "jargon": N_("Jargon"),
    "negative_phrasing": N_("Negative phrasing"),
    "bad_news_order": N_("Bad news after the good"),
    "contact_details": N_("Personal contact details"),
    "link": N_("Links to other sites"),
    "outside_offer": N_("Offers that are not the shop's"),
    "unfilled": N_("Gaps that nobody filled in"),
    "introduction": N_("A missing introduction"),
    "empathy": N_("A missing word of sympathy"),
    "off_topic": N_("Straying from the topic"),
    "promise": N_("Promises"),
    "supervised": N_("Every message is read first"),
    "greeting": N_("A greeting"),
    "thanks": N_("Thanks"),
    "compliment": N_("A compliment"),
    "farewell": N_("A farewell"),
    "upset": N_("An upset customer"),
    "angry": N_("An angry customer"),
    "insult": N_("An insult"),
    "harassment": N_("Harassment"),
    "card_number": N_("A card number"),
}
"""What each clause is called; those of replies as the charter's page calls them."""

RULES = {
    "supervised": N_("A referent reads every message of this member before the customer does."),
    "spelling": N_("Every word is spelt as the dictionaries have it. The shop's own words stand in its dictionary."),
    "grammar": N_("Verbs, articles and adjectives agree, and words that look alike are not confused."),
    "texting": N_("Words are written in full, but for the abbreviations that the charter allows."),
    "capitals": N_("Capitals begin sentences and names; one question mark or exclamation mark is enough."),
    "emoji": N_("Emoji are used sparingly: no more in a message than the charter allows."),
    "familiarity": N_("Customers are addressed politely, also when they are familiar themselves."),
    "sentence_length": N_("Sentences are short and simple: one idea, then a full stop."),
    "jargon": N_("Words of the trade give way to words that customers use."),
    "negative_phrasing": N_("Say what can be done rather than what cannot."),
    "bad_news_order": N_("Bad news comes first, and the good news is kept for the end."),
    "contact_details": N_("Nobody's private contact details are passed on, in either direction."),
    "link": N_("Links lead to the shop's own sites, or to those that the charter allows."),
    "outside_offer": N_("Only the shop's own offers are mentioned."),
    "unfilled": N_("No gap of a phrase is sent as it stands: each is filled in, or taken out."),
    "introduction": N_("The first reply says who is answering: a name, a role, a friendly word."),
    "empathy": N_("A customer who is upset is understood first, and helped next."),
    "off_topic": N_("The conversation stays with what the customer came for."),
    "promise": N_("What is promised has a date, and the date is kept."),
}
"""Each clause of replies as a rule to follow."""

_SPELLING = {
    "unknown_word": N_("“{word}” is not in the dictionary."),
    "misspelled": N_("“{word}” is often written like this, but it is a mistake."),
    "missing_accent": N_("“{word}” is missing its accents."),
}
_GRAMMAR = {
    "agreement": N_("These words do not agree with each other."),
    "article": N_("This article does not suit the word that follows."),
    "base_form_needed": N_("The verb stays in its base form here."),
    "confused_words": N_("This looks like another word: they are easily confused."),
    "contraction": N_("These two words are contracted into one."),
    "double_comparison": N_("This compares twice: once is enough."),
    "doubled_word": N_("This word is there twice."),
    "elision": N_("An apostrophe is needed before this vowel."),
    "gender": N_("Masculine and feminine are mixed up here."),
    "gerund_needed": N_("The verb needs its “-ing” form here."),
    "imperative_needed": N_("A polite request takes the imperative here."),
    "impersonal_verb": N_("This verb stays in the singular here."),
    "infinitive_needed": N_("The infinitive is needed here."),
    "missing_accent": N_("Without its accent, this is another word."),
    "no_conditional_after_si": N_("After “si”, no conditional: use the imperfect or the present."),
    "number": N_("Singular and plural are mixed up here."),
    "one_word": N_("This is written as one word, without a hyphen."),
    "participle_needed": N_("The past participle is needed here."),
    "participle_with_avoir": N_("With “avoir”, the participle agrees only with an object that comes before it."),
    "preposition": N_("A preposition is missing here."),
    "redundant": N_("This says the same thing twice."),
    "relative_pronoun": N_("Another relative pronoun is needed here."),
    "subjunctive_needed": N_("The subjunctive is needed here."),
    "uncountable": N_("This word has no plural."),
    "verb_in_plural": N_("The verb should be in the plural."),
    "verb_in_singular": N_("The verb should be in the singular."),
    "verb_of_je": N_("This verb form does not go with “je”."),
    "verb_of_nous": N_("This verb form does not go with “nous”."),
    "verb_of_vous": N_("This verb form does not go with “vous”."),
    "wrong_phrase": N_("The usual phrase is a little different."),
}
_CONTACT_DETAILS = {
    "account_number": N_("This looks like a bank account number: it has no place in a message."),
    "card_number": N_("This looks like a card number: it must never be written anywhere."),
    "handle": N_("This looks like somebody's name on a social network or a messaging service."),
    "mail_address": N_("This looks like an e-mail address that is not the shop's."),
    "phone_number": N_("This looks like a telephone number that is not the shop's."),
    "postal_address": N_("This looks like an address that is not one of the shop's."),
}
_CUSTOMER = {
    ("greeting", "greeting"): N_("The customer says hello."),
    ("thanks", "thanks"): N_("The customer says thank you."),
    ("compliment", "compliment"): N_("A kind word for you."),
    ("farewell", "farewell"): N_("The customer says goodbye."),
    ("upset", "upset"): N_("The customer is upset: take your time, and let them feel understood."),
    ("angry", "angry"): N_("The customer is angry: stay calm, and start with what you have understood."),
    ("angry", "shouting"): N_(
        "The customer is raising their voice: stay calm, and start with what you have understood."
    ),
    ("angry", "insult"): N_("The customer is beside themselves. You may hand over, or take a pause."),
    ("insult", "insult"): N_("This message contains an insult. You may hand over, or take a pause."),
    ("harassment", "sexual"): N_("This message contains a sexual remark. You may hand over, or take a pause."),
    ("harassment", "threat"): N_("This message contains a threat. Please tell a referent."),
    ("card_number", "card_number"): N_("There was a card number here: its digits were hidden."),
}

SENTENCES = {
    **{("spelling", why): sentence for why, sentence in _SPELLING.items()},
    **{("grammar", why): sentence for why, sentence in _GRAMMAR.items()},
    ("texting", "texting_abbreviation"): N_("This is texting language: write it in full."),
    ("texting", "drawn_out_word"): N_("Letters are repeated for effect: the plain word is enough."),
    ("supervised", "supervised"): N_("Everything that its author writes is read by a referent first."),
    ("capitals", "too_many_capitals"): N_("Capitals read as if you were raising your voice."),
    ("capitals", "too_many_marks"): N_("One mark is enough."),
    ("emoji", "too_many_emoji"): N_("Emoji in this message: {count}. The charter allows {at_most}."),
    ("familiarity", "familiar_address"): N_("This is how one speaks to a friend: keep to the polite form."),
    ("sentence_length", "long_sentence"): N_(
        "Words in this sentence: {words}. Beyond {at_most}, it is better cut in two."
    ),
    ("jargon", "jargon"): N_("“{term}” is jargon. In plain words: {plain}."),
    ("negative_phrasing", "negative_phrasing"): N_("This may sound like a refusal: say what you can do instead."),
    ("bad_news_order", "bad_news_after_good"): N_("Give the bad news first, and keep the good news for the end."),
    **{("contact_details", why): sentence for why, sentence in _CONTACT_DETAILS.items()},
    ("link", "outside_link"): N_("This link leads outside the shop's sites."),
    ("outside_offer", "other_shop"): N_("This is another shop's offer: mention only ours."),
    ("outside_offer", "private_sale"): N_("This is not sold by the shop: mention only our own offers."),
    ("outside_offer", "unknown_code"): N_("This code is not known here. Make sure that it is the shop's."),
    ("unfilled", "unfilled"): N_("{name} is still to be filled in: write what belongs there, or take it out."),
    ("introduction", "no_introduction"): N_("This is your first reply: introduce yourself, by name and role."),
    ("empathy", "no_empathy"): N_("The customer is upset: start with an apology or a word of understanding."),
    ("off_topic", "off_topic"): N_("“{words}” leads away from what the customer came for."),
    ("promise", "promise_with_day"): N_("You promise this by {day}."),
    ("promise", "promise_without_day"): N_("You make a promise: say by when, so that the customer can count on it."),
    **_CUSTOMER,
}
"""The sentence for each clause and reason; what stands in braces are the facts of the finding."""

JARGON_WITHOUT_A_PLAIN_WORD = N_("“{term}” is jargon: say it in plain words.")
LINK_WITH_HOST = N_("“{host}” is not one of the shop's sites.")
NO_EMOJI = N_("The charter allows no emoji.")
"""Better sentences, where the facts allow or need them."""

UNCHECKED = N_("Not checked: {clauses}.")
