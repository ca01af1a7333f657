"""What was found out of a sentence holds wherever it stands, and is found out once."""

from __future__ import annotations

import pytest

from comptoir.language import links, phrases, reply
from comptoir.language.met import LONGEST, LONGEST_TEXT, MOST_SENTENCES, Met
from comptoir.language.reply import check_reply
from comptoir.language.rules import Shop
from comptoir.language.tests.replies import reply_rules, words_found
from comptoir.language.text import Text

DRAFT = "Good morning. My dog was ill all night. Your ring is ready. However, the chain is lost. Call 07911 123456."


@pytest.fixture(autouse=True)
def _nothing_is_met():
    reply.forget()


def test_only_the_sentence_that_changed_is_looked_through(monkeypatch):
    """The bench of A8: a draft of which one sentence changed costs what that sentence costs."""
    check_reply(DRAFT, reply_rules("en"))
    walked = []
    walk = phrases._walk
    monkeypatch.setattr(phrases, "_walk", lambda text, *by: walked.append(text.body) or walk(text, *by))
    check_reply(DRAFT.replace("is ready", "is here"), reply_rules("en"))
    assert set(walked) == {"Your ring is here."}


def test_what_is_found_in_a_draft_is_the_same_when_its_sentences_were_met_in_another_order():
    rules = reply_rules("en", is_first_reply=True)
    alone = check_reply(DRAFT, rules)
    reply.forget()
    for sentence in reversed(Text(DRAFT).sentences):
        check_reply(f"Hello. {sentence.text}", rules)
    assert check_reply(DRAFT, rules) == alone


@pytest.mark.parametrize("body", ["a" * (LONGEST + 1), "a\n" * (MOST_SENTENCES + 1), "a " * LONGEST_TEXT])
def test_what_is_no_draft_is_not_remembered_and_walked_once(body, monkeypatch):
    walked = []
    walk = phrases._walk
    monkeypatch.setattr(phrases, "_walk", lambda text, *by: walked.append(by[1][0]) or walk(text, *by))
    text = Text(body)
    assert text.met("en") is None
    for lexicon in phrases.OF_MESSAGES:
        phrases.matches(text, "en", lexicon)
    assert walked == [phrases.OF_MESSAGES[0]]


def test_what_is_known_of_a_sentence_does_not_grow_without_end():
    met = Met("Bonjour.", "fr")
    for number in range(1000):
        met.keep(number, number)
    assert met.kept(999) == 999
    assert len(met._known) < 100


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Vous trouverez tout sur\nexemple.fr quand vous voulez.", ["exemple.fr"]),
        ("Voici « www.exemple.fr/page.» Merci à vous.", ["www.exemple.fr/page"]),
        ("Bonjour. Voir www.exemple.fr/a et www.autre.fr/b. Merci.", ["www.exemple.fr/a", "www.autre.fr/b"]),
    ],
)
def test_a_link_is_found_with_what_announces_it_before_its_sentence_and_without_what_closes_it(body, found):
    assert words_found(links, body) == found
    assert words_found(links, f"Bonjour. {body}") == found


def test_a_link_of_the_shops_own_is_none_however_it_goes_on():
    shop = Shop(links=("https://www.exemple.fr/aide/",))
    body = "Voir exemple.fr/aide, exemple.fr/aide?a=1, exemple.fr/aide/retours et exemple.fr/aides."
    assert words_found(links, body, shop=shop) == ["exemple.fr/aides"]
