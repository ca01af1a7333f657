"""A whisper: a word of a watcher to the one who answers, which the customer never sees. A7."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import fields_granted
from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.stream import encode
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    MessageEmpty,
    MessageTooLong,
    NobodyToWhisperTo,
)
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.queries.redacting import reader_granted
from comptoir.domain.conversations.row import Row
from comptoir.domain.conversations.rules import BODY_LARGEST, first_words
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked


def whisper(*, conversation_id: int, viewer: Viewer, body: str, client_id: UUID, now: dt.datetime) -> int:
    """Say something to the one who answers, in the team's stream alone; returns its `seq`. The same `client_id` says it once.

    Raises `ConversationNotFound`, `NotAllowed`, `MessageEmpty`, `MessageTooLong`, `ConversationIsClosed`, `NobodyToWhisperTo`.
    """
    if not may(viewer.role, "whisper"):
        raise NotAllowed
    body = _cleaned(body)
    with changed(conversation_id, now, viewer) as (stream, row):
        said = Entry.objects.filter(conversation_id=row.id, client_id=client_id).values_list("seq", flat=True).first()
        if said is not None:
            return said
        if row.status == "closed":
            raise ConversationIsClosed
        if row.assignee_id in (None, viewer.membership_id):
            raise NobodyToWhisperTo
        facts = {"by": viewer.name, "to": row.assignee_id}
        said_by = {"author": "agent", "membership_id": viewer.membership_id, "client_id": client_id}
        stream.append(row, "whisper", body=body, facts=facts, is_public=False, **said_by)  # type: ignore[arg-type]
        frame = {"t": "whisper", "c": row.id, "seq": row.seq, "by": viewer.name, "words": _read_by(row, body, now)}
        tell((f"member:{row.assignee_id}",), encode(frame))
        return row.seq


def _read_by(row: Row, body: str, now: dt.datetime) -> str:
    """Its first words, as who answers may read what colleagues write of the customer. A11."""
    charter = charter_in_force(row.shop_id, now)[1]
    granted = fields_granted(charter, audience=row.audience, sees_all=False)
    return first_words(reader_granted(granted, row.id, now)(body))


def _cleaned(body: str) -> str:
    body = body.replace("\0", "").strip()
    if not body:
        raise MessageEmpty
    if len(body) > BODY_LARGEST:
        raise MessageTooLong(most=BODY_LARGEST)
    return masked(body)
