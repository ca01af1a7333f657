"""Guessing passwords is slow: few failures an account and address, some more an address. Counted in the cache of the house."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from comptoir.foundation.errors import TooMany

WITHIN = 600
"""Seconds for which a failure counts."""

PAIR_AT_MOST = 6
ADDRESS_AT_MOST = 40
ACCOUNT_AT_MOST = 60


def refuse_guessing(request: HttpRequest, email: str) -> None:
    """Raise `TooMany` when this address or this account has failed too often of late."""
    for key, most in _counters(request, email):
        if cache.get(key, 0) >= most:
            raise TooMany


def count_failure(request: HttpRequest, email: str) -> None:
    """Remember that somebody failed to sign in."""
    for key, _most in _counters(request, email):
        cache.add(key, 0, WITHIN)
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, WITHIN)


def forget_failures(request: HttpRequest, email: str) -> None:
    """Who has signed in was not guessing."""
    cache.delete(_counters(request, email)[0][0])


def address_of(request: HttpRequest) -> str:
    """The client's address. A forwarded one reaches us only through a proxy that the house trusts."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")


def _counters(request: HttpRequest, email: str) -> list[tuple[str, int]]:
    address, account = address_of(request), email.strip().lower()
    pair, alone, by_account = f"{address} {account}", address, f"account {account}"
    limits = [(pair, PAIR_AT_MOST), (alone, ADDRESS_AT_MOST), (by_account, ACCOUNT_AT_MOST)]
    return [(f"sign-in:{hashlib.sha256(name.encode()).hexdigest()}", most) for name, most in limits]
