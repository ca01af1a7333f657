"""How a due date came about, in the languages that Comptoir speaks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.charter.rules import Duration, because, calendar_of, explained, parse
from comptoir.domain.charter.tests.charters import small

PARIS = ZoneInfo("Europe/Paris")
CHARTER = parse(small())


def told(start: dt.datetime, within: Duration, clock: str, language: str = "", *pauses: tuple) -> list[str]:
    moments = [(begins.replace(tzinfo=PARIS), ends.replace(tzinfo=PARIS)) for begins, ends in pauses]
    explanation = explained(start.replace(tzinfo=PARIS), within, calendar_of(CHARTER, clock), moments, language)
    return because(explanation, language)


NEW_YEAR = dt.datetime(2026, 12, 31, 16)
IN_LANGUAGES = {
    "en": [
        "Received: Thursday, 31 December 2026 at 16:00.",
        "Thursday, 31 December 2026: day of receipt.",
        "Friday, 1 January 2027: holiday (New Year's Day), not counted.",
        "Saturday, 2 January 2027: working day 1 of 2.",
        "Sunday, 3 January 2027: closed.",
        "Monday, 4 January 2027: paused when the shop closed at 18:00, not counted.",
        "Tuesday, 5 January 2027: working day 2 of 2.",
        "Due: Tuesday, 5 January 2027 at 18:00.",
    ],
    "fr": [
        "Reçu le jeudi 31 décembre 2026 à 16:00.",
        "Jeudi 31 décembre 2026\u00a0: jour de réception.",
        "Vendredi 1er janvier 2027\u00a0: jour férié ou chômé (Jour de l'an), non compté.",
        "Samedi 2 janvier 2027\u00a0: jour ouvré 1 sur 2.",
        "Dimanche 3 janvier 2027\u00a0: fermé.",
        "Lundi 4 janvier 2027\u00a0: en pause à l’heure de fermeture (18:00), non compté.",
        "Mardi 5 janvier 2027\u00a0: jour ouvré 2 sur 2.",
        "Échéance\u00a0: mardi 5 janvier 2027 à 18:00.",
    ],
}


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_each_step_is_a_sentence_of_the_language(language):
    """G3"""
    monday = (dt.datetime(2027, 1, 4, 17), dt.datetime(2027, 1, 5, 9))
    assert told(NEW_YEAR, Duration(2, "d"), "working_days", language, monday) == IN_LANGUAGES[language]


@pytest.mark.parametrize("language", ["fr", "ro", "pt"])
@pytest.mark.parametrize("clock", ["opening", "weekday", "working_days", "wall"])
def test_no_sentence_is_left_in_english(language, clock):
    """G3"""
    pauses = (dt.datetime(2027, 1, 4, 9), dt.datetime(2027, 1, 5, 11))
    within = Duration(9, "d") if clock == "working_days" else Duration(40, "h")
    english = told(NEW_YEAR, within, clock, "en", pauses)
    assert set(told(NEW_YEAR, within, clock, language, pauses)) & set(english) == set()


def test_without_a_language_it_is_said_in_the_shops_own():
    assert told(NEW_YEAR, Duration(1, "h"), "wall") == told(NEW_YEAR, Duration(1, "h"), "wall", "fr")


def test_days_are_counted_in_days_and_what_ends_at_midnight_ends_the_day():
    received, counted, weekend, *_, due = told(dt.datetime(2026, 12, 3, 0), Duration(3, "d"), "weekday", "en")
    assert received == "Received: Thursday, 3 December 2026 at 00:00."
    assert counted == "From Thursday, 3 December 2026 to Friday, 4 December 2026: time counted, 2 days."
    assert weekend == "From Saturday, 5 December 2026 to Sunday, 6 December 2026: weekend, not counted."
    assert due == "Due: Tuesday, 8 December 2026 at 00:00."


def test_an_hour_that_comes_twice_is_told_apart():
    (_, _, due) = told(dt.datetime(2026, 10, 25, 1, 30), Duration(2, "h"), "wall", "en")
    assert due == "Due: Sunday, 25 October 2026 at 02:30 (UTC+01:00)."
