"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.conversations.actions import forget_put_ins


def forget_drafts(now: dt.datetime) -> None:
    """Forget what stood in answers that were never sent."""
    forget_put_ins(now)


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_drafts)]
