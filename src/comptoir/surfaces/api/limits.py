"""How often one shop's systems may ask, a minute at a time."""

from __future__ import annotations

from comptoir.foundation.clock import now
from comptoir.foundation.limits import MINUTE, counted, limit
from comptoir.surfaces.api.errors import AskedTooOften

REQUESTS_A_MINUTE = limit("API_REQUESTS_A_MINUTE", 600)


def count_request(shop_key: str) -> None:
    """One more request that carries the shop's key or signature. Raises `AskedTooOften`."""
    minute, second = divmod(int(now().timestamp()), MINUTE)
    if counted(f"api {shop_key} {minute}", 2 * MINUTE) > REQUESTS_A_MINUTE:
        raise AskedTooOften(MINUTE - second)
