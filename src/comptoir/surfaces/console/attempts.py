"""Guessing is slow: few failures an account and address, some more an address. Counted in the cache of the house."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from comptoir.domain.accounts.errors import TooManyLetters, TooManyTries
from comptoir.foundation.limits import address_of, count, counted, key_of

WITHIN = 600
"""Seconds for which a failure counts."""

AN_HOUR = 3600

PAIR_AT_MOST = 6
ADDRESS_AT_MOST = 40
ACCOUNT_AT_MOST = 60

CODES_AT_MOST = 10
"""Codes that may be tried for an account in ten minutes: of a million, three hold at any moment."""

RESETS_OF_ACCOUNT, RESETS_OF_ADDRESS = 3, 20
"""Letters with a new password that may be asked for in an hour."""

LINKS_AT_MOST = 30
"""Links, and ways to other houses, that an address may try in ten minutes."""


def refuse_guessing(request: HttpRequest, email: str) -> None:
    """Raise `TooManyTries` when this address or this account has failed too often of late."""
    for name, most in _counters(request, email):
        if cache.get(key_of(name), 0) >= most:
            raise TooManyTries


def count_failure(request: HttpRequest, email: str) -> None:
    """Remember that somebody failed to sign in."""
    for name, _most in _counters(request, email):
        counted(name, WITHIN)


def forget_failures(request: HttpRequest, email: str) -> None:
    """Who has signed in was not guessing."""
    cache.delete(key_of(_counters(request, email)[0][0]))


def count_code(user_id: int) -> None:
    """One more proof is tried for an account: counted before it is looked at, so that many at once are no more. Raises `TooManyTries`."""
    count(f"second factor {user_id}", CODES_AT_MOST, WITHIN, TooManyTries)


def forget_codes(user_id: int) -> None:
    """Who has shown it was not guessing."""
    cache.delete(key_of(f"second factor {user_id}"))


def count_reset(request: HttpRequest, email: str) -> None:
    """Somebody asks for a new password. Raises `TooManyLetters`, whether or not there is such an account."""
    count(f"reset {address_of(request)}", RESETS_OF_ADDRESS, AN_HOUR, TooManyLetters)
    count(f"reset account {email.strip().lower()}", RESETS_OF_ACCOUNT, AN_HOUR, TooManyLetters)


def count_link(request: HttpRequest, what: str) -> None:
    """Somebody comes by a link, or goes to another house. Raises `TooManyTries`."""
    count(f"{what} {address_of(request)}", LINKS_AT_MOST, WITHIN, TooManyTries)


def _counters(request: HttpRequest, email: str) -> list[tuple[str, int]]:
    address, account = address_of(request), email.strip().lower()
    return [
        (f"sign-in {address} {account}", PAIR_AT_MOST),
        (f"sign-in {address}", ADDRESS_AT_MOST),
        (f"sign-in account {account}", ACCOUNT_AT_MOST),
    ]
