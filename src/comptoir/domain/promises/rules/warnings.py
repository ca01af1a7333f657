"""When and whom to warn before a promise is broken, and when one is due that was extended."""

from __future__ import annotations

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

Span = tuple[dt.datetime, dt.datetime]
"""From a moment to a moment, both aware."""

REMINDED_BEFORE = dt.timedelta(hours=1)
WORD_BEFORE = dt.timedelta(hours=4)


def reminder_of(made_at: dt.datetime, due_at: dt.datetime) -> dt.datetime:
    """When to remind somebody of their word: an hour before, or half-way where there is less than two hours."""
    return due_at - min(REMINDED_BEFORE, (due_at - made_at) / 2)


def word_reminder(made_at: dt.datetime, due_at: dt.datetime) -> dt.datetime:
    """When a word to the customer is at hand: four hours before it is due, or half-way where there is less than eight."""
    return due_at - min(WORD_BEFORE, (due_at - made_at) / 2)


def told_of_warning(chain: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Who is told of the warning of that number, from 1: each goes one step further up the chain; without one, the owner."""
    return (chain or ("owner",))[:number]


def told_of_break(chain: tuple[str, ...]) -> tuple[str, ...]:
    """Who is told that it is broken: the whole chain."""
    return chain or ("owner",)


def months_later(at: dt.datetime, months: int, zone: ZoneInfo) -> dt.datetime:
    """The same hour of the same day so many months later, by the clock of `zone`; the month's last day where it is shorter.

    In UTC. What ends a day, at midnight, ends the day of the later month.
    """
    last = (at - dt.timedelta(microseconds=1)).astimezone(zone)
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    day = min(last.day, calendar.monthrange(year, month + 1)[1])
    there = dt.datetime.combine(dt.date(year, month + 1, day), last.time(), zone)
    return there.astimezone(dt.UTC) + dt.timedelta(microseconds=1)
