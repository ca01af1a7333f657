"""How often is too often: an installation's limits, and counting in the cache of the house, which all its processes share."""

from __future__ import annotations

import hashlib
import os

from django.core.cache import cache
from django.http import HttpRequest

from comptoir.foundation.errors import TooMany

MINUTE = 60


def limit(name: str, default: int) -> int:
    """A limit of this installation: COMPTOIR_<NAME>, or the default."""
    return int(os.environ.get(f"COMPTOIR_{name}", default))


def counted(name: str, within: int = MINUTE) -> int:
    """One more of what is called so; returns how many there were in the `within` seconds since the first. What it is called is not kept in clear."""
    key = key_of(name)
    cache.add(key, 0, within)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, within)
        return 1


def count(name: str, most: int, within: int = MINUTE, refusal: type[TooMany] = TooMany) -> None:
    """One more of what is called so. Raises `refusal` beyond `most`."""
    if counted(name, within) > most:
        raise refusal


def key_of(name: str) -> str:
    """Under which key of the cache it is counted."""
    return f"count:{hashlib.sha256(name.encode()).hexdigest()}"


def address_of(request: HttpRequest) -> str:
    """The client's address. A forwarded one reaches us only through a proxy that the house trusts."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")
