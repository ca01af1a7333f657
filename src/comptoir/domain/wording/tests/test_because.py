"""A sentence for each reason that the language library gives."""

from __future__ import annotations

import datetime as dt
import json
import string
from pathlib import Path

import pytest

from comptoir.domain.wording import sentences
from comptoir.domain.wording.because import because, clause_name, rule_of, unchecked
from comptoir.domain.wording.rules import Judged, judged
from comptoir.domain.wording.tests.reasons import COMPUTED, every_reason, modules_that_compute
from comptoir.language.customer import read_customer
from comptoir.language.findings import CUSTOMER_CLAUSES, REPLY_CLAUSES, Finding
from comptoir.language.reply import check_reply
from comptoir.language.rules import CustomerRules, Moment, ReplyRules

LABELLED = Path(__file__).parents[5] / "tests" / "language"
NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def a_finding(clause: str, why: str, **facts: str | int) -> Judged:
    return Judged(clause, "hint", 0, 4, why, facts)


def test_every_reason_of_the_library_has_a_sentence() -> None:
    """G2"""
    assert every_reason() - set(sentences.SENTENCES) == set()


def test_no_sentence_is_for_a_reason_that_nobody_gives() -> None:
    assert set(sentences.SENTENCES) - every_reason() == {("supervised", "supervised")}, (
        "given by who holds, not by a text"
    )


def test_no_module_computes_its_reasons_but_those_that_are_gathered() -> None:
    assert modules_that_compute() - COMPUTED == set()


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt"])
def test_what_is_found_in_the_labelled_sentences_is_explained_with_its_facts(language: str) -> None:
    """G2"""
    for line in (LABELLED / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        for finding in findings(json.loads(line)):
            said = because(judged(finding, "hint"))
            assert said
            assert "{" not in said


@pytest.mark.parametrize("clause", REPLY_CLAUSES + CUSTOMER_CLAUSES)
def test_every_clause_has_a_name(clause: str) -> None:
    assert clause_name(clause)


@pytest.mark.parametrize("clause", REPLY_CLAUSES)
def test_every_clause_of_replies_is_a_rule(clause: str) -> None:
    """C1"""
    rule = rule_of(clause)
    assert (rule.clause, rule.name) == (clause, clause_name(clause))
    assert rule.says.endswith(".")


def test_a_promise_says_its_day() -> None:
    """C4"""
    promise = Judged("promise", "hint", 0, 4, "promise_with_day", due=dt.date(2026, 12, 2))
    assert because(promise) == "You promise this by 2 December 2026."


def test_facts_are_said_as_they_are() -> None:
    assert because(a_finding("spelling", "unknown_word", word="{x}")) == "“{x}” is not in the dictionary."


def test_a_charter_without_emoji_says_so() -> None:
    assert because(a_finding("emoji", "too_many_emoji", count=1, at_most=0)) == "The charter allows no emoji."


def test_jargon_without_a_plain_word_is_explained_too() -> None:
    """C1"""
    assert because(a_finding("jargon", "jargon", term="SKU", plain="")) == "“SKU” is jargon: say it in plain words."


def test_a_reason_that_is_new_to_us_is_told_by_its_clause() -> None:
    assert because(a_finding("grammar", "something_new")) == rule_of("grammar").says


def test_what_was_not_looked_at_is_said_plainly() -> None:
    """G2"""
    assert unchecked(["spelling", "grammar"]) == "Not checked: spelling mistakes, grammar mistakes."
    assert unchecked([]) == ""


@pytest.mark.parametrize("language", ["fr", "ro", "pt"])
def test_every_sentence_is_said_in_every_language_with_the_same_facts(language: str) -> None:
    """G2"""
    from comptoir.domain.charter.catalogue import said_in

    every = [*sentences.SENTENCES.values(), *sentences.RULES.values(), *sentences.NAMES.values(), sentences.UNCHECKED]
    for english in every:
        said = said_in(language, english)
        assert gaps(said) == gaps(english)
        assert said != english or english in SAME_EVERYWHERE


def findings(line: dict) -> list[Finding]:
    if line["author"] == "customer":
        return read_customer(line["text"], CustomerRules(line["lang"]))
    context = line.get("context", {})
    moment = Moment(NOW, context.get("first_reply", False), "Amin", context.get("customer", ""))
    return check_reply(line["text"], ReplyRules(line["lang"], moment, plain_words={"SKU": "article"}))


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


SAME_EVERYWHERE = {"Jargon"}
