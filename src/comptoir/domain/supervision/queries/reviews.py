"""Reviews: what is to be looked at, what was said to oneself, and how the team stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, QuerySet

from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.supervision.errors import ReviewNotFound
from comptoir.domain.supervision.models import Mark, Review
from comptoir.domain.supervision.rules import Average, averages_of, may_answer_review, may_review
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 30
COUNT_AT_MOST = 100
MEMBERS_AT_MOST = 300


class OfMember(NamedTuple):
    """How a member stands by the reviews of some time."""

    membership_id: int
    name: str
    reviews: int
    averages: list[Average]


def reviews_to_do(viewers: Sequence[Viewer], *, after: Cursor | None = None, limit: int = PAGE) -> Page[Review]:
    """What waits for a review in the shops where the user reviews, the longest waiting first; not what they wrote themselves."""
    shops = [viewer for viewer in viewers if may(viewer.role, "review")]
    parts = [_to_do(viewer) for viewer in shops]
    return page_of(parts, "chosen_at", after=after, limit=limit, is_rising=True)


def reviews_done(viewers: Sequence[Viewer], *, after: Cursor | None = None, limit: int = PAGE) -> Page[Review]:
    """What was reviewed in the shops where the user reviews, the newest first."""
    shops = [viewer.shop_id for viewer in viewers if may(viewer.role, "review")]
    parts = [_with_names().filter(shop_id=shop_id, reviewed_at__isnull=False) for shop_id in shops]
    return page_of(parts, "reviewed_at", after=after, limit=limit)


def own_reviews(viewers: Sequence[Viewer], *, after: Cursor | None = None, limit: int = PAGE) -> Page[Review]:
    """What was said of the user's own conversations, the newest first."""
    parts = [_with_names().filter(membership_id=it.membership_id, reviewed_at__isnull=False) for it in viewers]
    return page_of(parts, "reviewed_at", after=after, limit=limit)


def review_for(viewers: Sequence[Viewer], review_id: int) -> tuple[Review, Viewer, bool]:
    """The review, as which of their memberships the user sees it, and whether it is about them. Raises `ReviewNotFound`.

    Who reviews sees it always, who it is about once it is done.
    """
    review = _with_names().filter(pk=review_id).first()
    if review is None:
        raise ReviewNotFound
    for viewer in viewers:
        if may_answer_review(viewer, review.shop_id, review.membership_id):
            if review.reviewed_at is None:
                raise ReviewNotFound
            return review, viewer, True
        if may_review(viewer, review.shop_id, review.membership_id):
            return review, viewer, False
    raise ReviewNotFound


def marks_of(review_id: int) -> dict[str, str]:
    """The scorecard: verdict by clause."""
    return dict(Mark.objects.filter(review_id=review_id).values_list("clause", "verdict"))


def reviews_waiting(viewers: Sequence[Viewer]) -> int:
    """How many reviews wait for the user: to be done by them, and to be read by them. Counted up to `COUNT_AT_MOST` a shop."""
    to_do = sum(
        len(_to_do(it).values_list("pk", flat=True)[:COUNT_AT_MOST]) for it in viewers if may(it.role, "review")
    )
    own = Review.objects.filter(membership_id__in=[it.membership_id for it in viewers], reviewed_at__isnull=False)
    return to_do + len(own.filter(seen_at=None).values_list("pk", flat=True)[:COUNT_AT_MOST])


def team_averages(viewer: Viewer, since: dt.datetime) -> list[OfMember]:
    """How each member of a shop stands by the reviews since then, by name; nothing for who does not review there."""
    if not may(viewer.role, "review"):
        return []
    rows = Review.objects.filter(shop_id=viewer.shop_id, reviewed_at__gte=since)
    names = dict(rows.values_list("membership_id", "membership__display_name").distinct()[:MEMBERS_AT_MOST])
    numbers = dict(rows.values_list("membership_id").annotate(Count("pk")).order_by())
    marks = Mark.objects.filter(review__in=rows).values_list("review__membership_id", "clause", "verdict")
    counted = list(marks.annotate(Count("clause")).order_by())
    found = [
        OfMember(pk, name, numbers[pk], averages_of((c, v, n) for member, c, v, n in counted if member == pk))
        for pk, name in names.items()
    ]
    return sorted(found, key=lambda it: it.name.lower())


def _to_do(viewer: Viewer) -> QuerySet[Review]:
    rows = _with_names().filter(shop_id=viewer.shop_id, reviewed_at=None)
    return rows.exclude(membership_id=viewer.membership_id)


def _with_names() -> QuerySet[Review]:
    names = ("membership", "reviewer", "conversation__visitor", "conversation__customer")
    return Review.objects.select_related(*names)
