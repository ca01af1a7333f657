"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.privacy.actions import forget_access
from comptoir.domain.shops.queries import all_shops

PORTIONS = 20
"""Of one shop in one run at the most."""


def forget_old_readings(now: dt.datetime) -> None:
    """Forget who has read what, when it is older than each shop's charter keeps it. D9."""
    for shop in all_shops():
        try:
            _, charter = charter_in_force(shop.id, now)
        except NoCharter:
            continue
        for _ in range(PORTIONS):
            if not forget_access(shop_id=shop.id, before=now - charter.retention.access_log.timedelta):
                break


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_old_readings)]
