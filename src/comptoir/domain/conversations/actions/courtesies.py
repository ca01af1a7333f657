"""Counting what customers say to a shop: thanks, kind words, anger. Numbers by day, which name no conversation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from comptoir.domain.conversations.models import CourtesyCount
from comptoir.domain.wording.queries import Reading

COUNTED = ("thanks", "compliment", "farewell", "upset", "angry", "insult", "harassment")


class Said(NamedTuple):
    """What was said to a shop on a day: the kinds of it, and whom a compliment is for."""

    shop_id: int
    day: dt.date
    kinds: tuple[str, ...]
    kind_to: int | None


def counted_in(read: Reading) -> tuple[str, ...]:
    """What is counted of a text that was read, but for its greeting: that depends on what was said before."""
    found = {each.clause for each in read.findings}
    return tuple(clause for clause in COUNTED if clause in found)


def count_courtesies(said: Iterable[Said]) -> None:
    """Add these to the counts. Use inside a transaction."""
    numbers: Counter[tuple[int, dt.date, str, int]] = Counter()
    for it in said:
        for kind in it.kinds:
            numbers[it.shop_id, it.day, kind, 0] += 1
            if kind == "compliment" and it.kind_to is not None:
                numbers[it.shop_id, it.day, kind, it.kind_to] += 1
    rows = sorted((*key, number) for key, number in numbers.items())
    _add(_TO_SHOP, [row for row in rows if not row[3]])
    _add(_TO_MEMBER, [row for row in rows if row[3]])


def _add(statement: str, rows: Sequence[tuple[int, dt.date, str, int, int]]) -> None:
    """One statement, whose rows are in one order, so that two who count wait for each other instead of locking each other out."""
    if not rows:
        return
    day_of = connection.ops.adapt_datefield_value
    values = [
        value for shop, day, kind, member, number in rows for value in (shop, day_of(day), kind, member or None, number)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement % ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows)), values)


_TABLE = CourtesyCount._meta.db_table
_INSERT = f"INSERT INTO {_TABLE} (shop_id, day, kind, membership_id, number) VALUES %s ON CONFLICT"  # noqa: S608 - the name is Django's, the values are bound
_ADD = f"DO UPDATE SET number = {_TABLE}.number + excluded.number"
_TO_SHOP = f"{_INSERT} (shop_id, day, kind) WHERE membership_id IS NULL {_ADD}"
_TO_MEMBER = f"{_INSERT} (shop_id, day, kind, membership_id) WHERE membership_id IS NOT NULL {_ADD}"
