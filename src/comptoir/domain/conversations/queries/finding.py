"""Finding conversations: only those that the one who asks may see, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Attachment, Conversation, Entry, Kind, Mention
from comptoir.domain.conversations.queries.sorting import ANYHOW, Sorting
from comptoir.domain.conversations.rules import may_see, watch_mark
from comptoir.domain.people.models import Visitor
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of
from comptoir.foundation.rows import selected_rows

VIEWS = ("mine", "waiting", "snoozed", "all", "closed")
PAGE = 50
LAST = "last_entry_at"
"""By what lists of conversations are in order."""
COUNT_AT_MOST = 100


def conversation_for(viewers: Viewer | Sequence[Viewer], conversation_id: int) -> tuple[Conversation, Viewer]:
    """The conversation, and as which of their memberships the user sees it. Raises `ConversationNotFound`."""
    those = [viewers] if isinstance(viewers, Viewer) else viewers
    shops = {viewer.shop_id for viewer in those}
    conversation = with_names().filter(pk=conversation_id, shop_id__in=shops).first()
    for viewer in those:
        if conversation is not None and may_see(viewer, conversation):
            return conversation, viewer
    raise ConversationNotFound


def conversation_with_names(conversation_id: int) -> Conversation:
    """A conversation with what is known of its customer; who may see it is not asked. Raises `ConversationNotFound`."""
    found = with_names().filter(pk=conversation_id).first()
    if found is None:
        raise ConversationNotFound
    return found


def conversation_of_visitor(visitor: Visitor, conversation_id: int) -> Conversation:
    """The visitor's own conversation. Raises `ConversationNotFound`."""
    found = Conversation.objects.filter(pk=conversation_id, visitor_id=visitor.pk).first()
    if found is None:
        raise ConversationNotFound
    return found


def is_of_visitor(visitor_id: int, conversation_id: int) -> bool:
    """Whether the conversation is the visitor's own."""
    return bool(selected_rows(Conversation, ("id",), "id = %s AND visitor_id = %s", [conversation_id, visitor_id]))


def is_answered_by(conversation_id: int, membership_id: int) -> bool:
    """Whether that member answers the conversation."""
    return bool(selected_rows(Conversation, ("id",), "id = %s AND assignee_id = %s", [conversation_id, membership_id]))


def answered_before(conversation_id: int, membership_id: int) -> int | None:
    """Who else answered the conversation last before that member did."""
    joined = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.JOINED, membership__isnull=False)
    others = joined.exclude(membership_id=membership_id).order_by("-seq")
    return others.values_list("membership_id", flat=True).first()


def conversations_of_visitor(visitor_id: int, limit: int = 20) -> list[Conversation]:
    """The visitor's conversations, newest first."""
    return list(Conversation.objects.filter(visitor_id=visitor_id).order_by("-last_entry_at")[:limit])


def unseen_by_visitor(rows: Iterable[Conversation]) -> dict[int, int]:
    """How many of the team's messages each conversation's visitor has not read; those with none are left out. One query."""
    unread = [row.pk for row in rows if row.visitor_read < row.public_seq]
    answers = Entry.objects.filter(conversation_id__in=unread, kind=Kind.MESSAGE).exclude(author="visitor")
    unseen = answers.filter(public_seq__gt=F("conversation__visitor_read"))
    return dict(unseen.values_list("conversation_id").annotate(Count("seq")).order_by())


