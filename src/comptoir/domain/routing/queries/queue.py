"""The queue: what waits, in which order, and how long it will take."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import may_answer
from comptoir.domain.people.queries import viewers_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Desk, HandOver, Offer, Outcome, Search
from comptoir.domain.routing.queries.availability import availability_of_shop
from comptoir.domain.routing.rules import expected_wait
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training.queries import passed_by
from comptoir.domain.training.rules import missing_before

AT_MOST = 50
"""Conversations that are looked at for one agent."""

WAITING = Q(conversation__status="waiting", conversation__is_live=True)


class Waiting(NamedTuple):
    """A conversation that waits."""

    conversation_id: int
    shop_id: int
    audience: str
    since: dt.datetime


class QueuePlace(NamedTuple):
    """A place in the queue, 1 being next, and the expected seconds until the answer; None when nobody can know."""

    position: int
    wait: int | None


def queue_place(conversation_id: int, now: dt.datetime) -> QueuePlace:
    """Where a conversation stands among those that wait for the same audience of the shop; 0 when it does not wait."""
    mine = waiting_conversations().filter(pk=conversation_id).values_list(*_WAITING_FIELDS).first()
    if mine is None:
        return QueuePlace(0, None)
    here = Waiting(*mine)
    before = waiting_conversations().filter(
        Q(conversation__waiting_since__lt=here.since)
        | Q(conversation__waiting_since=here.since, pk__lt=here.conversation_id),
        conversation__shop_id=here.shop_id,
        conversation__audience=here.audience,
    )
    return place(here, before.count() + 1, now)


def place(waiting: Waiting, position: int, now: dt.datetime) -> QueuePlace:
    """The queue place of somebody whose position is known."""
    there = availability_of_shop(shop_of_id(waiting.shop_id), now).get(waiting.audience)
    wait = expected_wait(position, there.free, there.available, there.typical) if there else None
    return QueuePlace(position, wait)


def everybody_waiting(limit: int) -> list[Waiting]:
    """All who wait, the longest first."""
    rows = waiting_conversations().order_by("conversation__waiting_since", "pk")
    return [Waiting(*row) for row in rows.values_list(*_WAITING_FIELDS)[:limit]]


def waiting_conversations() -> QuerySet[Search]:
    """The searches of live conversations that wait."""
    return Search.objects.filter(WAITING)


def sought_for(desk: Desk, now: dt.datetime) -> list[int]:
    """The conversations that this desk may take and nobody is asked for: hand-overs first, then the longest wait."""
    viewers = [viewer for viewer in viewers_of(desk.user_id) if viewer.audience and _is_trained(viewer, now)]
    if not viewers:
        return []
    return _handed_over_to(viewers) + _waiting_for(viewers, desk, now)


def _is_trained(viewer: Viewer, now: dt.datetime) -> bool:
    """Whether nothing stands before all their answers; whom a topic is closed to is left out when it is offered. G5"""
    try:
        _, charter = charter_in_force(viewer.shop_id, now)
    except NoCharter:
        return True
    return charter.training is None or not missing_before(
        charter, viewer.audience, "", passed_by([viewer.membership_id], now)[viewer.membership_id]
    )


def _handed_over_to(viewers: list[Viewer]) -> list[int]:
    wanted = Q()
    for viewer in viewers:
        mine = Q(to_audience=viewer.audience) | Q(to_membership_id=viewer.membership_id)
        if viewer.groups:
            mine |= Q(to_group_id__in=viewer.groups)
        wanted |= mine & Q(conversation__shop_id=viewer.shop_id)
    rows = HandOver.objects.filter(wanted, ~_IS_OFFERED, ended_at=None)
    return list(rows.order_by("asked_at").values_list("conversation_id", flat=True)[:AT_MOST])


def _waiting_for(viewers: list[Viewer], desk: Desk, now: dt.datetime) -> list[int]:
    by_shop = {viewer.shop_id: viewer for viewer in viewers}
    declined = Offer.objects.filter(
        conversation_id=OuterRef("pk"),
        round=OuterRef("round"),
        membership__user_id=desk.user_id,
        outcome__in=[Outcome.REFUSED, Outcome.TIMED_OUT],
        ended_at__gte=desk.changed_at,
    )
    rows = waiting_conversations().filter(~Exists(declined), ~_IS_OFFERED, conversation__shop_id__in=by_shop)
    found = rows.order_by("conversation__waiting_since", "pk").select_related("conversation")[:AT_MOST]
    return [search.pk for search in found if _fits(by_shop[search.conversation.shop_id], search, now)]


def _fits(viewer: Viewer, search: Search, now: dt.datetime) -> bool:
    sought = search.conversation
    if sought.topic and viewer.topics and sought.topic not in viewer.topics:
        return False
    if sought.group_id:
        return sought.group_id in viewer.groups
    if sought.audience == viewer.audience:
        return True
    charter = governing_charter(sought, now)
    has_fallback = "other_audience" in charter.chat.fallback and not sought.asked_for
    return has_fallback and may_answer(charter, viewer.audience, sought.topic)


_WAITING_FIELDS = ("pk", "conversation__shop_id", "conversation__audience", "conversation__waiting_since")
_IS_OFFERED = Exists(Offer.objects.filter(conversation_id=OuterRef("conversation_id"), outcome=Outcome.PENDING))
