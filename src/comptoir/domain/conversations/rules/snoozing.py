"""Until when a request may be put aside, and what is proposed for it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.domain.charter.rules import Charter, is_open, next_opening

SNOOZE_LONGEST = dt.timedelta(days=366)
LATER = dt.timedelta(hours=3)
QUARTER = 15
"""Minutes to which "later today" is rounded."""

MONDAY = 0
MORNING = dt.time(9)
"""When a day begins for those who are there around the clock."""


class Preset(NamedTuple):
    """A moment that is proposed (aware), and which: later_today, next_opening, tomorrow, monday."""

    key: str
    until: dt.datetime


def snooze_presets(charter: Charter, audience: str, now: dt.datetime) -> list[Preset]:
    """When a request could come back, by the hours of those who answer it; the soonest first, no moment twice."""
    zone = ZoneInfo(charter.shop.time_zone)
    today = now.astimezone(zone).date()
    tomorrow = _opens_on(charter, audience, today + dt.timedelta(days=1), zone)
    monday = _opens_on(charter, audience, today + dt.timedelta(days=(MONDAY - today.weekday() - 1) % 7 + 1), zone)
    found = [
        ("later_today", _later_today(charter, audience, now)),
        ("next_opening", next_opening(charter, audience, now)),
        ("tomorrow", tomorrow),
        ("monday", monday),
    ]
    # Of two that mean the same moment the one that says more: tomorrow rather than the next opening.
    moments = {until: key for key, until in found if until is not None}
    return [Preset(key, until) for until, key in sorted(moments.items())]


def _later_today(charter: Charter, audience: str, now: dt.datetime) -> dt.datetime | None:
    """In some hours, rounded up to the quarter, if whoever answers is there then."""
    later = (now + LATER).replace(second=0, microsecond=0)
    later += dt.timedelta(minutes=-later.minute % QUARTER)
    zone = ZoneInfo(charter.shop.time_zone)
    is_today = later.astimezone(zone).date() == now.astimezone(zone).date()
    return later if is_today and is_open(charter, audience, later) else None


def _opens_on(charter: Charter, audience: str, day: dt.date, zone: ZoneInfo) -> dt.datetime | None:
    """When the audience begins on that day; the first opening after it, when it is closed all day.

    Who never closes never opens either: then it is the morning.
    """
    midnight = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
    opening = next_opening(charter, audience, midnight - dt.timedelta(microseconds=1))
    morning = dt.datetime.combine(day, MORNING, zone).astimezone(dt.UTC)
    return morning if opening is None and is_open(charter, audience, morning) else opening
