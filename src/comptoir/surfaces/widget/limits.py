"""How much is too much, by HTTP: counted in the cache of the house, by address and by visitor, a minute at a time."""

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


OPENINGS_A_MINUTE = limit("OPENINGS_A_MINUTE", 10)
POSTS_A_MINUTE = limit("POSTS_A_MINUTE", 30)
FILES_A_MINUTE = limit("FILES_A_MINUTE", 20)


def count_opening(request: HttpRequest) -> None:
    """One more conversation from this address. Raises `TooMany`."""
    _count(f"opening {address_of(request)}", OPENINGS_A_MINUTE)


def count_post(visitor_id: int) -> None:
    """One more message, rating or the like of this visitor. Raises `TooMany`."""
    _count(f"post {visitor_id}", POSTS_A_MINUTE)


def count_file(visitor_id: int) -> None:
    """One more file of this visitor. Raises `TooMany`."""
    _count(f"file {visitor_id}", FILES_A_MINUTE)


def address_of(request: HttpRequest) -> str:
    """The client's address. A forwarded one reaches us only through a proxy that the house trusts."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")


def _count(name: str, most: int) -> None:
    key = f"widget:{hashlib.sha256(name.encode()).hexdigest()}"
    cache.add(key, 0, MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, count := 1, MINUTE)
    if count > most:
        raise TooMany
