"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.feed.actions import ABANDONED_AFTER, forget_abandoned, forget_old_threads
from comptoir.domain.shops.queries import all_shops

PORTIONS = 20
"""Of one shop in one run at the most."""


def forget_old_talk(now: dt.datetime) -> None:
    """Forget what is older in each shop's feed than its charter keeps it, and files that were never posted. D9."""
    forget_abandoned(before=now - ABANDONED_AFTER)
    for shop in all_shops():
        try:
            _, charter = charter_in_force(shop.id, now)
        except NoCharter:
            continue
        for _ in range(PORTIONS):
            if not forget_old_threads(shop_id=shop.id, before=now - charter.retention.feed.timedelta):
                break


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_old_talk)]
