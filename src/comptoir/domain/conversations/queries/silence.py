"""Live chats in which nobody has said anything for a while."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from comptoir.domain.conversations.models import Conversation, HeldMessage, Outcome


def silent_chats(before: dt.datetime, limit: int = 200) -> list[Conversation]:
    """Live chats, waiting or answered, whose last entry is older than `before`; the longest silent first.

    Those in which an agent owes an answer, or has written one that waits for approval, are not among them: they stay, and
    must not stand in front of the others.
    """
    held = HeldMessage.objects.filter(conversation=OuterRef("pk"), outcome="")
    rows = Conversation.objects.filter(is_live=True, last_entry_at__lte=before).order_by("last_entry_at")
    answered = rows.filter(~Exists(held), status="active", unanswered_since=None, first_answer_at__isnull=False)
    return [*answered[:limit], *rows.filter(status="waiting")[:limit]]


def is_answer_under_way(conversation_id: int, since: dt.datetime) -> bool:
    """Whether an agent's message waits for approval in the conversation, or was given back to its author after `since`."""
    returned = Q(outcome=Outcome.RETURNED, settled_at__gt=since)
    return HeldMessage.objects.filter(returned | Q(outcome=""), conversation_id=conversation_id).exists()
