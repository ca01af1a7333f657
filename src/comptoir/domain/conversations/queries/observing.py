"""Conversations that a newcomer may watch in silence: those that colleagues of their audience answer, or have answered lately."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries.retelling import Talk
from comptoir.domain.people.rules import Viewer

LATELY = dt.timedelta(days=30)
"""How old the last word of a conversation may be."""


def answered_by_colleagues(viewer: Viewer, now: dt.datetime, *, limit: int) -> list[Talk]:
    """Chats of the viewer's shop, audience and topics that somebody else answers or has answered, the latest first.

    Whether the viewer is a newcomer is for the caller to know.
    """
    rows = _of_colleagues(viewer, now).order_by("-last_entry_at", "-id").values_list(*Talk._fields)
    return [Talk(*row) for row in rows[:limit]]


def answered_by_colleague(viewer: Viewer, conversation_id: int, now: dt.datetime) -> Talk | None:
    """The conversation, if it is among those."""
    row = _of_colleagues(viewer, now).filter(pk=conversation_id).values_list(*Talk._fields).first()
    return Talk(*row) if row else None


def _of_colleagues(viewer: Viewer, now: dt.datetime) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(
        shop_id=viewer.shop_id,
        audience=viewer.audience,
        assignee__isnull=False,
        first_answer_at__isnull=False,
        merged_into=None,
        is_shielded=False,
        last_entry_at__gte=now - LATELY,
    ).exclude(assignee_id=viewer.membership_id)
    return rows.filter(topic__in=["", *viewer.topics]) if viewer.topics else rows
