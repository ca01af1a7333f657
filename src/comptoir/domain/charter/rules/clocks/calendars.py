"""By which clock, and by whose hours, a promise is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.promise import Promise

FOLLOWS_HOURS = ("opening", "working_days")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A clock of a charter: its kind, and the name of the hours that it follows ("" for those that follow none).

    Two are equal when they belong to the same reading of a charter and count alike. Each remembers the `years` that it worked out:
    ask for it by `calendar_for` or `calendar_of`, which hand out the same again.
    """

    charter: Charter
    clock: str
    hours: str = ""
    years: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone, in which days begin and end."""
        return ZoneInfo(self.charter.shop.time_zone)

    @property
    def opening_hours(self) -> Hours:
        """The hours that it follows. Raises `KeyError` for a clock that follows none."""
        return self.charter.hours[self.hours]


def calendar_for(charter: Charter, promise: Promise, audience: str = "") -> Calendar:
    """The calendar of a promise: by its own hours, else those of the audience that answers, else the shop's first."""
    known = charter.audiences.get(audience)
    return calendar_of(charter, promise.clock, promise.hours or (known.hours if known else ""))


def calendar_of(charter: Charter, clock: str, hours: str = "") -> Calendar:
    """The calendar of a clock that follows these hours, or else the shop's first. Raises `KeyError` for hours unknown."""
    if clock not in FOLLOWS_HOURS:
        return _remembered(charter, clock, "")
    hours = hours or next(iter(charter.hours))
    return _remembered(charter, clock, charter.hours[hours].key)


@lru_cache(maxsize=1024)
def _remembered(charter: Charter, clock: str, hours: str) -> Calendar:
    return Calendar(charter, clock, hours)
