"""Privacy requests, as far as the one who asks may see them, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for, talks_merged, visible_conversations
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.privacy.errors import RightsRequestNotFound
from comptoir.domain.privacy.models import RightsRequest, RightsStep
from comptoir.domain.privacy.rules import OPEN
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
OF_CONVERSATION = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for: a state, or "open" for all that are not over, or nothing for all; and a shop."""

    state: str = "open"
    shop_id: int | None = None


def rights_page(
    viewers: Sequence[Viewer], filters: Filters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[RightsRequest]:
    """A page of the requests of conversations that the viewers may see, the last moved first. One query a shop and state,
    and one for their steps.
    """
    asking = [it for it in viewers if filters.shop_id in (None, it.shop_id) and may(it.role, "move_privacy")]
    parts = [rows for viewer in asking for rows in _in_state(_seen_by(viewer), filters.state)]
    return page_of(parts, "moved_at", after=after, limit=limit)


def rights_of(conversation_id: int) -> list[RightsRequest]:
    """The requests of a conversation and of all that were merged with it, newest first; the caller has asked whether it may be seen."""
    rows = with_rows().filter(conversation_id__in=sorted(talks_merged([conversation_id])))
    return list(rows.order_by("-pk")[:OF_CONVERSATION])


def rights_for(viewers: Viewer | Sequence[Viewer], request_id: int) -> tuple[RightsRequest, Viewer]:
    """The request, and as which of their memberships the user sees it, also by the conversation it goes on in. Raises
    `RightsRequestNotFound`.
    """
    found = with_rows().filter(pk=request_id).first()
    if found is None:
        raise RightsRequestNotFound
    for pk in (found.conversation_id, found.conversation.merged_into_id):
        with suppress(ConversationNotFound):
            _, viewer = conversation_for(viewers, pk or 0)
            if may(viewer.role, "move_privacy"):
                return found, viewer
    raise RightsRequestNotFound


def with_rows() -> QuerySet[RightsRequest]:
    """All requests, each with what a row shows."""
    promise = ("promise__owner", "promise__released_by")
    rows = RightsRequest.objects.select_related(*promise, "conversation__visitor", "conversation__customer")
    steps = RightsStep.objects.select_related("membership").order_by("pk")
    return rows.prefetch_related(Prefetch("steps", steps))


def _seen_by(viewer: Viewer) -> QuerySet[RightsRequest]:
    rows = with_rows().filter(shop_id=viewer.shop_id)
    if viewer.sees_all:
        return rows
    # Whoever sees the conversation into which another was merged sees what was asked there.
    here = Q(pk=OuterRef("conversation_id")) | Q(pk=OuterRef("conversation__merged_into_id"))
    return rows.filter(Exists(visible_conversations(viewer).filter(here)))


def _in_state(rows: QuerySet[RightsRequest], state: str) -> list[QuerySet[RightsRequest]]:
    """In parts that are each read along an index."""
    if state == "open":
        return [rows.filter(state=one) for one in OPEN]
    return [rows.filter(state=state) if state else rows]
