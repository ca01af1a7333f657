"""What members hold who leave, or are away: it is for others to answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries.finding import with_names
from comptoir.domain.conversations.queries.retelling import visible_conversations
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of


def open_of_member(membership_id: int, limit: int) -> list[int]:
    """The numbers of what a member answers and is not over, the first begun first."""
    rows = Conversation.objects.filter(assignee_id=membership_id, status="active")
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def uncovered_page(
    viewers: Sequence[Viewer], membership_ids: Iterable[int], *, after: Cursor | None = None, limit: int = 50
) -> Page[Conversation]:
    """What these members answer and is not over, as far as the viewers may see it; what was longest untouched comes first.
    One query a shop.
    """
    held = with_names().filter(assignee_id__in=list(membership_ids), status="active")
    parts = [held.filter(pk__in=visible_conversations(viewer).values("pk")) for viewer in viewers]
    return page_of(parts, "last_entry_at", after=after, limit=limit, is_rising=True)
