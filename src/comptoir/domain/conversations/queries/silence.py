"""Live chats in which nobody has said anything for a while."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.models import Conversation


def silent_chats(before: dt.datetime, limit: int = 200) -> list[Conversation]:
    """Live chats, waiting or answered, whose last entry is older than `before`; the longest silent first.

    Those in which an agent owes an answer are not among them: they stay, and must not stand in front of the others.
    """
    rows = Conversation.objects.filter(is_live=True, last_entry_at__lte=before).order_by("last_entry_at")
    answered = rows.filter(status="active", unanswered_since=None, first_answer_at__isnull=False)
    return [*answered[:limit], *rows.filter(status="waiting")[:limit]]
