"""When an audience answers: open now, until when, and when next; right over midnight, holidays and changes of the clock.

A day's hours are read on the shop's wall clock (`wall`).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from comptoir.domain.charter.rules.calendar import holidays_of_year
from comptoir.domain.charter.rules.wall import moment_of
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.interval import Interval

FURTHEST = dt.timedelta(days=400)
"""How far ahead openings and closings are looked for."""

Span = tuple[dt.datetime, dt.datetime]
_Timeline = tuple[tuple[float, ...], tuple[float, ...]]

_MARGIN = dt.timedelta(days=3)
_NEVER: _Timeline = ((), ())


def is_open(charter: Charter, audience: str, at: dt.datetime) -> bool:
    """Whether the audience's hours include the moment `at` (aware). An audience the charter does not know is never open."""
    moment = _moment(at)
    opens, closes = _timeline(charter, audience, _year(at))
    index = bisect_right(opens, moment) - 1
    return index >= 0 and moment < closes[index]


def answers_at(charter: Charter, audience: str, at: dt.datetime) -> bool:
    """Whether members of the audience who are there may be asked: in its hours, or always where it answers beyond them."""
    known = charter.audiences.get(audience)
    return known is not None and (known.answers_beyond_hours or is_open(charter, audience, at))


def open_until(charter: Charter, audience: str, at: dt.datetime) -> dt.datetime | None:
    """When the audience closes that is open at `at`, in UTC; None when it is closed, or does not close within 400 days."""
    moment = _moment(at)
    opens, closes = _timeline(charter, audience, _year(at))
    index = bisect_right(opens, moment) - 1
    if index < 0 or moment >= closes[index]:
        return None
    return _within_reach(closes[index], at)


def next_opening(charter: Charter, audience: str, at: dt.datetime) -> dt.datetime | None:
    """The first moment after `at` at which the audience opens, in UTC, also while it is open; None if not within 400 days."""
    opens, _ = _timeline(charter, audience, _year(at))
    index = bisect_right(opens, _moment(at))
    return _within_reach(opens[index], at) if index < len(opens) else None


def opening_intervals(charter: Charter, audience: str, start: dt.datetime, end: dt.datetime) -> list[Span]:
    """When the audience is open between two moments, in UTC, in order; what touches is one interval."""
    first, last = _moment(start), _moment(end)
    spans: list[tuple[float, float]] = []
    for year in range(_year(start), _year(end) + 1):
        for opens, closes in zip(*_timeline(charter, audience, year), strict=True):
            if opens < last and closes > first and (not spans or closes > spans[-1][1]):
                spans.append((max(opens, first), min(closes, last)))
    return [(_utc(opens), _utc(closes)) for opens, closes in _merged(spans)]


def opening_hours_by_weekday(charter: Charter, audience: str) -> tuple[tuple[Interval, ...], ...]:
    """The intervals of the seven days of an ordinary week, Monday first."""
    hours = _hours(charter, audience)
    return hours.week if hours else ((),) * 7


def _hours(charter: Charter, audience: str) -> Hours | None:
    known = charter.audiences.get(audience)
    return charter.hours[known.hours] if known else None


@lru_cache(maxsize=1024)
def _timeline(charter: Charter, audience: str, year: int) -> _Timeline:
    """All openings and closings that a question asked in `year` can need, as seconds since 1970 in UTC."""
    hours = _hours(charter, audience)
    if hours is None:
        return _NEVER
    zone = ZoneInfo(charter.shop.time_zone)
    first = dt.date(year, 1, 1) - _MARGIN
    last = dt.date(year, 12, 31) + FURTHEST + _MARGIN
    spans = sorted(
        (moment_of(day, interval.opens, zone, fold=0), moment_of(day, interval.closes, zone, fold=1))
        for day, intervals in days_kept(charter, hours, first, last)
        for interval in intervals
    )
    merged = _merged([(opens, closes) for opens, closes in spans if opens < closes])
    return tuple(opens for opens, _ in merged), tuple(closes for _, closes in merged)


def days_kept(
    charter: Charter, hours: Hours, first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, tuple[Interval, ...]]]:
    """The days from `first` to `last`, both included, with their intervals; a holiday that is kept closed is left out."""
    for step in range((last - first).days + 1):
        day = first + dt.timedelta(days=step)
        if hours.on_holidays == "as usual" or day not in holidays_of_year(charter, day.year):
            yield day, hours.week[day.weekday()]
        elif hours.on_holidays != "closed":
            yield day, hours.on_holidays


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    return merged


def _moment(at: dt.datetime) -> float:
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return at.timestamp()


def _year(at: dt.datetime) -> int:
    return at.astimezone(dt.UTC).year


def _within_reach(moment: float, at: dt.datetime) -> dt.datetime | None:
    found = _utc(moment)
    return found if found - at <= FURTHEST else None


def _utc(moment: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(moment, dt.UTC)
