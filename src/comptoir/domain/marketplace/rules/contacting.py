"""Whether a buyer may write to the seller of something they bought, and why not. E1."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol

WORDS_LARGEST = 4000
"""Characters of a message between buyer and seller on a page."""
MAIL_LARGEST = 50_000
"""Characters of one that came by mail."""
FILES_AT_MOST = 10
FILE_LARGEST = 10 * 2**20
CASES_A_DAY = 10
"""Of one buyer, in all their orders. Threat 19."""
MESSAGES_AN_HOUR = 20
"""Of one side, in one case."""


class Line(Protocol):
    """A line of an order."""

    @property
    def seller(self) -> str: ...
    @property
    def delivered_at(self) -> dt.datetime | None: ...


class Contact(NamedTuple):
    """The answer for one seller's part of an order. `why`: "", "not_delivered", "cancelled", "too_many_cases".

    `places` are the lines that were delivered, by their place in the order.
    """

    is_open: bool
    why: str
    places: tuple[int, ...] = ()


def contact_for(
    lines: Sequence[tuple[int, Line]],
    status: str,
    delivered_at: dt.datetime | None,
    now: dt.datetime,
    *,
    open_cases: int = 0,
    at_most: int = 3,
) -> Contact:
    """Whether the buyer of an order may write to the seller of these of its lines (each with its place).

    A line that was delivered by itself counts from then; else the order's own delivery counts. What came back was received, too.
    """
    if status == "cancelled":
        return Contact(False, "cancelled")
    here = tuple(place for place, line in lines if is_delivered(line, status, delivered_at, now))
    if not here:
        return Contact(False, "not_delivered")
    if open_cases >= at_most:
        return Contact(False, "too_many_cases", here)
    return Contact(True, "", here)


def is_delivered(line: Line, status: str, delivered_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether this line of the order has reached the buyer by `now`."""
    if line.delivered_at is not None:
        return line.delivered_at <= now
    if status not in ("delivered", "returned"):
        return False
    return delivered_at is None or delivered_at <= now


_STEMS = {"pt": "foto", "fr": "photo", "ro": "foto", "en": "photo"}


def file_stem(language: str, number: int) -> str:
    """What a file is called on its way: its own name may tell whose it is. Threat 14."""
    return f"{_STEMS.get(language.split('-', maxsplit=1)[0], 'photo')}-{number}"
