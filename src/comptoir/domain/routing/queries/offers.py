"""Offers: what rings before an agent, and what was offered in a conversation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from comptoir.domain.routing.frames import offer_as_wire
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import HandOver, Offer, Outcome


def pending_offers(user_id: int) -> list[dict[str, Any]]:
    """What rings before the user now, oldest first, as the wire tells it."""
    rows = Offer.objects.filter(membership__user_id=user_id, outcome=Outcome.PENDING).select_related("conversation")
    offers = list(rows.order_by("made_at"))
    under_way = {
        row.conversation_id: row
        for row in open_hand_overs().filter(conversation__in=[it.conversation_id for it in offers])
    }
    return [
        offer_as_wire(offer, under_way.get(offer.conversation_id), governing_charter(offer.conversation, offer.made_at))
        for offer in offers
    ]


def offers_of(conversation_id: int) -> list[Offer]:
    """Every offer of the conversation, in order, each with its `membership`: the evidence behind its first answer."""
    rows = Offer.objects.filter(conversation_id=conversation_id).select_related("membership")
    return list(rows.order_by("made_at", "pk"))


def hand_over_of(conversation_id: int) -> HandOver | None:
    """The hand-over that is under way, with who gives and to whom; or none."""
    rows = open_hand_overs().select_related("by", "to_membership", "to_group")
    return rows.filter(conversation_id=conversation_id).first()


def open_hand_overs() -> QuerySet[HandOver]:
    """All that are under way."""
    return HandOver.objects.filter(ended_at=None)
