"""Conversations that belong together: linked, or merged into one. One transaction each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

from comptoir.domain.conversations.actions.holding import lapse_held
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import (
    AnsweredByAnother,
    ConversationNotFound,
    IsMerged,
    NotSameVisitor,
    StillChatting,
    TheSameConversation,
)
from comptoir.domain.conversations.events import ConversationClosed, ConversationReopened
from comptoir.domain.conversations.models import Conversation, Link, Tagging
from comptoir.domain.conversations.rules import may_change, may_see
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.outbox import forget

Mergeable = TypeVar("Mergeable", Row, Conversation)


def link(*, conversation_id: int, other_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Say that two conversations have to do with each other. Linking twice links once."""
    with _both(conversation_id, other_id, viewer, now) as (stream, row, other):
        one, two = sorted([row.id, other.id])
        _linked, is_new = Link.objects.get_or_create(one_id=one, other_id=two)
        if is_new:
            _tell(stream, row, other, "linked", viewer)


def unlink(*, conversation_id: int, other_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Take a link back."""
    with _both(conversation_id, other_id, viewer, now) as (stream, row, other):
        one, two = sorted([row.id, other.id])
        if Link.objects.filter(one_id=one, other_id=two).delete()[0]:
            _tell(stream, row, other, "unlinked", viewer)


def merge(*, conversation_id: int, other_id: int, viewer: Viewer, now: dt.datetime) -> int:
    """Make one of two conversations of the same visitor, and return which: the older one goes on, the other ends in it.

    Nothing is copied: the one that goes on names the other, whose entries stay where they are. What the visitor still writes
    to that other one arrives in the one that goes on. Raises what `before_and_after` raises.
    """
    with _both(conversation_id, other_id, viewer, now) as (stream, row, other):
        kept, ended = before_and_after(row, other, viewer)
        was_open = ended.status != "closed"
        _end_in(stream, ended, kept, viewer)
        _go_on(stream, kept, ended, viewer)
        if was_open:
            _open_again(stream, kept, viewer)
        stream.restate(kept)
    return kept.id


def before_and_after(one: Mergeable, other: Mergeable, viewer: Viewer) -> tuple[Mergeable, Mergeable]:
    """Of two that are to be merged the one that goes on, and the one that ends in it.

    Raises `IsMerged`, `NotSameVisitor`, `StillChatting`, `AnsweredByAnother`.
    """
    kept, ended = sorted([one, other], key=lambda it: (it.opened_at, it.id))
    if kept.merged_into_id or ended.merged_into_id:
        raise IsMerged
    if kept.visitor_id != ended.visitor_id:
        raise NotSameVisitor
    if ended.status != "closed":
        if ended.is_live:
            raise StillChatting
        if ended.assignee_id and not may_change(viewer, ended):
            raise AnsweredByAnother
    return kept, ended


@contextmanager
def _both(conversation_id: int, other_id: int, viewer: Viewer, now: dt.datetime) -> Iterator[tuple[Stream, Row, Row]]:
    if conversation_id == other_id:
        raise TheSameConversation
    with transaction.atomic():
        stream = Stream([conversation_id, other_id], now)
        row, other = stream.row(conversation_id), stream.row(other_id)
        if not (may_see(viewer, row) and may_see(viewer, other)):
            raise ConversationNotFound
        yield stream, row, other
        stream.save()


def _tell(stream: Stream, row: Row, other: Row, kind: str, viewer: Viewer) -> None:
    for here, there in ((row, other), (other, row)):
        facts = {"id": there.id, "reference": there.reference}
        stream.append(here, kind, membership_id=viewer.membership_id, facts=facts, is_public=False)


def _end_in(stream: Stream, ended: Row, kept: Row, viewer: Viewer) -> None:
    was_open = ended.status != "closed"
    ended.merged_into_id, ended.snoozed_until = kept.id, None
    ended.status, ended.closed_at, ended.waiting_since = "closed", stream.now, None
    forget(f"snooze:{ended.id}")
    lapse_held(ended, stream.now)
    facts = {"into": kept.id, "reference": kept.reference}
    stream.append(ended, "merged", membership_id=viewer.membership_id, facts=facts, is_public=False)
    if was_open:
        stream.append(ended, "closed", membership_id=viewer.membership_id, facts={"why": "merged"})
        stream.happened(ConversationClosed(ended.id, ended.shop_id, viewer.membership_id, "merged"))
    stream.restate(ended)


def _open_again(stream: Stream, kept: Row, viewer: Viewer) -> None:
    """What somebody still waits for is open, also where the older one had been closed."""
    if kept.status != "closed":
        return
    kept.status = "active" if kept.assignee_id else "waiting"
    kept.is_live, kept.closed_at = False, None
    kept.waiting_since = None if kept.assignee_id else stream.now
    stream.append(kept, "reopened", author="agent", membership_id=viewer.membership_id)
    stream.happened(ConversationReopened(kept.id, kept.shop_id, kept.is_live))


def _go_on(stream: Stream, kept: Row, ended: Row, viewer: Viewer) -> None:
    kept.unanswered_since = min(filter(None, [kept.unanswered_since, ended.unanswered_since]), default=None)
    ended.unanswered_since = None
    tags = Tagging.objects.filter(conversation_id=ended.id).values_list("tag_id", flat=True)
    taggings = [Tagging(conversation_id=kept.id, tag_id=tag) for tag in tags]
    Tagging.objects.bulk_create(taggings, ignore_conflicts=True)
    facts = {"id": ended.id, "reference": ended.reference}
    stream.append(kept, "merged", membership_id=viewer.membership_id, facts=facts, is_public=False)
