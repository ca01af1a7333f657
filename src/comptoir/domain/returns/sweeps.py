"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.returns.actions import forget_bare_orders

PORTIONS = 20
"""Of one run at the most."""


def forget_what_was_erased(_now: dt.datetime) -> None:
    """Forget the orders that only erased returns spoke of."""
    for _ in range(PORTIONS):
        if not forget_bare_orders():
            return


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_what_was_erased)]
