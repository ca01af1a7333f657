"""The ledger's pages: only what the one who asks may see, by key, never by number of page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptoir.domain.conversations.queries import visible_conversations
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.models import Kind, Promise, State
from comptoir.domain.promises.models.promise import OPEN, UNDONE
from comptoir.foundation.pages import Cursor, Page, page_of

VIEWS = ("open", "mine", "at_risk", "paused", "broken", "kept", "released")
KINDS = tuple(Kind.values)
PAGE = 50
OF_CONVERSATION = 50
_SOONEST_FIRST = ("open", "mine", "at_risk", "paused")


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the ledger is asked for: one of `VIEWS`, and within it a shop, a kind, a clause, an audience."""

    view: str = "open"
    shop_id: int | None = None
    kind: str = ""
    clause: str = ""
    audience: str = ""


def ledger(
    viewers: Sequence[Viewer], filters: Filters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[Promise]:
    """A page of the ledger: what is open the soonest due first, what is settled the latest due first.

    Who watches over a shop sees all of it, an agent what belongs to conversations that they may see, and what they own. At
    most three queries a shop.
    """
    asking = [viewer for viewer in viewers if filters.shop_id in (None, viewer.shop_id)]
    parts = [_filtered(rows, filters) for viewer in asking for rows in _seen_by(viewer, filters.view)]
    return page_of(parts, "due_at", after=after, limit=limit, is_rising=filters.view in _SOONEST_FIRST)


def promises_of(conversation_id: int) -> list[Promise]:
    """What was promised in a conversation, newest first; the caller has asked whether it may be seen."""
    return list(with_names().filter(conversation_id=conversation_id).order_by("-made_at", "-id")[:OF_CONVERSATION])


def with_names() -> QuerySet[Promise]:
    """All promises, each with what a row shows."""
    return Promise.objects.select_related("conversation__visitor", "conversation__customer", "owner", "released_by")


def _seen_by(viewer: Viewer, view: str) -> list[QuerySet[Promise]]:
    """Several where one would have to read what the viewer does not see."""
    own = with_names().filter(_in(view), owner_id=viewer.membership_id)
    if view == "mine":
        return [own]
    rows = with_names().filter(_in(view), shop_id=viewer.shop_id)
    if viewer.sees_all:
        return [rows]
    visible = Exists(visible_conversations(viewer).filter(pk=OuterRef("conversation_id")))
    if viewer.role == "ambassador":
        # Of colleagues a volunteer sees only what waits, and that nobody owns.
        rows = rows.filter(owner=None, audience=viewer.audience)
    return [own, rows.filter(visible)]


def _in(view: str) -> Q:
    if view == "mine":
        return UNDONE
    return OPEN & UNDONE if view == "open" else Q(state=State(view))


def _filtered(rows: QuerySet[Promise], filters: Filters) -> QuerySet[Promise]:
    wanted = {"kind": filters.kind, "clause": filters.clause, "audience": filters.audience}
    return rows.filter(**{name: value for name, value in wanted.items() if value})
