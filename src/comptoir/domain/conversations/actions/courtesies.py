"""Counting what customers say to a shop: thanks, kind words, anger. Numbers by day, which name no conversation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F

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
    # In one order, so that two who count wait for each other instead of locking each other out.
    for (shop_id, day, kind, member), number in sorted(numbers.items()):
        where: dict[str, Any] = {"shop_id": shop_id, "day": day, "kind": kind, "membership_id": member or None}
        if not CourtesyCount.objects.filter(**where).update(number=F("number") + number):
            CourtesyCount.objects.get_or_create(**where)
            CourtesyCount.objects.filter(**where).update(number=F("number") + number)
