"""Days named in a text ("demain", "până vineri", "within 5 working days", "no dia 20 de março"), understood from now."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_LONGEST_YEARS = 2
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})(?:/(?P<m2>\d{1,2})(?:/(?P<y2>\d{4}|\d\d))?|[.-](?P<m3>\d{1,2})[.-](?P<y3>\d{4})))(?![\w/]|[.-]\d)"
)

_APPOSED = re.compile(r",?\s?(?:(?:le|the|no dia|dia|pe|a|o)\s)?")
"""Between two names of one day: "mardi 17 mars", "tomorrow, Thursday"."""

_RANGE = re.compile(r"\s(?:au|to|through|pana(?:\sla)?|a|ate|-)\s")
"""Between the days of opening hours: "du lundi au vendredi" names no day on which something is due."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day named in a text: its place, and which day is meant."""

    start: int
    end: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language names days; each table by the folded word."""

    tables: dict[str, dict[str, str]]
    patterns: dict[str, re.Pattern[str]]


def days(body: str, language: str, now: dt.datetime) -> list[Day]:
    """The days named, in order, the longest reading at each place. Days that are gone are left out."""
    plain, words = folded(body), _words(language)
    found: list[Day] = []
    readings = [
        *_durations(plain, words, now),
        *_spelled(plain, words, now),
        *_month_ends(plain, words, now),
        *_numeric(plain, now),
        *_named(plain, words, now),
    ]
    for day in sorted(readings, key=lambda each: (each.start, -each.end)):
        if found and _RANGE.fullmatch(plain[found[-1].end : day.start]):
            found[-1] = Day(found[-1].start, day.end, now.date() - dt.timedelta(days=1))
        elif found and day.start >= found[-1].end and _APPOSED.fullmatch(plain[found[-1].end : day.start]):
            found[-1] = Day(found[-1].start, day.end, day.day)
        elif not found or day.start >= found[-1].end:
            found.append(day)
    return [
        day
        for day in found
        if day.day >= now.date() and not words.patterns["past"].search(plain[max(0, day.start - 16) : day.start])
    ]


@cache
def _words(language: str) -> _Words:
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for line, meaning in entries(language, "dates"):
        kind, _, value = meaning.partition(" ")
        tables[kind][folded(line)] = value
    return _Words(tables, {name: re.compile(text) for name, text in _expressions(tables).items()})


def _any(table: dict[str, str]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    return (
        "(?:"
        + "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}").replace(" ", r"\s{1,2}") for word in longest_first)
        + ")"
        if table
        else r"(?!)"
    )


def _expressions(tables: dict[str, dict[str, str]]) -> dict[str, str]:
    number = rf"(?:\d{{1,3}}|{_any(tables['number'])})"
    within, between, ordinal = _any(tables["within"]), _any(tables["range"]), _any(tables["ordinal"])
    of, working, coming = _any(tables["of"]), _any(tables["working"]), _any(tables["coming"])
    month, weekday = _any(tables["month"]), _any(tables["weekday"])
    dated = rf"(?P<day>\d{{1,2}}){ordinal}?(?:\s{of})?\s(?P<month>{month})"
    return {
        "duration": rf"(?<!\w){within}\s{{1,2}}(?:{_any(tables['most'])}\s)?(?:(?P<low>{number})\s?{between}\s?)?(?P<number>{number})\s?(?:{of}\s)?"
        rf"(?P<before>{working}\s)?(?P<unit>{_any(tables['unit'])})(?P<after>\s{working})?(?!\w)",
        "spelled": rf"(?<![\w/.,])(?:{dated}|(?P<month2>{month})\s(?P<day2>\d{{1,2}}){ordinal}?)(?!\d|\w)(?:,?(?:\s{of})?\s(?P<year>20\d\d))?",
        "month_end": rf"(?<!\w)(?:(?:la |the )?{_any(tables['end'])}(?:\s{of})?(?:\s{_any(tables['month_of'])})?)\s(?P<month>{month})(?!\w)",
        "weekday": rf"(?<!\w)(?P<ahead>{coming}\s)?(?P<weekday>{weekday})(?P<behind>\s(?:{_any(tables['later'])}|{coming}))?(?!\w)",
        "expression": rf"(?<!\w)(?P<expression>{_any(tables['expression'])})(?!\w)",
        "past": rf"(?<!\w){_any(tables['past'])}\s$",
        "monthly": rf"(?<!\w){_any(tables['dayof'])}\s(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?(?=[.,;:!?)\n]|$)",
    }


def _number(text: str, words: _Words) -> int:
    return int(text) if text.isdigit() else int(words.tables["number"][re.sub(r"\s+", " ", text)])


def _durations(plain: str, words: _Words, now: dt.datetime) -> list[Day]:
    found = []
    for match in words.patterns["duration"].finditer(plain):
        amount = _number(match["number"], words)
        unit = words.tables["unit"][match["unit"]]
        is_working = bool(match["before"] or match["after"])
        found.append(Day(match.start(), match.end(), _later(now, amount, unit, is_working)))
    return found


def _later(now: dt.datetime, amount: int, unit: str, is_working: bool) -> dt.date:
    if unit in ("minute", "hour"):
        return (now + dt.timedelta(**{unit + "s": amount})).date()
    if unit == "month":
        return _months_later(now.date(), amount)
    if is_working:
        return working_days_later(now.date(), amount * (5 if unit == "week" else 1))
    return now.date() + dt.timedelta(days=amount * (7 if unit == "week" else 1))


def working_days_later(day: dt.date, amount: int) -> dt.date:
    """The last of so many working days after the day of writing; Monday to Friday, for holidays are not known here."""
    while amount:
        day += dt.timedelta(days=1)
        amount -= day.weekday() < _SATURDAY
    return day


def _months_later(day: dt.date, amount: int) -> dt.date:
    year, month = divmod(day.month - 1 + amount, 12)
    year += day.year
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _spelled(plain: str, words: _Words, now: dt.datetime) -> list[Day]:
    found = []
    for match in words.patterns["spelled"].finditer(plain):
        month = int(words.tables["month"][match["month"] or match["month2"]])
        day = _date(int(match["day"] or match["day2"]), month, match["year"], now.date())
        if day:
            found.append(Day(match.start(), match.end(), day))
    for match in words.patterns["monthly"].finditer(plain):
        day = _day_of_month(int(match["day"]), now.date())
        if day:
            found.append(Day(match.start(), match.end(), day))
    return found


def _month_ends(plain: str, words: _Words, now: dt.datetime) -> list[Day]:
    """ "Before the end of March": its last day."""
    found, today = [], now.date()
    for match in words.patterns["month_end"].finditer(plain):
        month = int(words.tables["month"][match["month"]])
        year = today.year + (month < today.month)
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        found.append(Day(match.start(), match.end(), last))
    return found


def _day_of_month(number: int, today: dt.date) -> dt.date | None:
    month = today.month if number >= today.day else today.month % 12 + 1
    return _date(number, month, None, today)


def _numeric(plain: str, now: dt.datetime) -> list[Day]:
    found = []
    for match in _NUMERIC.finditer(plain):
        if match[0] == "24/7":
            continue
        year = match["y"] or match["y2"] or match["y3"]
        day = _date(int(match["d"] or match["d2"]), int(match["m"] or match["m2"] or match["m3"]), year, now.date())
        if day:
            found.append(Day(match.start(), match.end(), day))
    return found


def _date(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    """The day, this year's or the next one's when no year is said; none that does not exist or is years away."""
    try:
        if year:
            found = dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
            return found if abs(found.year - today.year) <= _LONGEST_YEARS else None
        found = dt.date(today.year, month, day)
        gone_for = (today - found).days
        return dt.date(today.year + 1, month, day) if gone_for > 180 else found
    except ValueError:
        return None


def _named(plain: str, words: _Words, now: dt.datetime) -> list[Day]:
    today, found = now.date(), []
    for match in words.patterns["expression"].finditer(plain):
        day = _of_expression(words.tables["expression"][re.sub(r"\s+", " ", match[0])], today)
        found.append(Day(match.start(), match.end(), day))
    for match in words.patterns["weekday"].finditer(plain):
        number = words.tables["weekday"][match["weekday"]]
        later = words.tables["later"].get((match["behind"] or "").strip())
        found.append(Day(match.start(), match.end(), _weekday(int(number), today, later)))
    return found


def _weekday(weekday: int, today: dt.date, later: str | None) -> dt.date:
    """The next such day; "in eight days" a week on, "of next week" in the week that begins on Monday."""
    day = today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if later == "week":
        return day + dt.timedelta(days=7)
    if later == "next":
        return today + dt.timedelta(days=7 - today.weekday() + weekday)
    return day


def _of_expression(meaning: str, today: dt.date) -> dt.date:
    """The day that an expression means: a number of days, or the end of a week or month."""
    if meaning == "this_week":
        return today + dt.timedelta(days=max(0, _FRIDAY - today.weekday()))
    if meaning == "next_week":
        return today + dt.timedelta(days=7 - today.weekday() + _FRIDAY)
    if meaning == "weekend":
        return today + dt.timedelta(days=_SUNDAY - today.weekday())
    if meaning in ("this_month", "next_month"):
        month = _months_later(today.replace(day=1), meaning == "next_month")
        return month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return today + dt.timedelta(days=int(meaning))
