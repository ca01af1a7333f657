"""Who has read which conversation, page by page; and in roles, for the customer whose conversations they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from comptoir.domain.conversations.queries import talks_merged
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.privacy.models import AccessRecord
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import Cursor, Page, page_of

READINGS = 50
TOGETHER = 500
"""Readings that are held at once while all are gone through."""


class ReadBy(NamedTuple):
    """Members of one role have read: in how many hours, the first and the last time."""

    role: str
    times: int
    first_at: dt.datetime
    last_at: dt.datetime


def readings_page(
    viewer: Viewer,
    *,
    membership_id: int | None = None,
    conversation_id: int | None = None,
    after: Cursor | None = None,
    limit: int = READINGS,
) -> Page[AccessRecord]:
    """Readings in the shop of what was not one's own, of a member or a conversation where one is named, the last first.

    Raises `NotAllowed`. One query.
    """
    return page_of([_asked(viewer, membership_id, conversation_id)], "at", after=after, limit=limit)


def every_reading(
    viewer: Viewer, *, membership_id: int | None = None, conversation_id: int | None = None
) -> Iterator[AccessRecord]:
    """The same one after the other, as far back as they are kept; some hundred are held at once. Raises `NotAllowed`."""
    rows, after = _asked(viewer, membership_id, conversation_id), None
    while True:
        page = page_of([rows], "at", after=after, limit=TOGETHER)
        yield from page.rows
        if (after := page.next_cursor) is None:
            return


def read_by(conversation_ids: Iterable[int]) -> list[ReadBy]:
    """Who has read these conversations and what was merged with them, in roles and not by name, as the person whom they are
    about may know it. Readings of who answered are not among them. Two queries.
    """
    rows = AccessRecord.objects.filter(conversation_id__in=sorted(talks_merged(list(conversation_ids))))
    found = (
        rows.values_list("membership__role").annotate(Count("pk"), Min("at"), Max("at")).order_by("membership__role")
    )
    return [ReadBy(*row) for row in found]


def _asked(viewer: Viewer, membership_id: int | None, conversation_id: int | None) -> QuerySet[AccessRecord]:
    if not may(viewer.role, "see_access_log"):
        raise NotAllowed
    rows = AccessRecord.objects.filter(shop_id=viewer.shop_id).select_related("membership", "conversation")
    if membership_id is not None:
        rows = rows.filter(membership_id=membership_id)
    if conversation_id is not None:
        rows = rows.filter(conversation_id=conversation_id)
    return rows
