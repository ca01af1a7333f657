"""Live conversations as a wall shows them: all of a shop, or those that have just changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count, Min, QuerySet

from comptoir.domain.conversations.models import Conversation, HeldMessage

TOGETHER = 500
"""Numbers that one query asks for."""


class LiveRow(NamedTuple):
    """What a wall needs of a conversation."""

    id: int
    shop_id: int
    charter_version_id: int | None
    channel: str
    reference: str
    status: str
    audience: str
    assignee_id: int | None
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    unanswered_since: dt.datetime | None
    first_answer_at: dt.datetime | None
    last_entry_at: dt.datetime
    last_words: str
    last_from: str
    is_shielded: bool
    mood: str
    visitor_first: str
    customer_first: str | None
    customer_last: str | None


def live_conversations(shop_id: int, ids: Collection[int] | None, at_most: int) -> list[LiveRow]:
    """The shop's live conversations, waiting or answered, the oldest first; of `ids` those that are. A query for each 500 ids."""
    rows = Conversation.objects.filter(shop_id=shop_id, is_live=True, closed_at=None)
    if ids is None:
        return [LiveRow(*row) for row in rows.order_by("id").values_list(*_FIELDS)[:at_most]]
    return [LiveRow(*row) for part in _portions(ids) for row in rows.filter(pk__in=part).values_list(*_FIELDS)]


def held_among(shop_id: int, ids: Collection[int] | None = None) -> dict[int, tuple[int, dt.datetime | None]]:
    """In which conversations messages wait for approval: how many, and since when the oldest."""
    waiting = HeldMessage.objects.filter(shop_id=shop_id, outcome="")
    parts: list[QuerySet[HeldMessage]] = [waiting]
    if ids is not None:
        parts = [waiting.filter(conversation__in=part) for part in _portions(ids)]
    found: dict[int, tuple[int, dt.datetime | None]] = {}
    for rows in parts:
        counted = rows.order_by().values("conversation_id").annotate(number=Count("pk"), oldest=Min("held_at"))
        found |= {it["conversation_id"]: (it["number"], it["oldest"]) for it in counted}
    return found


def _portions(ids: Collection[int]) -> list[list[int]]:
    wanted = sorted(set(ids))
    return [wanted[start : start + TOGETHER] for start in range(0, len(wanted), TOGETHER)]


_FIELDS = (
    *LiveRow._fields[:-3],
    "visitor__first_name",
    "customer__first_name",
    "customer__last_name",
)
