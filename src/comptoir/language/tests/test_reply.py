"""The door for replies."""

from __future__ import annotations

import time

import pytest

from comptoir.language import reply
from comptoir.language.reply import check_reply
from comptoir.language.rules import LANGUAGES
from comptoir.language.tests.replies import reply_rules

OWN = frozenset(
    [
        "texting",
        "capitals",
        "emoji",
        "familiarity",
        "sentence_length",
        "jargon",
        "negative_phrasing",
        "bad_news_order",
        "introduction",
        "empathy",
        "off_topic",
    ]
)


def clauses(body, language="fr", **changes):
    return [each.clause for each in check_reply(body, reply_rules(language, clauses=OWN, **changes))]


def test_findings_stand_in_reading_order_and_at_their_place():
    body = "Bonjour. Ton colis est là, bcp de retard !!!"
    found = check_reply(body, reply_rules(clauses=OWN))
    assert [body[each.start : each.end] for each in found] == ["Ton", "bcp", "!!!"]


def test_a_clause_that_is_off_finds_nothing():
    assert check_reply("Bjr !!!", reply_rules(clauses=frozenset({"capitals"})))[0].clause == "capitals"


def test_a_quotation_over_several_sentences_is_left_alone():
    assert clauses("Le film « Je sais. Tu le sais. » est culte.") == []


def test_a_misspelling_that_texting_explains_is_told_once():
    found = check_reply("Bjr Madame", reply_rules(clauses=frozenset({"spelling", "texting"})))
    assert [each.clause for each in found] == ["texting"]


def test_an_unchanged_sentence_is_not_read_again(monkeypatch):
    check_reply("Une phrase déjà lue. Une autre.", reply_rules(clauses=OWN))
    read = []
    monkeypatch.setattr(reply, "_read_sentence", lambda sentence, rules, by: read.append(sentence) or ())
    check_reply("Une phrase déjà lue. Une autre, changée.", reply_rules(clauses=OWN))
    assert read == ["Une autre, changée."]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["a", "a ", "!", ":) ", "tu ", '"', "« a", "a\n", "ne pas ", "@", "AB CD ", "nu mai este "]
)
def test_a_hostile_text_takes_time_in_step_with_its_length(language, piece):
    rules = reply_rules(language, clauses=OWN)
    check_reply(piece * 10, rules)
    started = time.process_time()
    check_reply(piece * (100_000 // len(piece)), rules)
    assert time.process_time() - started < 1  # 0.2 s on a quiet machine; what grows with the square takes minutes


@pytest.mark.parametrize("body", ["", " ", "\n\n", "…", "«", "\0", "İİİ ŞŢ", "😀" * 3 + "\u200d"])
def test_odd_texts_are_read(body):
    for language in LANGUAGES:
        check_reply(body, reply_rules(language, clauses=OWN, is_first_reply=True))


def test_a_lump_of_letters_is_not_spelt():
    rules = reply_rules(clauses=frozenset({"spelling"}))
    check_reply("Bonjour", rules)
    started = time.process_time()
    assert check_reply("xé" * 50_000, rules) == []
    assert time.process_time() - started < 1
