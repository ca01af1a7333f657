"""When a promise is due, and its inverse: how much of its time has passed.

Both count the same: what the clock counts after the first moment and until the second, less what the pauses cover. A promise is due
at the first moment at which enough is counted. `working_days` counts closings: that of the day of receipt, and then one for each day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comptoir.domain.charter.rules.clocks.calendars import Calendar
from comptoir.domain.charter.rules.clocks.moments import (
    LAST,
    SECOND,
    Span,
    counted_of,
    merged_pauses,
    moment_at,
    year_at,
)
from comptoir.domain.charter.rules.clocks.years import year_of
from comptoir.domain.charter.shape.duration import Duration

REACH = 100
"""Years after its beginning within which a promise must fall due."""

IDLE = 2
"""So many calendar years running in which nothing counts, and nothing is looked for any further."""


def due(start: dt.datetime, within: Duration, calendar: Calendar, pauses: Sequence[Span] = ()) -> dt.datetime | None:
    """When a promise made at `start` (aware) is due, in UTC; None when that time never comes, or not within 100 years.

    Pauses are pairs of aware moments, in any order; they may overlap, and what lies before `start` does not count.
    Raises `ValueError` for a moment without a time zone, a pause that ends before it begins, a span the clock cannot count.
    """
    since, amount = counted_of(start), amount_of(within, calendar)
    reached = _reached(calendar, since, amount)
    for begins, ends in merged_pauses(pauses, since) if pauses else ():
        if reached is None or reached <= begins:
            break
        since, amount = ends, amount - counted(calendar, since, begins)
        reached = _reached(calendar, since, amount)
    return None if reached is None or reached > LAST else moment_at(reached)


def elapsed(start: dt.datetime, end: dt.datetime, calendar: Calendar, pauses: Sequence[Span] = ()) -> dt.timedelta:
    """How much of a promise's time has passed at `end`, to be compared with what it is `within`; never less than nothing.

    Under `working_days` a day of the answer is a working day that has closed after the day of receipt. Raises as `due` does.
    """
    since, until, passed = counted_of(start), counted_of(end), 0
    for begins, ends in merged_pauses(pauses, since):
        if begins >= until:
            break
        passed += counted(calendar, since, begins)
        since = ends
    passed += counted(calendar, since, until)
    if calendar.clock == "working_days":
        return dt.timedelta(days=max(0, passed - 1))
    return dt.timedelta(microseconds=passed)


def amount_of(within: Duration, calendar: Calendar) -> int:
    """How much the calendar's clock must count: microseconds, or closings with that of the day of receipt."""
    if within.amount <= 0:
        raise ValueError("a promise needs some time")
    if calendar.clock != "working_days":
        return within.seconds * SECOND
    if within.unit != "d":
        raise ValueError("working days are counted in days")
    return within.amount + 1


def counted(calendar: Calendar, since: int, until: int) -> int:
    """How much the clock counts after `since` and until `until`; nothing where that is earlier."""
    if until <= since:
        return 0
    if calendar.clock == "wall":
        return until - since
    first, last = year_at(since), year_at(until)
    passed = year_of(calendar, last).until(until) - year_of(calendar, first).until(since)
    return passed + sum(year_of(calendar, year).total for year in range(first, last))


def _reached(calendar: Calendar, since: int, amount: int) -> int | None:
    if calendar.clock == "wall":
        return since + amount
    number = first = year_at(since)
    year = year_of(calendar, number)
    amount += year.until(since)
    idle = 0
    while amount > year.total:
        amount -= year.total
        idle = 0 if year.total else idle + 1
        number += 1
        if idle == IDLE or number > min(first + REACH, dt.MAXYEAR - 1):
            return None
        year = year_of(calendar, number)
    return year.at(amount)
