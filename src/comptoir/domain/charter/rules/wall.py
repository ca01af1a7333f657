"""Moments of a day as the clock on the wall shows them, right where it is put forward or back.

A time in an hour that the clock skips is the moment of the jump. In an hour that comes twice, `fold` says which time is meant: hours
begin the first time and end the second. "24:00" is the moment at which the next day begins.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from comptoir.domain.charter.shape.interval import DAY


def moment_of(day: dt.date, minutes: int, zone: ZoneInfo, fold: int) -> float:
    """So many minutes after midnight on the wall, also past the end of the day, as seconds since 1970 in UTC."""
    if minutes == DAY:
        return _midnight(day.toordinal() + 1, zone)
    midnight, two_days_later = (_midnight(day.toordinal() + days, zone) for days in (0, 2))
    if two_days_later - midnight == 2 * 86400:
        return midnight + minutes * 60
    return _moment_near_a_change(day, minutes, zone, fold)


def midnight_of(day: dt.date, zone: ZoneInfo) -> float:
    """When the day begins in the zone, as seconds since 1970 in UTC."""
    return _midnight(day.toordinal(), zone)


@lru_cache(maxsize=8192)
def _midnight(day: int, zone: ZoneInfo) -> float:
    return dt.datetime.combine(dt.date.fromordinal(day), dt.time(), zone).timestamp()


def _moment_near_a_change(day: dt.date, minutes: int, zone: ZoneInfo, fold: int) -> float:
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    moment = wall.replace(tzinfo=zone, fold=fold).timestamp()
    earlier, later = sorted((moment, wall.replace(tzinfo=zone, fold=1 - fold).timestamp()))
    if earlier == later or dt.datetime.fromtimestamp(moment, zone).replace(tzinfo=None, fold=0) == wall:
        return moment
    return _jump_between(earlier, later, zone)


def _jump_between(before: float, after: float, zone: ZoneInfo) -> float:
    """The second at which the clock jumps over a wall time that does not exist."""
    offset_after = dt.datetime.fromtimestamp(after, zone).utcoffset()
    low, high = int(before), int(after)
    while low < high:
        middle = (low + high) // 2
        if dt.datetime.fromtimestamp(middle, zone).utcoffset() == offset_after:
            high = middle
        else:
            low = middle + 1
    return float(low)
