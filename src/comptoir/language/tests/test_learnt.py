"""What no list foresaw is told by all the words of a sentence together, and seldom wrongly."""

from __future__ import annotations

import time

import pytest

from comptoir.language import learnt
from comptoir.language.customer import read_customer
from comptoir.language.rules import LANGUAGES, CustomerRules


def clauses(language: str, body: str) -> set[str]:
    return {finding.clause for finding in read_customer(body, CustomerRules(language))}


@pytest.mark.parametrize(
    ("language", "body", "clause"),
    [
        ("en", "Your florist took such care with my mother's wreath, so kind.", "compliment"),
        ("fr", "Le ventilateur fait un bruit épouvantable depuis lundi.", "upset"),
        ("ro", "Ventilatorul face un zgomot îngrozitor de luni.", "upset"),
        ("pt", "A ventoinha faz um barulho horrível desde segunda.", "upset"),
    ],
)
def test_a_mood_is_told_by_all_the_words_together(language, body, clause):
    """C7"""
    assert clause in clauses(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Le ventilateur fait-il un bruit épouvantable ?"),
        ("en", "If the fan makes an awful noise, I would bring it back."),
        ("pt", "A minha irmã é muito simpática."),
        ("ro", "ok pa"),
    ],
)
def test_questions_conditions_others_and_scraps_are_no_mood(language, body):
    """C7"""
    assert not clauses(language, body) & {"upset", "compliment"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leaning", learnt.LEANINGS)
def test_every_leaning_is_learnt_in_every_language(language, leaning):
    assert learnt.weight("", language, leaning) > -10  # it has a weight of its own without any word
    assert len(learnt._weights(language, leaning)) > 500


def test_a_long_sentence_is_read_no_further_than_its_beginning():
    """G2"""
    started = time.process_time()
    learnt.leans("nimic nu merge " * 100_000, "ro", "upset")
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Merci pour tout. Bonne journée !"),
        ("en", "Thank you for everything, have a nice day!"),
        ("ro", "O seară plăcută și dumneavoastră."),
        ("pt", "Obrigado por tudo."),
    ],
)
def test_who_thanks_and_takes_leave_praises_nobody(language: str, body: str) -> None:
    assert "compliment" not in {each.clause for each in read_customer(body, CustomerRules(language))}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Vous avez sauvé notre mariage, merci infiniment."),
        ("en", "You saved our wedding, thank you so much."),
        ("ro", "Ne-ați salvat nunta, mulțumim mult."),
        ("pt", "Salvaram o nosso casamento, muito obrigada."),
    ],
)
def test_praise_beside_thanks_is_heard(language: str, body: str) -> None:
    """C7"""
    assert "compliment" in {each.clause for each in read_customer(body, CustomerRules(language))}


def test_what_all_the_words_praise_is_no_complaint_by_one_of_them() -> None:
    """C7"""
    assert clauses("en", "I was dreading this call and you made it painless.") & {"compliment", "upset"} == {
        "compliment"
    }
