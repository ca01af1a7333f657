"""The audit of the wallet: every gift, by whom, where it was asked for, where it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comptoir.domain.offers.models import Gift, State
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50


class GiftFilters(NamedTuple):
    """Which gifts: of one shop, one offer, one member, in one state."""

    shop_id: int | None = None
    offer_id: int | None = None
    membership_id: int | None = None
    state: str = ""


def gifts(
    viewers: Sequence[Viewer], filters: GiftFilters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[Gift]:
    """A page of gifts, the newest first."""
    shops = [it.shop_id for it in viewers if filters.shop_id in (None, it.shop_id)]
    rows = Gift.objects.filter(shop_id__in=shops)
    if filters.offer_id:
        rows = rows.filter(offer_id=filters.offer_id)
    if filters.membership_id:
        rows = rows.filter(membership_id=filters.membership_id)
    if filters.state in State.values:
        rows = rows.filter(state=filters.state)
    rows = rows.select_related("offer", "code", "membership", "conversation")
    return page_of([rows], "taken_at", after=after, limit=limit)


def gifts_here(conversation_id: int) -> list[Gift]:
    """What was given in a conversation, in order."""
    rows = Gift.objects.filter(conversation_id=conversation_id, state=State.GIVEN)
    return list(rows.select_related("offer").order_by("given_at", "id")[:20])
