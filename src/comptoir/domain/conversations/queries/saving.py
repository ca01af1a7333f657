"""The lists that somebody has kept."""

from __future__ import annotations

from comptoir.domain.conversations.models import SavedView


def saved_views(user_id: int) -> list[SavedView]:
    """The user's own, by name."""
    return list(SavedView.objects.filter(user_id=user_id).order_by("name"))
