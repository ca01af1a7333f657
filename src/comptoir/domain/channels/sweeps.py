"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.channels.actions import forget_letters, forget_mails, forget_unclaimed
from comptoir.domain.channels.queries import KEPT_OF_NOBODY
from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.shops.queries import all_shops

PORTIONS = 20
"""Of one shop in one run at the most."""


def forget_raw_mail(now: dt.datetime) -> None:
    """Forget the bytes of mails and letters that are older than each shop's charter keeps them, and mails of no conversation
    with them. D9."""
    for shop in all_shops():
        try:
            _, charter = charter_in_force(shop.id, now)
        except NoCharter:
            continue
        before = now - charter.retention.raw_mail.timedelta
        for forget in (forget_mails, forget_letters):
            for _ in range(PORTIONS):
                if not forget(shop_id=shop.id, before=before):
                    break
    forget_unclaimed(before=now - KEPT_OF_NOBODY)


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(3600.0, forget_raw_mail)]
