"""A span of time as the charter writes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unit = Literal["s", "min", "h", "d"]

SECONDS: dict[Unit, int] = {"s": 1, "min": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Duration:
    """So many seconds, minutes, hours or days; a day has 24 hours unless a clock counts it otherwise."""

    amount: int
    unit: Unit

    @property
    def seconds(self) -> int:
        """The whole span in seconds."""
        return self.amount * SECONDS[self.unit]

    @property
    def timedelta(self) -> dt.timedelta:
        """The whole span on a wall clock."""
        return dt.timedelta(seconds=self.seconds)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"
