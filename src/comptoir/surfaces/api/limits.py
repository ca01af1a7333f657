"""How often one shop's systems may ask: counted in the cache of the house, a minute at a time."""

from __future__ import annotations

import hashlib
import os

from django.core.cache import cache

from comptoir.foundation.clock import now
from comptoir.surfaces.api.errors import AskedTooOften

MINUTE = 60


def limit(name: str, default: int) -> int:
    """A limit of this installation: COMPTOIR_<NAME>, or the default."""
    return int(os.environ.get(f"COMPTOIR_{name}", default))


REQUESTS_A_MINUTE = limit("API_REQUESTS_A_MINUTE", 600)


def count_request(shop_key: str) -> None:
    """One more request that carries the shop's key or signature. Raises `AskedTooOften`."""
    minute, second = divmod(int(now().timestamp()), MINUTE)
    key = f"api:{hashlib.sha256(f'{shop_key} {minute}'.encode()).hexdigest()}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # it was crowded out between the two
        cache.set(key, count := 1, 2 * MINUTE)
    if count > REQUESTS_A_MINUTE:
        raise AskedTooOften(MINUTE - second)
