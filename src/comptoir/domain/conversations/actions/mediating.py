"""Conversations between a buyer and a seller: opened with the case, and written to by either side, or by the team for one of them.

What may be said to whom, and what is masked in it, is decided by who calls (`marketplace`); here it is kept in the stream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import answers_at, audiences_for
from comptoir.domain.conversations.actions.filing import name_without_cards
from comptoir.domain.conversations.actions.mailing import MailFile
from comptoir.domain.conversations.actions.opening import begin, new_reference
from comptoir.domain.conversations.actions.resends import posted_before
from comptoir.domain.conversations.actions.snoozing import awaken
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.events import ConversationReopened, MessagePosted
from comptoir.domain.conversations.models import Attachment, Conversation
from comptoir.domain.conversations.rules import first_words
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.rows import locked_rows
from comptoir.language.cards import masked
from comptoir.language.shield import hurts

CHANNEL = "marketplace"


class Mediated(NamedTuple):
    """What somebody says in a mediated conversation, as it may be shown.

    `author` is "visitor" (the buyer), "seller", "agent" or "system". The buyer does not see what is not `is_public`. `turn`
    says whose turn it is from then on ("seller", "support", "buyer", or "" for nobody's); None leaves it. `at` is when it
    came, if that was not now.
    """

    client_id: UUID
    author: str
    body: str = ""
    kind: str = "message"
    is_public: bool = True
    membership_id: int | None = None
    facts: dict[str, Any] | None = None
    team_facts: dict[str, Any] | None = None
    files: tuple[MailFile, ...] = ()
    turn: str | None = None
    at: dt.datetime | None = None


class Said(NamedTuple):
    """Where it stands in the team's numbering; `is_new` unless the same was said before."""

    seq: int
    is_new: bool


@transaction.atomic
def open_mediated(
    *,
    shop: KnownShop,
    visitor_id: int,
    customer_id: int | None = None,
    topic: str,
    language: str = "",
    email: str = "",
    answers: dict[str, str] | None = None,
    opening_id: UUID,
    now: dt.datetime,
) -> tuple[Conversation, bool]:
    """Open a buyer's conversation with a seller, as a request that waits; and whether it is new: once for each `opening_id`.

    The team that may answer its topic is asked: the first of them who is open, else the first.
    """
    known = Conversation.objects.filter(visitor_id=visitor_id, opening_id=opening_id).first()
    if known is not None:
        return known, False
    version_id, charter = charter_in_force(shop.id, now)
    able = audiences_for(charter, topic)
    conversation = Conversation.objects.create(
        shop_id=shop.id,
        charter_version_id=version_id,
        visitor_id=visitor_id,
        customer_id=customer_id,
        reference=new_reference(),
        opening_id=opening_id,
        channel=CHANNEL,
        is_live=False,
        audience=next((name for name in able if answers_at(charter, name, now)), able[0]),
        topic=topic,
        category=topic,
        language=language if language in shop.languages else shop.language,
        answers={masked(key)[:120]: masked(value)[:500] for key, value in (answers or {}).items()},
        email=masked(email)[:254],
        opened_at=now,
        waiting_since=now,
        last_entry_at=now,
    )
    begin(conversation, now)
    conversation.refresh_from_db()
    return conversation, True


def lock(conversation_ids: Iterable[int]) -> None:
    """Keep these conversations until the transaction ends: who decides by how they stand decides for everybody."""
    locked_rows(Conversation, ["id"], sorted(set(conversation_ids)))


@transaction.atomic
def write_mediated(*, conversation_id: int, words: Mediated, reopens: bool = False, now: dt.datetime) -> Said:
    """Give what was said its place, and the turn to whom it goes; the same `client_id` twice is said once.

    Raises `ConversationNotFound`.
    """
    stream = Stream([conversation_id], now)
    row = stream.row(conversation_id)
    for _, _, seq, _, _ in posted_before([(conversation_id, words.client_id)]):
        return Said(seq, False)
    if reopens and row.status == "closed":
        _reopen(stream, row)
    seq = _say(stream, row, words) if words.body or words.files else row.seq
    if words.turn is not None:
        stream.append(row, "turn", author=words.author, body=words.turn, is_public=False, at=words.at)
    stream.save()
    return Said(seq, True)


def _say(stream: Stream, row: Row, words: Mediated) -> int:
    files = [file.as_wire() for file in _attached(row, words, stream.now)] if words.files else None
    team_facts = dict(words.team_facts or {})
    if words.kind == "message":
        _move_marks(stream, row, words, team_facts)
    stream.append(
        row,
        words.kind,
        author=words.author,
        membership_id=words.membership_id,
        body=masked(words.body),
        client_id=words.client_id,
        facts=words.facts,
        team_facts=team_facts,
        files=files,
        is_public=words.is_public,
        at=words.at,
    )
    if words.kind == "message":
        written = (words.author, words.membership_id, row.audience, words.at or stream.now)
        stream.happened(MessagePosted(row.id, row.shop_id, row.seq, *written))
    return row.seq


def _move_marks(stream: Stream, row: Row, words: Mediated, team_facts: dict[str, Any]) -> None:
    shield = hurts(words.body) if words.author in ("visitor", "seller") else ""
    if shield:
        team_facts["shield"] = shield
    row.last_words, row.last_from = first_words(words.body) or "📎", words.author
    row.is_shielded = bool(shield)
    if words.author == "visitor":
        awaken(stream, row, "customer")
        row.last_visitor_seq = row.seq + 1
        row.unanswered_since = row.unanswered_since or words.at or stream.now
    elif words.is_public and words.author in ("seller", "agent"):
        row.last_answer_seq, row.unanswered_since = row.seq + 1, None
        row.first_answer_at = row.first_answer_at or words.at or stream.now


def _attached(row: Row, words: Mediated, now: dt.datetime) -> list[Attachment]:
    """The files, which lie where they belong already, as those of the entry that comes next."""
    kept = [
        Attachment(
            conversation_id=row.id,
            entry_seq=row.seq + 1,
            key=file.key,
            name=name_without_cards(file.name)[:120],
            content_type=file.content_type[:80],
            size=len(file.content),
            width=file.width,
            height=file.height,
            is_from_visitor=words.author == "visitor",
            is_team_only=not words.is_public,
            membership_id=words.membership_id,
            created_at=now,
        )
        for file in words.files
    ]
    return Attachment.objects.bulk_create(kept)


def _reopen(stream: Stream, row: Row) -> None:
    row.status = "active" if row.assignee_id else "waiting"
    row.closed_at = None
    row.waiting_since = None if row.assignee_id else stream.now
    stream.append(row, "reopened")
    stream.happened(ConversationReopened(row.id, row.shop_id, row.is_live))
