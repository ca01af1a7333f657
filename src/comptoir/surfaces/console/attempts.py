"""Guessing passwords is slow: few failures an account and address, some more an address. Counted in the cache of the house."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from comptoir.foundation.errors import TooMany
from comptoir.foundation.limits import address_of, counted, key_of

WITHIN = 600
"""Seconds for which a failure counts."""

PAIR_AT_MOST = 6
ADDRESS_AT_MOST = 40
ACCOUNT_AT_MOST = 60


def refuse_guessing(request: HttpRequest, email: str) -> None:
    """Raise `TooMany` when this address or this account has failed too often of late."""
    for name, most in _counters(request, email):
        if cache.get(key_of(name), 0) >= most:
            raise TooMany


def count_failure(request: HttpRequest, email: str) -> None:
    """Remember that somebody failed to sign in."""
    for name, _most in _counters(request, email):
        counted(name, WITHIN)


def forget_failures(request: HttpRequest, email: str) -> None:
    """Who has signed in was not guessing."""
    cache.delete(key_of(_counters(request, email)[0][0]))


def _counters(request: HttpRequest, email: str) -> list[tuple[str, int]]:
    address, account = address_of(request), email.strip().lower()
    return [
        (f"sign-in {address} {account}", PAIR_AT_MOST),
        (f"sign-in {address}", ADDRESS_AT_MOST),
        (f"sign-in account {account}", ACCOUNT_AT_MOST),
    ]
