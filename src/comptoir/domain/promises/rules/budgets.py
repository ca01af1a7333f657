"""How a share that is promised over time stands, while it can still be kept. G4."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from comptoir.domain.promises.rules.warnings import Span

MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Standing:
    """How many promises of a period were kept and broken, how many are open, and how many may still break.

    `breaks_left` is negative once the share cannot be kept by what the period holds so far.
    """

    kept: int
    broken: int
    open: int
    share: float
    breaks_left: int

    @property
    def progress(self) -> float | None:
        """The share kept of those settled so far, 0–1; None when none is."""
        settled = self.kept + self.broken
        return self.kept / settled if settled else None

    @property
    def is_lost(self) -> bool:
        return self.breaks_left < 0

    @property
    def can_tip(self) -> bool:
        """Whether what is open could still break it."""
        return not self.is_lost and self.open > self.breaks_left


def standing(*, kept: int, broken: int, open: int, share: float) -> Standing:  # noqa: A002
    """The standing of these numbers; `share` is 0–1. Of those that will be settled, so many as fit the share may break."""
    total = kept + broken + open
    # A share is written in hundredths of a percent at the finest: without rounding 10 of 100 would be 9.999….
    allowed = math.floor(round(total * (1 - share), 6))
    return Standing(kept, broken, open, share, allowed - broken)


def period_of(by: str, now: dt.datetime, zone: ZoneInfo) -> Span:
    """The day, week (from Monday), month, quarter or year of the shop's calendar that holds `now`: from and to, in UTC."""
    today = now.astimezone(zone).date()
    first, last = _days_of(by, today)
    midnight = dt.time()
    begin, end = (dt.datetime.combine(day, midnight, zone) for day in (first, last))
    return begin.astimezone(dt.UTC), end.astimezone(dt.UTC)


def _days_of(by: str, today: dt.date) -> tuple[dt.date, dt.date]:
    if by == "day":
        return today, today + dt.timedelta(days=1)
    if by == "week":
        monday = today - dt.timedelta(days=today.weekday())
        return monday, monday + dt.timedelta(days=7)
    months = MONTHS[by]
    begins = (today.month - 1) // months * months
    ends = begins + months
    return dt.date(today.year, begins + 1, 1), dt.date(today.year + ends // 12, ends % 12 + 1, 1)
