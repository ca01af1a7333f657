"""Readers of spans, of hours of the day and of days of the week."""

from __future__ import annotations

import re
import zoneinfo
from typing import cast

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import Reader, string
from comptoir.domain.charter.reading.near import did_you_mean
from comptoir.domain.charter.shape.duration import SECONDS, Duration, Unit
from comptoir.domain.charter.shape.interval import DAY, Interval

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DURATION = re.compile(r"(\d{1,6})\s*([a-zA-Z]+)")
_INTERVAL = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_LONGEST = 100 * 365 * 86400


def duration(*units: Unit) -> Reader[Duration]:
    """A reader of spans like "30 s", "45 min", "24 h", "2 d", of the given units (any, when none is given)."""

    def read(cell: Cell) -> Duration:
        found = _DURATION.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
        if found is None or found[2] not in SECONDS:
            raise cell.refuse("not_duration", Advice("write_duration"), value=cell.value)
        span = Duration(int(found[1]), cast(Unit, found[2]))
        if not 0 < span.seconds <= _LONGEST:
            raise cell.refuse("duration_out_of_range", value=cell.value)
        if units and span.unit not in units:
            raise cell.refuse("wrong_unit", Advice("one_of", {"choices": ", ".join(units)}), value=cell.value)
        return span

    return read


def interval(cell: Cell) -> Interval:
    """Hours of a day like "08:00-18:30"; "24:00" ends the day, and what ends before it begins ends after midnight."""
    found = _INTERVAL.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    if found is None:
        raise cell.refuse("not_interval", Advice("write_interval"), value=cell.value)
    opens, closes = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if int(found[2]) > 59 or int(found[4]) > 59 or opens >= DAY or closes > DAY:
        raise cell.refuse("no_such_hour", Advice("write_interval"), value=cell.value)
    if opens == closes:
        raise cell.refuse("empty_interval", Advice("write_whole_day"), value=cell.value)
    return Interval(opens, closes if closes > opens else closes + DAY)


def days(cell: Cell) -> tuple[int, ...]:
    """The days that a key like `mon-fri`, `sat` or `"mon, wed"` means, Monday being 0."""
    found: list[int] = []
    for part in cell.name.split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        for name in (first, last or first):
            if name not in DAYS:
                raise cell.refuse_key("unknown_day", did_you_mean(name, DAYS), value=name)
        span = (DAYS.index(last or first) - DAYS.index(first)) % 7
        found += [(DAYS.index(first) + step) % 7 for step in range(span + 1)]
    return tuple(found)


def time_zone(cell: Cell) -> str:
    """A time zone by its name in the tz database, like Europe/Paris."""
    name = string(cell, 60)
    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        advice = did_you_mean(name, sorted(zoneinfo.available_timezones()), list_all=False)
        raise cell.refuse("unknown_time_zone", advice or Advice("write_time_zone"), value=name) from None
    return name
