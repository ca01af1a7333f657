"""Splitting: from one message on, a conversation becomes a request of its own."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions.changing import assign
from comptoir.domain.conversations.actions.indexing import index_messages
from comptoir.domain.conversations.actions.opening import new_reference
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import ConversationNotFound, NothingToSplit
from comptoir.domain.conversations.events import BecameRequest, ConversationOpened, ConversationSplit
from comptoir.domain.conversations.models import Attachment, Conversation, Entry, Kind, Link
from comptoir.domain.conversations.rules import first_words, may_see
from comptoir.domain.people.rules import Viewer

MESSAGES_AT_MOST = 200


@transaction.atomic
def split(*, conversation_id: int, from_seq: int, viewer: Viewer, now: dt.datetime) -> int:
    """Make a new request of the messages from `from_seq` on, with their files, and return its id; the same again returns the same.

    The messages stay in the old conversation too, which says where they have gone. Raises `NothingToSplit` unless the customer
    wrote one of them and something was written before.
    """
    stream = Stream([conversation_id], now)
    old = stream.row(conversation_id)
    if not may_see(viewer, old):
        raise ConversationNotFound
    messages = _messages_from(old, from_seq)
    before = Conversation.objects.get(pk=old.id)
    opening_id = uuid5(before.opening_id, f"split {from_seq}")
    known = Conversation.objects.filter(visitor_id=old.visitor_id, opening_id=opening_id).first()
    if known is not None:
        return known.pk
    new = _opened(before, opening_id, now)
    _copy(new.pk, messages, now)
    Link.objects.create(one_id=old.id, other_id=new.pk)
    facts = {"id": new.pk, "reference": new.reference, "from": from_seq}
    stream.append(old, "split", membership_id=viewer.membership_id, facts=facts, is_public=False)
    _wait_no_more(old, messages)
    stream.restate(old)
    stream.happened(ConversationSplit(old.id, old.shop_id, new.pk))
    stream.save()
    if old.assignee_id:
        assign(conversation_id=new.pk, membership_id=old.assignee_id, audience=old.audience, now=now)
    return new.pk


def _wait_no_more(old: Row, moved: list[Entry]) -> None:
    """The customer waits here for what they asked here alone, and not for what has moved away."""
    if old.unanswered_since is None:
        return
    asked = Entry.objects.filter(
        conversation_id=old.id, kind=Kind.MESSAGE, author="visitor", seq__gt=old.last_answer_seq
    )
    left = asked.exclude(seq__range=(moved[0].seq, moved[-1].seq)).order_by("seq").first()
    old.unanswered_since = left.created_at if left else None


def _messages_from(old: Row, from_seq: int) -> list[Entry]:
    written = Entry.objects.filter(conversation_id=old.id, kind=Kind.MESSAGE).order_by("seq")
    messages = list(written.filter(seq__gte=from_seq)[:MESSAGES_AT_MOST])
    is_asked = any(entry.author == "visitor" for entry in messages)
    if not is_asked or not written.filter(seq__lt=from_seq).exists():
        raise NothingToSplit
    return messages


def _opened(old: Conversation, opening_id: UUID, now: dt.datetime) -> Conversation:
    version_id, _charter = charter_in_force(old.shop_id, now)
    return Conversation.objects.create(
        shop_id=old.shop_id,
        charter_version_id=version_id,
        visitor_id=old.visitor_id,
        customer_id=old.customer_id,
        reference=new_reference(),
        opening_id=opening_id,
        channel="message",
        is_live=False,
        audience=old.audience,
        language=old.language,
        page_url=old.page_url,
        page_title=old.page_title,
        answers=old.answers,
        email=old.email,
        opened_at=now,
        waiting_since=now,
        last_entry_at=now,
    )


def _copy(new_id: int, messages: list[Entry], now: dt.datetime) -> None:
    stream = Stream([new_id], now)
    row = stream.row(new_id)
    for entry in messages:
        stream.append(
            row,
            "message",
            author=entry.author,
            membership_id=entry.membership_id,
            body=entry.body,
            client_id=entry.client_id,
            files=_moved_files(entry, row) if entry.has_files else None,
            at=entry.created_at,
        )
        _mark(row, entry)
    stream.append(row, "request", facts={"reference": row.reference})
    stream.happened(BecameRequest(row.id, row.shop_id, None))
    stream.happened(ConversationOpened(row.id, row.shop_id, row.audience, row.is_live, now))
    stream.restate(row)
    stream.save()
    # No event says that these were posted: they were, when they were written.
    index_messages([(new_id, n) for n in range(1, len(messages) + 1)])


def _mark(row: Row, entry: Entry) -> None:
    row.last_words, row.last_from = first_words(entry.body) or "📎", entry.author
    if entry.author == "visitor":
        row.last_visitor_seq = row.seq
        row.unanswered_since = row.unanswered_since or entry.created_at
    elif entry.author == "agent":
        row.last_answer_seq, row.unanswered_since = row.seq, None


def _moved_files(entry: Entry, row: Row) -> list[dict[str, object]]:
    files = Attachment.objects.filter(conversation_id=entry.conversation_id, entry_seq=entry.seq)
    shown = [file.as_wire() for file in files.order_by("id")]
    files.update(conversation_id=row.id, entry_seq=row.seq + 1)
    return shown
