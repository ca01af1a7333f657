"""Absences: an agent whose connection is gone hands back what is unanswered. Nothing is dropped."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import hand_back
from comptoir.domain.people.queries import viewers_of
from comptoir.domain.routing.actions.desks import turn_switch, withdraw_offers_before
from comptoir.domain.routing.actions.locks import locked_desk, locked_search
from comptoir.domain.routing.models import Availability, Desk, Search
from comptoir.domain.routing.rules import CONNECTED_WITHIN, is_gone
from comptoir.foundation.worker import each_alone

AT_ONCE = 200
"""Desks, and conversations, that one sweep looks at."""


def release_gone_agents(now: dt.datetime) -> None:
    """Send agents away who are without a sign of life, and hand back what they hold and have not answered.

    What they have answered stays theirs until the visitor writes again. A sweep; each in its own transaction.
    """
    silent = Desk.objects.filter(seen_at__lt=now - CONNECTED_WITHIN).order_by("seen_at")
    present = silent.filter(availability__in=[Availability.AVAILABLE, Availability.PAUSED])
    each_alone(lambda desk: _send_away_if_gone(*desk, now), list(present.values_list("user_id", "seen_at")[:AT_ONCE]))
    each_alone(lambda held: _take_back_if_gone(*held, now), list(_left_unanswered(silent)[:AT_ONCE]))


def _send_away_if_gone(user_id: int, seen_at: dt.datetime | None, now: dt.datetime) -> None:
    if is_gone(seen_at, _patience_with(user_id, now), now):
        _send_away(user_id, now)


def _take_back_if_gone(
    conversation_id: int, shop_id: int, membership_id: int, seen_at: dt.datetime, now: dt.datetime
) -> None:
    if is_gone(seen_at, _patience_of_shop(shop_id, now), now):
        _take_back(conversation_id, membership_id, now)


@transaction.atomic
def _send_away(user_id: int, now: dt.datetime) -> None:
    withdraw_offers_before(user_id, now)
    desk = locked_desk(user_id, now)
    if desk.availability != Availability.AWAY and is_gone(desk.seen_at, _patience_with(user_id, now), now):
        turn_switch(desk, Availability.AWAY, "gone", now)
        desk.save()


@transaction.atomic
def _take_back(conversation_id: int, membership_id: int, now: dt.datetime) -> None:
    conversation = locked_search(conversation_id).conversation
    if conversation.assignee_id == membership_id and conversation.is_live:
        hand_back(conversation_id=conversation_id, why="agent_gone", now=now)


def _left_unanswered(silent: QuerySet[Desk]) -> QuerySet[Search, tuple[int, int, int, dt.datetime]]:
    """Live conversations of silent agents in which the visitor spoke last, or to which they have never said a word."""
    answered = Search.objects.filter(
        pk=OuterRef("pk"),
        conversation__entries__membership_id=OuterRef("conversation__assignee_id"),
        conversation__entries__kind="message",
    )
    held = Search.objects.filter(
        conversation__status="active",
        conversation__is_live=True,
        conversation__assignee__user_id__in=silent.order_by().values("user_id"),
    )
    unanswered = Q(conversation__last_visitor_seq__gt=F("conversation__last_answer_seq"))
    desk = Desk.objects.filter(user_id=OuterRef("conversation__assignee__user_id"))
    return (
        held.filter(unanswered | ~Exists(answered))
        .order_by("conversation__unanswered_since", "pk")
        .values_list("pk", "conversation__shop_id", "conversation__assignee_id", Subquery(desk.values("seen_at")[:1]))
    )


def _patience_with(user_id: int, now: dt.datetime) -> dt.timedelta:
    """How long the shops of this agent wait for a sign of life: the shortest of them."""
    shops = {viewer.shop_id for viewer in viewers_of(user_id)}
    return min((_patience_of_shop(shop_id, now) for shop_id in shops), default=CONNECTED_WITHIN)


def _patience_of_shop(shop_id: int, now: dt.datetime) -> dt.timedelta:
    return charter_in_force(shop_id, now)[1].chat.hand_back_after.timedelta
