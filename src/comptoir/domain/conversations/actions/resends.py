"""Looking for messages that are here already: by pairs, so that each costs one step into the unique index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from comptoir.domain.conversations.models import Entry
from comptoir.foundation.rows import selected_rows


def posted_before(pairs: Sequence[tuple[int, UUID]]) -> list[tuple[int, UUID, int, int, Any]]:
    """Conversation, client id, `seq`, `public_seq` and moment of those messages that stand in their conversation.

    `(conversation, client_id) IN (…)`: two lists, each with its own IN, would be looked up crosswise.
    """
    if not pairs:
        return []
    is_sqlite = connection.vendor == "sqlite"
    values = [value for c, client_id in pairs for value in (c, client_id.hex if is_sqlite else client_id)]
    fields = ("conversation_id", "client_id", "seq", "public_seq", "created_at")
    found = selected_rows(Entry, fields, _condition(len(pairs)), values)
    return [(c, UUID(client_id) if is_sqlite else client_id, *rest) for c, client_id, *rest in found]


@lru_cache(maxsize=1024)
def _condition(count: int) -> str:
    return f"(conversation_id, client_id) IN (VALUES {', '.join(['(%s, %s)'] * count)})"
