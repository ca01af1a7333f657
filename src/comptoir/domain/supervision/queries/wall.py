"""The wall: every live conversation of a shop, with what is at risk in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.charter.rules import promise_for
from comptoir.domain.conversations.queries import LiveRow, held_among, live_conversations
from comptoir.domain.promises.queries import risks_among
from comptoir.domain.supervision.rules import Live

LIVE_AT_MOST = 5000
"""Live conversations of a shop that its wall knows; beyond, the newest are left out."""


def wall_of(shop_id: int, ids: Collection[int] | None = None) -> dict[int, Live]:
    """The shop's live conversations, or those of `ids` that are live, by number. Three queries."""
    rows = live_conversations(shop_id, ids, LIVE_AT_MOST)
    held = held_among(shop_id, ids)
    risks = risks_among(shop_id, ids)
    return {row.id: _live(row, held.get(row.id, (0, None)), risks.get(row.id, "")) for row in rows}


def _live(row: LiveRow, held: tuple[int, dt.datetime | None], risk: str) -> Live:
    within, warn = _promised(row.charter_version_id) if row.channel == "chat" else (None, None)
    return Live(
        id=row.id,
        shop_id=row.shop_id,
        reference=row.reference,
        first_name=row.customer_first or row.visitor_first,
        last_name=row.customer_last or "",
        status=row.status,
        audience=row.audience,
        assignee_id=row.assignee_id,
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        unanswered_since=row.unanswered_since,
        first_answer_at=row.first_answer_at,
        last_entry_at=row.last_entry_at,
        words=row.last_words,
        words_from=row.last_from,
        is_shielded=row.is_shielded,
        mood=row.mood,
        held=held[0],
        held_since=held[1],
        due_at=row.opened_at + within if within else None,
        warn_at=row.opened_at + warn if warn else None,
        risk=risk,
    )


@lru_cache(maxsize=256)
def _promised(version_id: int | None) -> tuple[dt.timedelta | None, dt.timedelta | None]:
    """Within what a chat is answered first by a charter's version, which never changes, and when it is warned of."""
    promise = promise_for(charter_of_version(version_id), "chat", "first_answer") if version_id else None
    if promise is None:
        return None, None
    return promise.within.timedelta, promise.warn_at[0].timedelta if promise.warn_at else None
