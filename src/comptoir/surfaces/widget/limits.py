"""How much is too much, by HTTP: counted by address and by visitor, a minute at a time."""

from __future__ import annotations

from django.http import HttpRequest

from comptoir.foundation.limits import address_of, count, limit

OPENINGS_A_MINUTE = limit("OPENINGS_A_MINUTE", 10)
POSTS_A_MINUTE = limit("POSTS_A_MINUTE", 30)
FILES_A_MINUTE = limit("FILES_A_MINUTE", 20)


ARTICLES_A_MINUTE = limit("ARTICLES_A_MINUTE", 90)
ANSWERED_A_DAY = 5
"""Of one address on one article."""


def count_articles(request: HttpRequest) -> None:
    """One more question for articles, also while somebody types. Raises `TooMany`."""
    count(f"articles {address_of(request)}", ARTICLES_A_MINUTE)


def count_answered(request: HttpRequest, translation_id: int) -> None:
    """One more who says that an article answered. Raises `TooMany`."""
    count(f"answered {address_of(request)} {translation_id}", ANSWERED_A_DAY, 86_400)


def count_opening(request: HttpRequest) -> None:
    """One more conversation from this address. Raises `TooMany`."""
    count(f"opening {address_of(request)}", OPENINGS_A_MINUTE)


def count_post(visitor_id: int) -> None:
    """One more message, rating or the like of this visitor. Raises `TooMany`."""
    count(f"post {visitor_id}", POSTS_A_MINUTE)


def count_file(visitor_id: int) -> None:
    """One more file of this visitor. Raises `TooMany`."""
    count(f"file {visitor_id}", FILES_A_MINUTE)
