"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.offers.actions import put_lapsed_back


def put_codes_back(now: dt.datetime) -> None:
    """Put back the codes that were taken for a customer and not sent."""
    put_lapsed_back(now)


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(60.0, put_codes_back)]
