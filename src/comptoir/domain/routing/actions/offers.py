"""Offers: accepted, refused, or missed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from comptoir.domain.conversations.actions import assign
from comptoir.domain.routing.actions.arriving import say_who_takes_over
from comptoir.domain.routing.actions.desks import count_loads, turn_switch
from comptoir.domain.routing.actions.ending import end_offer
from comptoir.domain.routing.actions.locks import locked_desk, locked_search
from comptoir.domain.routing.errors import OfferIsOver, OfferNotFound
from comptoir.domain.routing.models import Availability, Desk, Offer, Outcome, Search
from comptoir.domain.routing.rules import is_missed_too_often
from comptoir.foundation.worker import each_alone

TIMER_MAY_BE_LATE = dt.timedelta(seconds=5)
AT_ONCE = 100
"""Offers that one sweep ends."""


@transaction.atomic
def accept_offer(*, offer_id: int, user_id: int, now: dt.datetime) -> int:
    """Give the conversation to the agent to whom it was offered; returns its id. Accepting twice accepts once.

    While an offer is pending it may be accepted, even some moments after its time.
    Raises `OfferNotFound`, `OfferIsOver`, `ConversationIsClosed`.
    """
    search, offer = _locked_offer(offer_id, user_id)
    if offer.outcome == Outcome.ACCEPTED:
        return search.pk
    if offer.outcome != Outcome.PENDING:
        raise OfferIsOver
    end_offer(search, offer, Outcome.ACCEPTED, now)
    Desk.objects.filter(user_id=user_id).update(missed_in_a_row=0, idle_since=now)
    say_who_takes_over(search, offer.audience, offer.membership.display_name, now)
    assign(conversation_id=search.pk, membership_id=offer.membership_id, audience=offer.audience, now=now)
    search.again_at = None
    search.save()
    return search.pk


@transaction.atomic
def refuse_offer(*, offer_id: int, user_id: int, now: dt.datetime) -> None:
    """Decline an offer, so that somebody else is asked. One that is over stays as it is. Raises `OfferNotFound`."""
    search, offer = _locked_offer(offer_id, user_id)
    if offer.outcome != Outcome.PENDING:
        return
    end_offer(search, offer, Outcome.REFUSED, now)
    Desk.objects.filter(user_id=user_id).update(missed_in_a_row=0)
    count_loads([user_id])


@transaction.atomic
def expire_offer(*, offer_id: int, now: dt.datetime) -> None:
    """End an offer whose time is over, so that somebody else is asked; who misses two in a row is paused.

    An agent who is spared has missed nothing. C7.
    """
    known = Offer.objects.filter(pk=offer_id, outcome=Outcome.PENDING, expires_at__lte=now).first()
    if known is None:
        return
    search = locked_search(known.conversation_id)
    offer = Offer.objects.select_related("membership").get(pk=offer_id)
    if offer.outcome != Outcome.PENDING:
        return
    end_offer(search, offer, Outcome.TIMED_OUT, now)
    user_id = offer.membership.user_id
    own = Desk.objects.filter(user_id=user_id).exclude(spared_until__gt=now)
    own.update(missed_in_a_row=F("missed_in_a_row") + 1)
    if not _pause_if_absent(user_id, now):
        count_loads([user_id])


def expire_overdue_offers(now: dt.datetime) -> None:
    """End offers whose timer was lost. A sweep; each in its own transaction."""
    overdue = Offer.objects.filter(outcome=Outcome.PENDING, expires_at__lt=now - TIMER_MAY_BE_LATE)
    ids = list(overdue.order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE])
    each_alone(lambda pk: expire_offer(offer_id=pk, now=now), ids)


def _pause_if_absent(user_id: int, now: dt.datetime) -> bool:
    desk = locked_desk(user_id, now)
    if desk.availability != Availability.AVAILABLE or not is_missed_too_often(desk.missed_in_a_row):
        return False
    turn_switch(desk, Availability.PAUSED, "missed", now)
    desk.save()
    return True


def _locked_offer(offer_id: int, user_id: int) -> tuple[Search, Offer]:
    known = Offer.objects.filter(pk=offer_id, membership__user_id=user_id).first()
    if known is None:
        raise OfferNotFound
    search = locked_search(known.conversation_id)
    return search, Offer.objects.select_related("membership").get(pk=offer_id)
