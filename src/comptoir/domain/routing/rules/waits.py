"""How long a visitor will wait, from how long others have waited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

STEP = 5
"""Waits are told in steps of so many seconds: a finer number would claim to know more than it does."""


def typical_wait(waits: Sequence[float]) -> float | None:
    """The median of the latest waits for a first answer, in seconds; None without any."""
    return median(waits) if waits else None


def expected_wait(position: int, free: int, available: int, typical: float | None) -> int | None:
    """The expected seconds until the one at `position` (1 = next) is answered; None when nobody can know.

    With a free agent for everybody in front it is the typical wait; each further turn of all agents adds one.
    """
    if available < 1 or typical is None:
        return None
    turns = 1 + math.ceil(max(0, position - free) / available)
    return max(STEP, math.ceil(typical * turns / STEP) * STEP)
