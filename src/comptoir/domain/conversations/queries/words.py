"""What was said, read in one go by those who look for its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from comptoir.domain.conversations.models import Conversation, Entry


class Said(NamedTuple):
    """A message's words, with what is needed to judge them by the charter."""

    conversation_id: int
    shop_id: int
    charter_version_id: int | None
    audience: str
    language: str
    body: str


def words_said(places: Sequence[tuple[int, int]]) -> list[Said]:
    """The messages at these places (conversation, number in the team's stream), in that order, unless it is closed.

    One query, whatever the number; made for batches of hundreds, where Django's own would cost more than the reading.
    """
    if not places:
        return []
    values = ", ".join(["(%s, %s)"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT % values, [number for place in sorted(places) for number in place])
        return [Said(*row) for row in cursor.fetchall()]


_STATEMENT = f"""
    SELECT c.id, c.shop_id, c.charter_version_id, c.audience, c.language, e.body
    FROM {Entry._meta.db_table} e JOIN {Conversation._meta.db_table} c ON c.id = e.conversation_id
    WHERE (e.conversation_id, e.seq) IN (VALUES %s) AND e.kind = 'message' AND c.status <> 'closed'
    ORDER BY e.conversation_id, e.seq
"""  # noqa: S608 - the names are Django's, the values are bound
