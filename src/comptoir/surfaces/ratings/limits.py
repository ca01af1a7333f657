"""How much is too much, of one address and of one link, a minute at a time; counted in the cache of the house."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from comptoir.foundation.errors import TooMany

MINUTE = 60
LOOKS_A_MINUTE = 60
ANSWERS_A_MINUTE = 10


def count_look(request: HttpRequest) -> None:
    """One more page for this address. Raises `TooMany`."""
    _count(f"look {_address_of(request)}", LOOKS_A_MINUTE)


def count_answer(request: HttpRequest, place: str) -> None:
    """One more answer from this address, and by this link. Raises `TooMany`."""
    _count(f"answer {_address_of(request)}", ANSWERS_A_MINUTE)
    _count(f"place {place}", ANSWERS_A_MINUTE)


def _address_of(request: HttpRequest) -> str:
    """A forwarded address reaches us only through a proxy that the house trusts."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")


def _count(name: str, most: int) -> None:
    key = f"ratings:{hashlib.sha256(name.encode()).hexdigest()}"
    cache.add(key, 0, MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, count := 1, MINUTE)
    if count > most:
        raise TooMany
