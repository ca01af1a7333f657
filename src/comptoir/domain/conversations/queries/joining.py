"""Conversations that belong together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Conversation, Entry, Kind, Link
from comptoir.domain.conversations.queries.finding import conversation_for, conversations_of_visitor
from comptoir.domain.conversations.queries.redacting import told_to
from comptoir.domain.conversations.queries.stream import entries_after
from comptoir.domain.conversations.rules import first_words, may_see
from comptoir.domain.people.rules import Viewer

LINKS_AT_MOST = 50


class Joined(NamedTuple):
    """A conversation that has to do with another; its words only where the viewer may see it."""

    id: int
    reference: str
    status: str
    words: str
    is_shielded: bool


def linked_with(conversation_id: int, viewer: Viewer) -> list[Joined]:
    """The conversations that are linked with this one and that the member may see."""
    links = Link.objects.filter(Q(one_id=conversation_id) | Q(other_id=conversation_id)).order_by("-id")[:LINKS_AT_MOST]
    ids = [link.other_id if link.one_id == conversation_id else link.one_id for link in links]
    return _seen(Conversation.objects.filter(pk__in=ids).order_by("-last_entry_at"), viewer)


def mergeable_with(conversation: Conversation, viewer: Viewer) -> list[Joined]:
    """Other conversations of the same visitor with the same shop, not merged yet, that the member may see."""
    others = conversations_of_visitor(conversation.visitor_id)
    return _seen([it for it in others if it.pk != conversation.pk and not it.merged_into_id], viewer)


def conversation_of_reference(viewer: Viewer, reference: str) -> Conversation:
    """The conversation of that number in the member's shop. Raises `ConversationNotFound`."""
    found = Conversation.objects.filter(shop_id=viewer.shop_id, reference=reference.strip().upper()).first()
    if found is None or not may_see(viewer, found):
        raise ConversationNotFound
    return found


def merged_entries(
    viewers: Viewer | Sequence[Viewer], conversation_id: int, ended_id: int, now: dt.datetime
) -> dict[str, Any]:
    """What was said in a conversation that was merged into this one, as they may read it: whoever sees the one sees the other.

    Raises `ConversationNotFound`.
    """
    _conversation, viewer = conversation_for(viewers, conversation_id)
    if not Conversation.objects.filter(pk=ended_id, merged_into_id=conversation_id).exists():
        raise ConversationNotFound
    return told_to(viewer, ended_id, entries_after(ended_id, 0, public=False), now)


def messages_to_split(conversation_id: int, limit: int = 50) -> list[tuple[int, str]]:
    """The customer's messages with which a new request may begin, the newest first: their number and first words."""
    written = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.MESSAGE)
    first = written.order_by("seq").values_list("seq", flat=True).first()
    return visitor_messages(conversation_id, after=first or 0, limit=limit)


def visitor_messages(conversation_id: int, *, after: int = 0, limit: int = 50) -> list[tuple[int, str]]:
    """The customer's messages after that number, the newest first: their number and first words."""
    rows = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.MESSAGE, author="visitor", seq__gt=after)
    return [(seq, first_words(body) or "📎") for seq, body in rows.order_by("-seq").values_list("seq", "body")[:limit]]


def _seen(rows: Any, viewer: Viewer) -> list[Joined]:
    return [
        Joined(row.pk, row.reference, row.status, row.last_words, row.is_shielded)
        for row in rows
        if may_see(viewer, row)
    ]
