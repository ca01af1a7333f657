"""A stretch of a day, from a minute to a minute."""

from __future__ import annotations

from dataclasses import dataclass

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `opens` to `closes`, in minutes after midnight; what closes after midnight closes beyond `DAY`."""

    opens: int
    closes: int

    def __str__(self) -> str:
        closes = self.closes if self.closes <= DAY else self.closes - DAY
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
