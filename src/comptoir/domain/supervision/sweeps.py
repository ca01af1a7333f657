"""What is done regularly: `SWEEPS` names the seconds between two runs and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.shops.queries import all_shops
from comptoir.domain.supervision.actions import draw_week
from comptoir.foundation.worker import each_alone


def draw_reviews(now: dt.datetime) -> None:
    """Draw from what every shop closed last week, once a week."""
    each_alone(lambda shop: draw_week(shop_id=shop.id, now=now), all_shops())


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(1800.0, draw_reviews)]
