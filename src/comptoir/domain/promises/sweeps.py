"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.promises.actions import sweep

PORTIONS = 20
"""Of one run at the most: after that the worker sees to the rest of its work before it goes on."""


def tell_what_is_due(now: dt.datetime) -> None:
    """What is due, portion by portion: each is committed, so that two workers share what there is."""
    for _ in range(PORTIONS):
        if not sweep(now):
            return


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(0.25, tell_what_is_due)]