def inbox_page(
    viewers: Sequence[Viewer],
    *,
    view: str,
    shop_id: int | None = None,
    sorted_by: Sorting = ANYHOW,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> Page[Conversation]:
    """A page of one of the `VIEWS`, all of it or what is sorted so; two queries a shop at the most, whatever it holds."""
    asking = [viewer for viewer in viewers if shop_id in (None, viewer.shop_id)]
    parts = [sorted_by.among(rows) for viewer in asking for rows in _in_view(with_names(), viewer, view)]
    return page_of(parts, LAST, after=before, limit=limit)


def rows_of(viewers: Sequence[Viewer], ids: Iterable[int], *, sorted_by: Sorting = ANYHOW) -> list[Conversation]:
    """Those of `ids` (at most 200) that may be seen and are sorted so, newest first."""
    found = with_names().filter(pk__in=list(ids)[:200], shop_id__in=[viewer.shop_id for viewer in viewers])
    rows = sorted_by.among(found).order_by("-last_entry_at", "-id")
    return [row for row in rows if any(may_see(viewer, row) for viewer in viewers)]


def counts(viewers: Sequence[Viewer]) -> dict[str, int]:
    """How many are mine and how many wait, counted up to `COUNT_AT_MOST`."""
    totals = {"mine": 0, "waiting": 0}
    for viewer in viewers:
        for view in totals:
            for rows in _in_view(Conversation.objects.all(), viewer, view):
                totals[view] += len(rows.values_list("pk", flat=True)[:COUNT_AT_MOST])
    return totals


def unseen_mentions(viewers: Sequence[Viewer], limit: int = 50) -> list[Mention]:
    """Notes that name the user and were not opened yet, newest first."""
    mine = [viewer.membership_id for viewer in viewers]
    rows = Mention.objects.filter(membership_id__in=mine, seen_at=None).select_related("conversation")
    return list(rows.order_by("-id")[:limit])


def file_of_visitor(visitor: Visitor, conversation_id: int, key: UUID) -> Attachment:
    """A file that the visitor may open. Raises `ConversationNotFound`."""
    conversation_of_visitor(visitor, conversation_id)
    found = Attachment.objects.filter(conversation_id=conversation_id, key=key, is_team_only=False).first()
    if found is None or (found.entry_seq is None and not found.is_from_visitor):
        raise ConversationNotFound
    return found


def file_for(viewers: Sequence[Viewer], conversation_id: int, key: UUID) -> Attachment:
    """A file that the user may open. Raises `ConversationNotFound`."""
    conversation_for(viewers, conversation_id)
    found = Attachment.objects.filter(conversation_id=conversation_id, key=key).first()
    if found is None:
        raise ConversationNotFound
    return found


def file_of_key(key: UUID) -> Attachment:
    """A file by its key alone: for addresses that were signed after the right was checked."""
    found = Attachment.objects.filter(key=key).first()
    if found is None:
        raise ConversationNotFound
    return found


def visible_to(rows: QuerySet[Conversation], viewer: Viewer) -> QuerySet[Conversation]:
    """`rows.may_see` as a filter; a test holds the two together."""
    rows = rows.filter(shop_id=viewer.shop_id)
    if viewer.sees_all:
        return rows
    seen = Q(assignee_id=viewer.membership_id) | Q(watched_by__contains=watch_mark(viewer.membership_id))
    if viewer.groups:
        seen |= Q(group_id__in=viewer.groups, status="waiting")
    if viewer.audience:
        colleagues = Q(audience=viewer.audience)
        if viewer.topics:
            colleagues &= Q(topic__in=["", *viewer.topics])
        if viewer.role == "ambassador":
            colleagues &= Q(status="waiting")
        seen |= colleagues
    return rows.filter(seen)


def _in_view(rows: QuerySet[Conversation], viewer: Viewer, view: str) -> list[QuerySet[Conversation]]:
    """What the view shows, in parts that have nothing in common, each found along an index."""
    mine = rows.filter(shop_id=viewer.shop_id, assignee_id=viewer.membership_id)
    visible = visible_to(rows, viewer)
    if view == "mine":
        return [mine.filter(status="active", snoozed_until=None)]
    if view == "waiting":
        return [visible.filter(status="waiting", snoozed_until=None)]
    if view == "snoozed":
        return [visible.filter(snoozed_until__isnull=False)]
    if viewer.role != "ambassador":
        return [visible.filter(status="closed") if view == "closed" else visible]
    if view == "closed":
        return [mine.filter(status="closed")]
    return [mine, visible.filter(status="waiting").exclude(assignee_id=viewer.membership_id)]


def with_names() -> QuerySet[Conversation]:
    """All conversations, each with what a row of a list needs."""
    return Conversation.objects.select_related("visitor", "customer", "assignee")
