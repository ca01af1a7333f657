"""When a member works: own hours of the week, several stretches a day, by the clock of the place where they live."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STRETCHES_AT_MOST = 6
"""Of one day."""

LOOKS_AHEAD = 8
"""Days after which the same hours come again."""

Hours = Mapping[str, Sequence[Sequence[str]]]
"""By day ("mon" … "sun"), stretches from "HH:MM" to "HH:MM", in order and apart; "24:00" ends a day. Empty: always."""

_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")
_WRITTEN = re.compile(r"^\s*(\d{1,2})(?:[:hH.](\d{2})?)?\s*$")


class HoursNotRight(ValueError):
    """Hours that no week has; the day stands in `args`."""


def checked_hours(given: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    """The hours as they are kept: known days, stretches in order that do not touch. Raises `HoursNotRight` with the day."""
    kept: dict[str, list[list[str]]] = {}
    for day in given:
        if day not in DAYS:
            raise HoursNotRight(str(day)[:10])
    for day in DAYS:
        stretches = [_stretch(each, day) for each in given.get(day) or []]
        if len(stretches) > STRETCHES_AT_MOST:
            raise HoursNotRight(day)
        stretches.sort()
        if any(after[0] < before[1] for before, after in pairwise(stretches)):
            raise HoursNotRight(day)
        if stretches:
            kept[day] = stretches
    return kept


def hours_in(day: str, text: str) -> list[list[str]]:
    """The stretches that somebody wrote for a day, such as `9-12:30, 13h30–18:00`. Raises `HoursNotRight`."""
    found = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;]|\s{2,}", text))):
        ends = re.split(r"\s*[-–—]\s*", part)
        if len(ends) != 2:
            raise HoursNotRight(day)
        found.append([_time(each, day) for each in ends])
    return checked_hours({day: found}).get(day, [])


def hours_text(stretches: Sequence[Sequence[str]]) -> str:
    """The stretches of a day as they are written: `09:00–12:30, 13:30–18:00`."""
    return ", ".join(f"{begin}–{end}" for begin, end in stretches)


def is_at_work(hours: Hours, zone: ZoneInfo, now: dt.datetime) -> bool:
    """Whether `now` is one of the hours; always where there are none."""
    if not hours:
        return True
    local = now.astimezone(zone)
    clock = f"{local:%H:%M}"
    return any(begin <= clock < end for begin, end in hours.get(DAYS[local.weekday()], ()))


def at_work_from(hours: Hours, zone: ZoneInfo, now: dt.datetime) -> dt.datetime | None:
    """The next moment at which work begins; None where it never does. Ask only while nobody is at work."""
    local = now.astimezone(zone)
    for ahead in range(LOOKS_AHEAD):
        day = local.date() + dt.timedelta(days=ahead)
        for begin, _end in hours.get(DAYS[day.weekday()], ()):
            at = dt.datetime.combine(day, dt.time.fromisoformat(begin), tzinfo=zone)
            if at > local:
                return at.astimezone(dt.UTC)
    return None


def _stretch(given: Any, day: str) -> list[str]:
    if not isinstance(given, list | tuple) or len(given) != 2 or not all(isinstance(it, str) for it in given):
        raise HoursNotRight(day)
    begin, end = given
    if not _TIME.match(begin) or not _TIME.match(end) or begin >= end:
        raise HoursNotRight(day)
    return [begin, end]


def _time(text: str, day: str) -> str:
    found = _WRITTEN.match(text)
    if found is None:
        raise HoursNotRight(day)
    return f"{int(found[1]):02}:{found[2] or '00'}"
