"""What is asked before a code is given."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.charter.rules import Offers
from comptoir.domain.conversations.queries import Told, told_by
from comptoir.domain.offers.models import Gift, State
from comptoir.domain.offers.queries.whose import of_person, whose
from comptoir.domain.offers.rules import Standing
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_day
from comptoir.language.asking import asks_for_an_offer

LOOKED_AT = 40
"""The customer's last messages, in which they may have asked."""


def day_of(shop_id: int, now: dt.datetime) -> dt.date:
    """The day of the shop's calendar."""
    return shop_day(shop_id, now)


def request_in(conversation_id: int) -> Told | None:
    """The newest of the customer's messages that asks for an offer, in whichever of our languages; None if none does."""
    said = told_by("visitor", conversation_id, at_most=LOOKED_AT)
    return next((told for told in said if asks_for_an_offer(told.body)), None)


def standing_of(viewer: Viewer, conversation: Any, offers: Offers, *, has_asked: bool, now: dt.datetime) -> Standing:
    """How the member and the customer stand by the charter."""
    counted = Gift.objects.exclude(state=State.PUT_BACK)
    mine = counted.filter(membership_id=viewer.membership_id, day=day_of(viewer.shop_id, now))
    return Standing(
        given_today=mine.count(),
        per_agent_and_day=offers.per_agent_and_day,
        has_one=counted.filter(of_person(whose([conversation]))).exists(),
        once_per_customer=offers.once_per_customer,
        has_asked=has_asked,
        only_on_request=offers.only_on_request,
    )
