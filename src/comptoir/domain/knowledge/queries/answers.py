"""What waits for somebody of the team in the articles: to be read by them, and what was answered to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.knowledge.models import State, Translation
from comptoir.domain.knowledge.rules.articles import may_publish, may_write
from comptoir.domain.people.rules import Viewer

COUNT_AT_MOST = 100
ANSWERS_AT_MOST = 50
"""Of a shop, told on one page."""


class Answer(NamedTuple):
    """What the writer of a translation is to hear: that it was "published", "returned" or "retired" by `by`; that its "source" was
    retired; or an article to which it leads ("linked"). `note` goes with what was returned.
    """

    translation_id: int
    title: str
    language: str
    what: str
    by: str
    note: str


def articles_waiting(viewers: Sequence[Viewer]) -> int:
    """How many articles colleagues have handed in that the user may publish, and of how many of their own they are to hear, in all
    their shops; counted up to `COUNT_AT_MOST`. One query.
    """
    own = [it.membership_id for it in viewers if may_write(it, it.shop_id)]
    if not own:
        return 0
    condition = Q(asked_by__in=own) & ~Q(news="")
    for it in viewers:
        if may_publish(it, it.shop_id):
            theirs = Q(asked_by__isnull=True) | ~Q(asked_by=it.membership_id)
            condition |= Q(shop_id=it.shop_id, state=State.SUBMITTED) & theirs
    return len(Translation.objects.filter(condition).values_list("pk", flat=True)[:COUNT_AT_MOST])


def answers_to(viewer: Viewer) -> list[Answer]:
    """What was answered to the user in a shop, and they have not noted yet, the newest first. One query."""
    rows = Translation.objects.filter(asked_by_id=viewer.membership_id, shop_id=viewer.shop_id).exclude(news="")
    listed = rows.select_related("reviewer").order_by("-changed_at", "-pk")[:ANSWERS_AT_MOST]
    return [
        Answer(it.pk, it.title, it.language, it.news, it.reviewer.display_name if it.reviewer else "", _note(it))
        for it in listed
    ]


def _note(it: Translation) -> str:
    return it.note if it.news == "returned" else ""
