"""Live chats in which nobody has said anything for a while."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.models import Conversation


def silent_chats(before: dt.datetime, limit: int = 200) -> list[Conversation]:
    """Live chats, answered or waiting, whose last entry is older than `before`; the longest silent first."""
    rows = Conversation.objects.filter(is_live=True, last_entry_at__lte=before).order_by("last_entry_at")
    return [*rows.filter(status="active")[:limit], *rows.filter(status="waiting")[:limit]]
