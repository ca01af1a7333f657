"""What customers say is understood as what shops call it (D3)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.rules.asking import asked_in
from comptoir.domain.knowledge.rules.meanings import LONGEST_EXPRESSION, broader, expressions
from comptoir.domain.knowledge.rules.words import meanings_in, words_of
from comptoir.domain.knowledge.tests.test_usual import LANGUAGES, Shop


def meant(text: str, language: str) -> set[str]:
    return {it.name for it in meanings_in(words_of(text, language, longest=200), language)}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("who pays to send it back?", "en", "return_cost"),
        ("still not got my refund, sent it back weeks ago", "en", "refund_late"),
        ("quelqu'un d'autre peut le prendre ?", "fr", "other_person"),
        ("le livreur n'a pas sonné", "fr", "redeliver"),
        ("perdi o talão", "pt", "no_receipt"),
        ("esqueci-me de pôr o nif", "pt", "invoice_change"),
        ("nu merge codul de reducere", "ro", "code_fails"),
        ("când îmi intră banii?", "ro", "refund_late"),
        ("nu mai raceste deloc", "ro", "not_cooling"),
        ("elle a rétréci au lavage", "fr", "shrunk"),
        ("there's a puddle under it", "en", "leaks_water"),
        ("vamos 15 dias para fora", "pt", "going_away"),
    ],
)
def test_what_customers_say_is_understood(text: str, language: str, name: str) -> None:
    assert name in meant(text, language)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("nam primit coletul", "ro", "not_received"),
        ("quelquun dautre peut venir", "fr", "other_person"),
        ("it didnt arrive", "en", "not_received"),
    ],
)
def test_apostrophes_and_hyphens_may_be_left_out(text: str, language: str, name: str) -> None:
    assert name in meant(text, language)


def test_of_expressions_the_longest_counts() -> None:
    assert "not_received" in meant("not received", "en")
    assert "not_received" not in meant("not received my refund", "en")


def test_no_expression_is_longer_than_what_is_looked_at() -> None:
    for language in LANGUAGES:
        every = [it for said in expressions(language).values() for it in said]
        assert [it for it in every if len(words_of(it, language, longest=200)) > LONGEST_EXPRESSION] == []


def test_a_word_of_many_uses_says_less_surely_what_is_meant() -> None:
    (usual,) = asked_in("order", "en", Shop())
    (seldom,) = asked_in("checkout", "en", Shop())
    assert usual.tokens["morder"] < seldom.tokens["morder"]


def test_what_is_spoken_of_along_has_words_in_every_language() -> None:
    named = {name for name, along in broader().items() for name in (name, *along)}
    for language in LANGUAGES:
        assert named - set(expressions(language)) == set()


def test_who_says_what_happened_asks_for_what_helps_less_surely() -> None:
    (leaks,) = asked_in("puddle", "en", Shop())
    assert 0 < leaks.tokens["mfaulty"] < leaks.tokens["mleakswater"]
