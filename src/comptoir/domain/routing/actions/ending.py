"""How offers and hand-overs end. Everything here runs under the lock of the conversation's search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comptoir.domain.routing.events import OfferLapsed
from comptoir.domain.routing.frames import tell_hand_over, tell_offer_over
from comptoir.domain.routing.models import HandOver, HandOverOutcome, Offer, Outcome, Search
from comptoir.foundation.outbox import announce, forget


def end_offer(search: Search, offer: Offer, outcome: Outcome, now: dt.datetime) -> None:
    """Write down what became of a pending offer, and stop its ringing. The caller counts the load of its desk anew."""
    # It counts for the round in which it ends: a new one may have begun while it rang.
    offer.outcome, offer.ended_at, offer.round = outcome, now, search.round
    offer.save(update_fields=["outcome", "ended_at", "round"])
    forget(f"offer:{offer.pk}")
    tell_offer_over(offer.membership.user_id, offer)
    if outcome != Outcome.ACCEPTED:
        announce(OfferLapsed(offer.pk, offer.conversation_id, str(outcome)))


def withdraw_pending(search: Search, now: dt.datetime, but_of_user: int | None = None) -> list[int]:
    """Take back the conversation's pending offer; returns the users whose desks are to be counted anew."""
    rows = Offer.objects.filter(conversation_id=search.pk, outcome=Outcome.PENDING).select_related("membership")
    freed = [offer for offer in rows if offer.membership.user_id != but_of_user]
    for offer in freed:
        end_offer(search, offer, Outcome.WITHDRAWN, now)
    return [offer.membership.user_id for offer in freed]


def end_hand_over(
    hand_over: HandOver, outcome: HandOverOutcome, now: dt.datetime, possible: Sequence[str] = ()
) -> None:
    """Write down what became of a hand-over, and tell the giver; `possible` is what they can do instead."""
    hand_over.outcome, hand_over.ended_at = outcome, now
    hand_over.save(update_fields=["outcome", "ended_at"])
    tell_hand_over(hand_over, possible)
