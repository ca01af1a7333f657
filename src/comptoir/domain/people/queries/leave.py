"""Absences that somebody is to hear of: what is asked for, what colleagues have planned, what was answered to oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from comptoir.domain.people.models import Absence
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
COUNT_AT_MOST = 100
NEWS_AT_MOST = 100
"""Of a shop, told on one page."""


def absence_news(viewers: Sequence[Viewer], now: dt.datetime) -> int:
    """Of how many absences the user is to hear, in all their shops; counted up to `COUNT_AT_MOST`. One query."""
    condition = Q(news_for="member", membership__in=[it.membership_id for it in viewers])
    for viewer in viewers:
        if may(viewer.role, "plan_absences_of_others"):
            theirs = Q(news_for="watchers", membership__shop_id=viewer.shop_id, membership__is_active=True)
            condition |= theirs & ~Q(membership=viewer.membership_id)
    rows = Absence.objects.filter(condition, ends_at__gt=now)
    return len(rows.values_list("pk", flat=True)[:COUNT_AT_MOST]) if viewers else 0


def news_for_member(viewer: Viewer, now: dt.datetime) -> list[Absence]:
    """What was answered to the user or planned for them in a shop, and they have not noted yet. One query."""
    rows = Absence.objects.filter(membership_id=viewer.membership_id, news_for="member", ends_at__gt=now)
    return list(rows.select_related("answered_by").order_by("ends_at", "pk")[:NEWS_AT_MOST])


def news_for_planner(viewer: Viewer, now: dt.datetime) -> list[Absence]:
    """What colleagues of the shop ask for and have planned, the first to begin first. Raises `NotAllowed`. One query."""
    rows = _of_shop(viewer).filter(news_for="watchers", ends_at__gt=now).exclude(membership_id=viewer.membership_id)
    return list(rows.order_by("starts_at", "pk")[:NEWS_AT_MOST])


def absences_to_come(
    viewer: Viewer, now: dt.datetime, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[Absence]:
    """Who of the shop is away now and later, the first to begin first. Raises `NotAllowed`. One query."""
    rows = _of_shop(viewer).filter(state="planned", ends_at__gt=now)
    return page_of([rows], "starts_at", after=after, limit=limit, is_rising=True)


def away_together(viewer: Viewer, absences: Sequence[Absence]) -> dict[int, list[str]]:
    """For each of the absences, who else of the shop is away then, by name. Raises `NotAllowed`. One query."""
    if not absences:
        return {}
    first, last = min(it.starts_at for it in absences), max(it.ends_at for it in absences)
    planned = _of_shop(viewer).filter(state="planned", starts_at__lt=last, ends_at__gt=first)
    others = list(planned.order_by("starts_at", "pk")[: 10 * NEWS_AT_MOST])
    return {
        it.pk: sorted(
            {
                other.membership.display_name
                for other in others
                if other.membership_id != it.membership_id
                and other.starts_at < it.ends_at
                and it.starts_at < other.ends_at
            }
        )
        for it in absences
    }


class LeaveAnswer(NamedTuple):
    """What was answered to a member who had asked for leave; `by` is who decided, "" where they have left."""

    absence_id: int
    shop_id: int
    user_id: int
    email: str
    name: str
    language: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_granted: bool
    word: str
    by: str


def answered_leave(absence_id: int, now: dt.datetime) -> LeaveAnswer | None:
    """The answer, as long as its member has not noted it, works here, and the absence is not over."""
    rows = Absence.objects.select_related("membership__user", "answered_by")
    it = rows.filter(pk=absence_id, news_for="member", answered_at__isnull=False, ends_at__gt=now).first()
    if it is None or it.state == "asked" or not (it.membership.is_active and it.membership.user.is_active):
        return None
    member, by = it.membership, it.answered_by.display_name if it.answered_by else ""
    who = (member.shop_id, member.user_id, member.user.email, member.user.name, member.user.language)
    return LeaveAnswer(it.pk, *who, it.starts_at, it.ends_at, it.state == "planned", it.answer, by)


def _of_shop(viewer: Viewer) -> QuerySet[Absence]:
    if not may(viewer.role, "plan_absences_of_others"):
        raise NotAllowed
    rows = Absence.objects.filter(membership__shop_id=viewer.shop_id, membership__is_active=True)
    return rows.select_related("membership")
