"""How much is too much, of one address."""

from __future__ import annotations

from django.http import HttpRequest

from comptoir.foundation.limits import address_of, count, limit

LOOKS_A_MINUTE = limit("HELP_LOOKS_A_MINUTE", 300)
SEARCHES_A_MINUTE = limit("HELP_SEARCHES_A_MINUTE", 60)
MESSAGES_AN_HOUR = 10
JUDGEMENTS_A_DAY = 5
"""Of one address on one article: people of one household or office, not a machine."""
JUDGEMENTS_A_MINUTE = 20

DAY, HOUR = 86_400, 3_600


def count_look(request: HttpRequest) -> None:
    """One more page. Raises `TooMany`."""
    count(f"help look {address_of(request)}", LOOKS_A_MINUTE)


def count_search(request: HttpRequest) -> None:
    """One more search, also while somebody types. Raises `TooMany`."""
    count(f"help search {address_of(request)}", SEARCHES_A_MINUTE)


def count_judgement(request: HttpRequest, translation_id: int) -> None:
    """One more judgement on this article. Raises `TooMany`."""
    count(f"help useful {address_of(request)}", JUDGEMENTS_A_MINUTE)
    count(f"help useful {address_of(request)} {translation_id}", JUDGEMENTS_A_DAY, DAY)


def count_message(request: HttpRequest) -> None:
    """One more message. Raises `TooMany`."""
    count(f"help message {address_of(request)}", MESSAGES_AN_HOUR, HOUR)
