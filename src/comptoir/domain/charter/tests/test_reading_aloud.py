"""The charter told to people: in words of their language, not in those of the file."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.catalogue import translations
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import MODULES, NOT_RETURNABLE
from comptoir.domain.charter.rules import Chapter, chapters, differences, parse
from comptoir.domain.charter.tests.charters import READY, SMALL, small

PROMISE = '[promises.p]\nof = "chat"\nwhen = "first_answer"\nwithin = "30 s"\nclock = "opening"\n'
TRAINING = '[training]\nbefore_answering = { advisor = ["welcome", "our_own_ways"] }\n'


def voice(language: str) -> Voice:
    return Voice(language, translations(language))


def told(chapter: str, text: str, language: str) -> Chapter:
    return next(each for each in chapters(parse(text), language) if each.key == chapter)


@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_what_a_ready_charter_names_by_a_key_has_words(path) -> None:
    """G1"""
    charter = parse(path.read_text())

    taught = charter.training.before_answering.values() if charter.training else ()
    assert {module for modules in taught for module in modules} <= set(MODULES)
    assert set(charter.returns.not_returnable if charter.returns else ()) <= set(NOT_RETURNABLE)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "welcome, our own ways"),
        ("fr", "l’accueil, our own ways"),
        ("ro", "primirea, our own ways"),
        ("pt", "acolhimento, our own ways"),
    ],
)
def test_modules_are_named_in_the_readers_language_and_a_shops_own_as_it_names_them(language, said) -> None:
    """G1"""
    assert [row[1] for row in told("training", small(TRAINING), language).rows] == [said]


def test_french_counts_the_first_day_of_a_month() -> None:
    french = voice("fr")

    assert french.day(dt.date(2026, 9, 1)) == "1er septembre 2026"
    assert french.day(dt.date(2026, 9, 11)) == "11 septembre 2026"
    assert french.day("05-01") == "1er mai"
    assert voice("en").day(dt.date(2026, 9, 1)) == "1 September 2026"


def test_two_days_side_by_side_are_both_named() -> None:
    assert voice("fr").weekdays(5, 6) == "Samedi et dimanche"
    assert voice("en").weekdays(0, 4) == "Monday to Friday"
    assert voice("en").weekdays(3, 3) == "Thursday"


def test_what_changed_between_two_charters_is_told_in_sentences() -> None:
    """G1"""
    old, new = (chapters(parse(text), "en") for text in (small(PROMISE), small(PROMISE.replace("30 s", "20 s"))))

    [change] = differences(old, new)

    assert change.chapter == "What we promise"
    assert "30 seconds" in change.before
    assert "20 seconds" in change.after
    assert [part for part in change.parts if part[0] != "same"] == [("gone", "30"), ("come", "20")]


def test_what_comes_and_goes_stands_alone_and_what_is_the_same_is_not_told() -> None:
    without, with_it = (chapters(parse(text), "en") for text in (SMALL, small(PROMISE)))

    assert differences(with_it, with_it) == []
    assert [(change.before, bool(change.after)) for change in differences(without, with_it)] == [("", True)]
    assert [(bool(change.before), change.after) for change in differences(with_it, without)] == [(True, "")]


def test_what_is_called_otherwise_is_told_as_its_new_name() -> None:
    old, new = [
        Chapter("topics", "Topics", (), ((name, "Advisor"), ("Returns", "Advisor"))) for name in ("Pay", "Payment")
    ]

    [change] = differences([old], [new])

    assert (change.name, change.before, change.after) == ("", "Pay", "Payment")
