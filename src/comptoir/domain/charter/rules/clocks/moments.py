"""Moments as whole microseconds since 1970 in UTC, in which everything is counted, so that nothing is ever rounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

SECOND = 1_000_000
LAST = 253_000_000_000 * SECOND
"""In the year 9987; what comes later has no date."""

Span = tuple[dt.datetime, dt.datetime]
Stretch = tuple[int, int]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def counted_of(at: dt.datetime) -> int:
    """The moment as a number. Raises `ValueError` without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return (at - _EPOCH) // _MICROSECOND


def moment_at(counted: int) -> dt.datetime:
    """The moment that the number is, in UTC."""
    return _EPOCH + dt.timedelta(microseconds=counted)


def year_at(counted: int) -> int:
    """The year of the moment, in UTC."""
    return moment_at(counted).year


def start_of_year(year: int) -> int:
    """When the year begins, in UTC."""
    return counted_of(dt.datetime(year, 1, 1, tzinfo=dt.UTC))


def merged_pauses(pauses: Sequence[Span], since: int) -> list[Stretch]:
    """The pauses after `since`, in order; those that overlap or touch are one, and an empty one is none.

    Raises `ValueError` for a pause that ends before it begins.
    """
    merged: list[Stretch] = []
    for begins, ends in sorted((counted_of(begins), counted_of(ends)) for begins, ends in pauses):
        if ends < begins:
            raise ValueError("a pause cannot end before it begins")
        begins = max(begins, since)  # noqa: PLW2901 - what came before the promise was no pause of it
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        elif begins < ends:
            merged.append((begins, ends))
    return merged
