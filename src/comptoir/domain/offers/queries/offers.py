"""The shop's offers, for who manages them and for who gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.conversations.queries import Told
from comptoir.domain.offers.errors import OfferNotFound
from comptoir.domain.offers.models import Batch, Code, Gift, Offer, State
from comptoir.domain.offers.queries.standing import day_of, request_in, standing_of
from comptoir.domain.offers.rules import is_on, why_not
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, page_of

PAGE = 50
OFFERS_AT_MOST = 100
"""Offers of a shop that can be given on one day, beside a conversation."""


class OfferShown(NamedTuple):
    """An offer with its stock, and why it is not given now ("" where it is)."""

    offer: Offer
    left: int
    given: int
    why: str


class OfferHere(NamedTuple):
    """An offer beside a conversation: whether it can be given now; `why` is one of `WHY_NOT`."""

    offer: Offer
    left: int
    why: str
    taken: Gift | None


class OffersPage(NamedTuple):
    """What stands on a page of offers, and where the next one begins, if there is one."""

    rows: list[OfferShown]
    next_cursor: Cursor | None


def offers_of(
    shop_ids: Collection[int],
    now: dt.datetime,
    *,
    is_stopped: bool = False,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> OffersPage:
    """A page of the offers of these shops, or of those that were stopped, the newest first, each with its stock. Three queries."""
    rows = Offer.objects.filter(shop_id__in=shop_ids, is_stopped=is_stopped)
    page = page_of([rows], "made_at", after=after, limit=limit)
    return OffersPage(_shown(page.rows, now), page.next_cursor)


def offer_of_name(shop_id: int, name: str) -> Offer:
    """The shop's offer of that name. Raises `OfferNotFound`."""
    offer = Offer.objects.filter(shop_id=shop_id, name=name).first()
    if offer is None:
        raise OfferNotFound
    return offer


def offer_shown(viewers: Sequence[Viewer], offer_id: int, now: dt.datetime) -> OfferShown:
    """One offer with its stock. Three queries. Raises `OfferNotFound`."""
    return _shown([_offer(viewers, offer_id)], now)[0]


def offer_for(viewers: Sequence[Viewer], offer_id: int) -> tuple[Offer, list[Batch]]:
    """One offer with its newest batches, each with what is `left` of it. Raises `OfferNotFound`."""
    offer = _offer(viewers, offer_id)
    batches = list(offer.batches.select_related("imported_by").order_by("-id")[:50])
    free = Code.objects.filter(offer=offer, is_free=True).values_list("batch_id").annotate(Count("pk")).order_by()
    left = dict(free)
    for batch in batches:
        batch.left = left.get(batch.pk, 0)
    return offer, batches


def offers_here(viewer: Viewer, conversation: Any, now: dt.datetime) -> tuple[list[OfferHere], Told | None]:
    """What the member could give in this conversation, and the message in which the customer asked (None: none understood)."""
    version_id = conversation.charter_version_id
    allowed = charter_of_version(version_id).offers if version_id else None
    if allowed is None:
        return [], None
    asked = request_in(conversation.pk)
    standing = standing_of(viewer, conversation, allowed, has_asked=True, now=now)
    why = why_not(standing)
    rows = _on(conversation.shop_id, day_of(conversation.shop_id, now)).order_by("-made_at", "-id")
    on = [it for it in rows[:OFFERS_AT_MOST] if _is_theirs(it, viewer)]
    left = _counts(Code.objects.filter(offer__in=on, is_free=True))
    mine = {it.offer_id: it for it in _taken_here(viewer, conversation)}
    return [OfferHere(it, left.get(it.pk, 0), _here(it, why, left, mine), mine.get(it.pk)) for it in on], asked


def _on(shop_id: int, day: dt.date) -> QuerySet[Offer]:
    """The shop's offers on that day of its calendar; the twin of `is_on`."""
    has_begun = Q(begins_on=None) | Q(begins_on__lte=day)
    return Offer.objects.filter(has_begun, Q(ends_on=None) | Q(ends_on__gte=day), shop_id=shop_id, is_stopped=False)


def _offer(viewers: Sequence[Viewer], offer_id: int) -> Offer:
    offer = Offer.objects.filter(pk=offer_id, shop_id__in=[it.shop_id for it in viewers]).first()
    if offer is None:
        raise OfferNotFound
    return offer


def _shown(rows: list[Offer], now: dt.datetime) -> list[OfferShown]:
    left = _counts(Code.objects.filter(offer__in=rows, is_free=True))
    given = _counts(Gift.objects.filter(offer__in=rows, state=State.GIVEN))
    return [
        OfferShown(
            it, left.get(it.pk, 0), given.get(it.pk, 0), _why_off(it, day_of(it.shop_id, now)) or _empty(left, it)
        )
        for it in rows
    ]


def _taken_here(viewer: Viewer, conversation: Any) -> Sequence[Gift]:
    rows = Gift.objects.filter(conversation_id=conversation.pk, membership_id=viewer.membership_id, state=State.TAKEN)
    return list(rows.select_related("code"))


def _here(offer: Offer, why: str, left: dict[int, int], mine: dict[int, Gift]) -> str:
    if offer.pk in mine:
        return ""
    return why or _empty(left, offer)


def _empty(left: dict[int, int], offer: Offer) -> str:
    return "" if left.get(offer.pk) else "empty"


def _is_theirs(offer: Offer, viewer: Viewer) -> bool:
    return not offer.audiences or viewer.audience in offer.audiences


def _why_off(offer: Offer, day: dt.date) -> str:
    return "stopped" if offer.is_stopped else is_on(offer.begins_on, offer.ends_on, day)


def _counts(rows: Any) -> dict[int, int]:
    return dict(rows.values_list("offer_id").annotate(Count("pk")).order_by())
