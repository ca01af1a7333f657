"""One conversation that is about to change: locked, seen by whoever asks, and saved when the block is through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer


@contextmanager
def changed(conversation_id: int, now: dt.datetime, viewer: Viewer | None = None) -> Iterator[tuple[Stream, Row]]:
    """The stream and the row of a conversation, in a transaction. Raises `ConversationNotFound`, also where `viewer` may not see it."""
    with transaction.atomic():
        stream = Stream([conversation_id], now)
        row = stream.row(conversation_id)
        if viewer is not None and not may_see(viewer, row):
            raise ConversationNotFound
        yield stream, row
        stream.save()
