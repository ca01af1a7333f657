"""What the clocks count in one year: a year is worked out once, and then asked by bisection.

A year is one in UTC, so that every moment is in one of them; what reaches over its end is cut there.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, Protocol

from comptoir.domain.charter.holiday_names import is_weekend
from comptoir.domain.charter.rules.calendar import is_holiday
from comptoir.domain.charter.rules.clocks.calendars import Calendar
from comptoir.domain.charter.rules.clocks.moments import SECOND, Stretch, start_of_year
from comptoir.domain.charter.rules.hours import days_kept
from comptoir.domain.charter.rules.wall import midnight_of, moment_of

_MARGIN = 3
"""Days around a year that may reach into it: hours over midnight, and zones far from UTC."""


class Year(Protocol):
    """What is counted in a year."""

    @property
    def total(self) -> int:
        """How much there is of it."""

    def until(self, moment: int) -> int:
        """How much has been counted when the moment has come."""

    def at(self, amount: int) -> int:
        """The first moment at which so much (1 to `total`) has been counted."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of time, of which every microsecond counts. `before` is how much was counted when each of them begins."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    before: tuple[int, ...]
    total: int

    def until(self, moment: int) -> int:
        index = bisect_right(self.opens, moment) - 1
        return self.before[index] + min(moment, self.closes[index]) - self.opens[index] if index >= 0 else 0

    def at(self, amount: int) -> int:
        index = bisect_left(self.before, amount) - 1
        return self.opens[index] + amount - self.before[index]


class WorkingDay(NamedTuple):
    """A day on which the shop opens: when it does first, and when it closes at last."""

    day: dt.date
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Closings:
    """The working days that close in the year; what counts is each closing."""

    days: tuple[WorkingDay, ...]
    closes: tuple[int, ...]

    @property
    def total(self) -> int:
        return len(self.closes)

    def until(self, moment: int) -> int:
        return bisect_right(self.closes, moment)

    def at(self, amount: int) -> int:
        return self.closes[amount - 1]


def year_of(calendar: Calendar, year: int) -> Year:
    """The year as the calendar's clock counts it; not for `wall`, which needs none."""
    found: Year | None = calendar.years.get(year)
    if found is None:
        work_out = _closings if calendar.clock == "working_days" else _stretches
        found = calendar.years[year] = work_out(calendar, year)
    return found


def _stretches(calendar: Calendar, year: int) -> Stretches:
    """The opening hours of the year, or its days without weekends and holidays; what touches is one."""
    found = _openings(calendar, year) if calendar.clock == "opening" else _counted_days(calendar, year)
    merged = _merged(found, start_of_year(year), start_of_year(year + 1))
    lengths = list(accumulate((closes - opens for opens, closes in merged), initial=0))
    opens, closes = (tuple(each[end] for each in merged) for end in (0, 1))
    return Stretches(opens, closes, tuple(lengths[:-1]), lengths[-1])


def _closings(calendar: Calendar, year: int) -> Closings:
    """The working days that close in the year."""
    first, last = start_of_year(year), start_of_year(year + 1)
    days = tuple(each for each in _working_days(calendar, year) if first <= each.closes < last)
    return Closings(days, tuple(each.closes for each in days))


def _working_days(calendar: Calendar, year: int) -> Iterator[WorkingDay]:
    latest = start_of_year(year) - 365 * 86400 * SECOND
    for day, stretches in _opening_days(calendar, year):
        closes = max((closes for _, closes in stretches), default=latest)
        # A holiday whose hours lie within those of the night before has no closing of its own.
        if closes > latest:
            yield WorkingDay(day, stretches[0][0], closes)
            latest = closes


def _openings(calendar: Calendar, year: int) -> Iterator[Stretch]:
    for _, stretches in _opening_days(calendar, year):
        yield from stretches


def _opening_days(calendar: Calendar, year: int) -> Iterator[tuple[dt.date, list[Stretch]]]:
    zone = calendar.zone
    for day, intervals in days_kept(calendar.charter, calendar.opening_hours, *_days_around(year)):
        moments = (
            (
                int(moment_of(day, it.opens, zone, fold=0)) * SECOND,
                int(moment_of(day, it.closes, zone, fold=1)) * SECOND,
            )
            for it in intervals
        )
        yield day, sorted((opens, closes) for opens, closes in moments if opens < closes)


def _counted_days(calendar: Calendar, year: int) -> Iterator[Stretch]:
    charter, zone = calendar.charter, calendar.zone
    first, last = _days_around(year)
    for step in range((last - first).days + 1):
        day = first + dt.timedelta(days=step)
        if not is_weekend(charter.holidays.country, day) and not is_holiday(charter, day):
            begins, ends = (int(midnight_of(day + dt.timedelta(days=after), zone)) * SECOND for after in (0, 1))
            yield begins, ends


def _days_around(year: int) -> tuple[dt.date, dt.date]:
    margin = dt.timedelta(days=_MARGIN)
    return dt.date(year, 1, 1) - margin, dt.date(year, 12, 31) + margin


def _merged(stretches: Iterator[Stretch], first: int, last: int) -> list[Stretch]:
    merged: list[Stretch] = []
    for opens, closes in sorted((max(opens, first), min(closes, last)) for opens, closes in stretches):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        elif opens < closes:
            merged.append((opens, closes))
    return merged
