"""Until when somebody is away, from their own hours and their absences. Plain values, `now` is passed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.domain.people.rules.hours import Hours, at_work_from, is_at_work

LONGEST = dt.timedelta(days=400)
"""Of one absence."""

FAR_OFF = dt.timedelta(days=730)
"""No absence begins later than this from now."""

_AT_ONCE = 60
"""Turns from an absence into the hours off behind it, and on."""


ABSENCES = ("holiday", "training", "sick", "other")
"""Why somebody is absent."""


class Away(NamedTuple):
    """Somebody does not work now: since they are "absent", or "off_hours". `until` is None where nobody knows."""

    why: str
    until: dt.datetime | None


class Span(NamedTuple):
    """From a moment to another, the second not included."""

    begins: dt.datetime
    ends: dt.datetime


def away_at(hours: Hours, zone: ZoneInfo, absences: Iterable[Span], now: dt.datetime) -> Away | None:
    """Why somebody is away at `now`, and until they are at work again; None while they work."""
    spans = sorted(absences)
    first = _reason(hours, zone, spans, now)
    if first is None:
        return None
    moment: dt.datetime | None = now
    for _turn in range(_AT_ONCE):
        if moment is None or _reason(hours, zone, spans, moment) is None:
            return Away(first, moment)
        covering = [it.ends for it in spans if it.begins <= moment < it.ends]
        moment = max(covering) if covering else at_work_from(hours, zone, moment)
    return Away(first, None)


def _reason(hours: Hours, zone: ZoneInfo, spans: Iterable[Span], moment: dt.datetime) -> str | None:
    if any(it.begins <= moment < it.ends for it in spans):
        return "absent"
    return None if is_at_work(hours, zone, moment) else "off_hours"
