"""Returns, as far as the one who asks may see them, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for, visible_conversations
from comptoir.domain.people.rules import Viewer
from comptoir.domain.returns.errors import ReturnNotFound
from comptoir.domain.returns.models import Return, ReturnLine, ReturnStep
from comptoir.domain.returns.queries.eligibility import may_ask
from comptoir.domain.returns.rules import OPEN
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
OF_CONVERSATION = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for: a state, or "open" for all that are not over, or nothing for all; and a shop."""

    state: str = "open"
    shop_id: int | None = None


def returns_page(
    viewers: Sequence[Viewer], filters: Filters, *, now: dt.datetime, after: Cursor | None = None, limit: int = PAGE
) -> Page[Return]:
    """A page of the returns of conversations that the viewers may see, the last moved first. One query a shop and state, and
    two for what rows show.
    """
    asking = [it for it in viewers if filters.shop_id in (None, it.shop_id) and may_ask(it, it.shop_id, now)]
    parts = [rows for viewer in asking for rows in _in_state(_seen_by(viewer), filters.state)]
    return page_of(parts, "moved_at", after=after, limit=limit)


def returns_of(conversation_id: int) -> list[Return]:
    """The returns of a conversation, newest first; the caller has asked whether it may be seen, and orders."""
    return list(with_rows().filter(conversation_id=conversation_id).order_by("-pk")[:OF_CONVERSATION])


def return_for(viewers: Viewer | Sequence[Viewer], return_id: int, now: dt.datetime) -> tuple[Return, Viewer]:
    """The return, and as which of their memberships the user sees it. Raises `ReturnNotFound`."""
    found = with_rows().filter(pk=return_id).first()
    if found is None:
        raise ReturnNotFound
    try:
        _, viewer = conversation_for(viewers, found.conversation_id)
    except ConversationNotFound as error:
        raise ReturnNotFound from error
    if not may_ask(viewer, found.shop_id, now):
        raise ReturnNotFound
    return found, viewer


def return_of_shop(shop_id: int, return_id: int) -> Return:
    """The shop's return of that number. Raises `ReturnNotFound`."""
    found = with_rows().filter(pk=return_id, shop_id=shop_id).first()
    if found is None:
        raise ReturnNotFound
    return found


def returns_of_shop(shop_id: int, state: str, *, after: Cursor | None = None, limit: int = PAGE) -> Page[Return]:
    """A page of all the shop's returns in that state ("open", or "" for all), the last moved first: for its own systems."""
    return page_of(_in_state(with_rows().filter(shop_id=shop_id), state), "moved_at", after=after, limit=limit)


def with_rows() -> QuerySet[Return]:
    """All returns, each with what a row shows."""
    rows = Return.objects.select_related("order", "promise", "conversation__visitor", "conversation__customer")
    steps = ReturnStep.objects.select_related("membership").order_by("pk")
    return rows.prefetch_related(Prefetch("lines", ReturnLine.objects.order_by("place")), Prefetch("steps", steps))


def _seen_by(viewer: Viewer) -> QuerySet[Return]:
    rows = with_rows().filter(shop_id=viewer.shop_id)
    if viewer.sees_all:
        return rows
    return rows.filter(Exists(visible_conversations(viewer).filter(pk=OuterRef("conversation_id"))))


def _in_state(rows: QuerySet[Return], state: str) -> list[QuerySet[Return]]:
    """In parts that are each read along an index."""
    if state == "open":
        return [rows.filter(state=one) for one in OPEN]
    return [rows.filter(state=state) if state else rows]
