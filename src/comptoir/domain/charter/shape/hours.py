"""When an audience answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.document import Path
from comptoir.domain.charter.reading.kinds import list_of, unless_unreadable
from comptoir.domain.charter.reading.near import did_you_mean, nearest
from comptoir.domain.charter.reading.tables import expect_table
from comptoir.domain.charter.reading.times import DAYS, days, interval
from comptoir.domain.charter.shape.interval import DAY, Interval

WEEK = 7 * DAY
"""Minutes."""

ON_HOLIDAYS = ("closed", "as usual")

Week = tuple[tuple[Interval, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """`[hours.NAME]`: the intervals of each day, Monday first, and what holds on holidays."""

    key: str
    week: Week
    on_holidays: Literal["closed", "as usual"] | tuple[Interval, ...] = "closed"


def hours(cell: Cell) -> Hours:
    """Read a table whose keys are days (`mon-fri`, `sat`, `"mon, wed"`) and `on_holidays`. Where nothing is said it is closed."""
    expect_table(cell)
    week: list[tuple[Interval, ...]] = [()] * 7
    said: dict[int, Cell] = {}
    for each in cell.cells():
        if each.name == "on_holidays":
            continue
        if nearest(each.name, ["on_holidays"]):
            each.refuse_key("unknown_key", Advice("did_you_mean", {"near": "on_holidays"}), key=each.name)
            continue
        intervals = unless_unreadable(_intervals, each) or ()
        for day in unless_unreadable(days, each) or ():
            if day in said:
                each.refuse_key("day_twice", day=DAYS[day], other=said[day].name)
                continue
            said[day], week[day] = each, intervals
    _expect_apart(week, said)
    return Hours(key=cell.name, week=tuple(week), on_holidays=_on_holidays(cell))


def _intervals(cell: Cell) -> tuple[Interval, ...]:
    return tuple(sorted(list_of(interval, at_most=24)(cell)))


def _on_holidays(cell: Cell) -> Literal["closed", "as usual"] | tuple[Interval, ...]:
    if "on_holidays" not in cell:
        return "closed"
    each = cell["on_holidays"]
    if not isinstance(each.value, str):
        intervals = unless_unreadable(_intervals, each) or ()
        _expect_apart([intervals], {0: each})
        return intervals
    if each.value in ("closed", "as usual"):
        return "closed" if each.value == "closed" else "as usual"
    each.refuse("unknown_on_holidays", did_you_mean(each.value, ON_HOLIDAYS), value=each.value)
    return "closed"


def _expect_apart(week: list[tuple[Interval, ...]], said: dict[int, Cell]) -> None:
    """Report intervals that overlap, within a day or over midnight into the next; each key once."""
    spans = sorted(_spans(week))
    reported: set[Path] = set()
    if len(week) == 7 and spans:
        start, end, first, day = spans[0]
        spans.append((start + WEEK, end + WEEK, first, day))
    for (_, end, one, _), (start, _, other, day) in pairwise(spans):
        place = said.get(day)
        if start < end and place is not None and place.path not in reported:
            reported.add(place.path)
            place.refuse("intervals_overlap", one=one, other=other)


def _spans(week: list[tuple[Interval, ...]]) -> Iterator[tuple[int, int, Interval, int]]:
    for day, intervals in enumerate(week):
        for it in intervals:
            yield day * DAY + it.opens, day * DAY + it.closes, it, day
