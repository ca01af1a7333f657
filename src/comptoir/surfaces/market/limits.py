"""How much is too much, of one address and of one person, a minute at a time."""

from __future__ import annotations

from django.http import HttpRequest

from comptoir.foundation.limits import address_of, count

ENTRIES_A_MINUTE = 20
LOOKS_A_MINUTE = 120
LETTERS_A_MINUTE = 10
CODES_A_MINUTE = 10
PICTURES_A_MINUTE = 120


def count_entry(request: HttpRequest) -> None:
    """One more who comes in from this address. Raises `TooMany`."""
    count(f"market entry {address_of(request)}", ENTRIES_A_MINUTE)


def count_look(who: str) -> None:
    """One more page for them. Raises `TooMany`."""
    count(f"market look {who}", LOOKS_A_MINUTE)


def count_picture(who: str) -> None:
    """One more file that they look at. Raises `TooMany`."""
    count(f"market picture {who}", PICTURES_A_MINUTE)


def count_letter(who: str) -> None:
    """One more thing that they write or change. Raises `TooMany`."""
    count(f"market letter {who}", LETTERS_A_MINUTE)


def count_code(who: str) -> None:
    """One more code that they enter or ask for. Raises `TooMany`."""
    count(f"market code {who}", CODES_A_MINUTE)
