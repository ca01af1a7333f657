"""Messages as those see them who carry them out of the house by mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.conversations.models import Attachment, Conversation, Entry

TOGETHER = 100


@dataclass(frozen=True, slots=True)
class ToCarry:
    """A message of a conversation in which nobody is live: by whom, and as the team's facts say, to whom by mail."""

    conversation_id: int
    seq: int
    shop_id: int
    channel: str
    status: str
    author: str
    membership_id: int | None
    body: str
    mail: dict[str, Any]
    is_public: bool
    has_files: bool
    at: dt.datetime
    language: str
    email: str
    visitor_id: int
    reference: str
    visitor_read: int
    public_seq: int | None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a message, and where it lies."""

    key: UUID
    name: str
    content_type: str
    path: Path


def messages_to_carry(places: Sequence[tuple[int, int]], channels: Sequence[str] = ()) -> list[ToCarry]:
    """The messages at these places (conversation and `seq`) whose conversation is no live chat; of these channels, or of all.

    One query for each hundred.
    """
    found: list[ToCarry] = []
    for start in range(0, len(places), TOGETHER):
        portion = places[start : start + TOGETHER]
        rows = Entry.objects.filter(kind="message", conversation__is_live=False).select_related("conversation")
        rows = rows.filter(conversation__channel__in=channels) if channels else rows
        wanted = Q()
        for conversation_id, seq in portion:
            wanted |= Q(conversation_id=conversation_id, seq=seq)
        found += [_to_carry(row) for row in rows.filter(wanted).order_by("conversation_id", "seq")] if portion else []
    return found


def message_to_carry(conversation_id: int, seq: int) -> ToCarry | None:
    """One of them, live or not."""
    rows = Entry.objects.filter(conversation_id=conversation_id, seq=seq, kind="message")
    row = rows.select_related("conversation").first()
    return _to_carry(row) if row else None


def history_to_carry(conversation_id: int, before: int, at_most: int = 20) -> list[ToCarry]:
    """What customer and team have written to each other before `seq`, the newest first; nothing that the customer has not seen."""
    rows = Entry.objects.filter(conversation_id=conversation_id, seq__lt=before, kind="message")
    rows = rows.filter(public_seq__isnull=False).select_related("conversation")
    return [_to_carry(row) for row in rows.order_by("-seq")[:at_most]]


def files_to_carry(conversation_id: int, seq: int) -> list[KeptFile]:
    """The files of a message."""
    rows = Attachment.objects.filter(conversation_id=conversation_id, entry_seq=seq).order_by("id")
    return [KeptFile(row.key, row.name, row.content_type, path_of(row.key)) for row in rows]


def _to_carry(row: Entry) -> ToCarry:
    talk: Conversation = row.conversation
    facts = msgspec.json.decode(row.facts).get("team_facts", {}) if row.facts else {}
    return ToCarry(
        conversation_id=talk.pk,
        seq=row.seq,
        shop_id=talk.shop_id,
        channel=talk.channel,
        status=talk.status,
        author=row.author,
        membership_id=row.membership_id,
        body=row.body,
        mail=facts.get("mail", {}),
        is_public=row.public_seq is not None,
        has_files=row.has_files,
        at=row.created_at,
        language=talk.language,
        email=talk.email,
        visitor_id=talk.visitor_id,
        reference=talk.reference,
        visitor_read=talk.visitor_read,
        public_seq=row.public_seq,
    )
