"""Looking for messages that are here already: by pairs, so that each costs one step into the unique index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from comptoir.domain.conversations.models import Entry
from comptoir.foundation.rows import listed, selected_rows

Pairs = Sequence[tuple[int, UUID]]


def posted_before(pairs: Pairs) -> list[tuple[Any, ...]]:
    """Conversation, client id, `seq`, `public_seq` and moment of those messages that stand in their conversation."""
    return rows_of_pairs(Entry, ("conversation_id", "client_id", "seq", "public_seq", "created_at"), pairs)


def rows_of_pairs(model: type[models.Model], fields: tuple[str, ...], pairs: Pairs) -> list[tuple[Any, ...]]:
    """The `fields`, first of them `conversation_id` and `client_id`, of those rows that have such a pair.

    `(conversation, client_id) IN (…)`: two lists, each with its own IN, would be looked up crosswise.
    """
    if not pairs:
        return []
    if connection.vendor != "sqlite":
        talks, ids = listed([c for c, _ in pairs]), listed([client_id for _, client_id in pairs])
        return selected_rows(model, fields, _AMONG_LISTS, [talks, ids])
    values = [value for c, client_id in pairs for value in (c, client_id.hex)]
    condition = f"(conversation_id, client_id) IN (VALUES {', '.join(['(%s, %s)'] * len(pairs))})"
    return [(c, UUID(client_id), *rest) for c, client_id, *rest in selected_rows(model, fields, condition, values)]


_AMONG_LISTS = "(conversation_id, client_id) IN (SELECT * FROM unnest(%s::bigint[], %s::uuid[]))"
