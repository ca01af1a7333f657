"""How much is too much, of one address and of one link, a minute at a time."""

from __future__ import annotations

from django.http import HttpRequest

from comptoir.foundation.limits import address_of, count

LOOKS_A_MINUTE = 60
ANSWERS_A_MINUTE = 10


def count_look(request: HttpRequest) -> None:
    """One more page for this address. Raises `TooMany`."""
    count(f"rating look {address_of(request)}", LOOKS_A_MINUTE)


def count_answer(request: HttpRequest, place: str) -> None:
    """One more answer from this address, and by this link. Raises `TooMany`."""
    count(f"rating answer {address_of(request)}", ANSWERS_A_MINUTE)
    count(f"rating place {place}", ANSWERS_A_MINUTE)
