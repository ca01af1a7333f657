"""A code is taken from the wallet for a customer who asked, and put back if it was not sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.conversations.queries import conversation_for, held_bodies, told_once
from comptoir.domain.conversations.rules import may_answer
from comptoir.domain.offers.errors import (
    EnoughForToday,
    GiftIsSent,
    GiftWaits,
    HasOneAlready,
    NoCodeLeft,
    NotAsked,
    NoWallet,
    OfferNotFound,
    OfferNotOn,
)
from comptoir.domain.offers.models import Code, Gift, Offer, State, Wallet
from comptoir.domain.offers.queries import day_of, known_by, request_in, standing_of
from comptoir.domain.offers.rules import is_on, may_be_codes, why_not
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed

REFUSALS = {"again": HasOneAlready, "daily": EnoughForToday, "not_asked": NotAsked}


@again_when_crossed
@transaction.atomic
def take_code(
    *, viewer: Viewer, conversation_id: int, offer_id: int, asked_seq: int | None = None, now: dt.datetime
) -> Gift:
    """Take a code of the offer for the customer of this conversation, to be sent within half an hour. A12.

    The customer's messages are read for the request; where none is understood as one, `asked_seq` names the message in
    which they asked, and the gift says so. Who takes one of the same offer here again, before it was sent, gets the same.
    Raises `ConversationNotFound`, `NotAllowed`, `NoWallet`, `OfferNotFound`, `OfferNotOn`, `HasOneAlready`,
    `EnoughForToday`, `NotAsked`, `NoCodeLeft`.
    """
    conversation, viewer = conversation_for(viewer, conversation_id)
    if not may(viewer.role, "give_offers") or not may_answer(viewer, conversation):
        raise NotAllowed
    version_id = conversation.charter_version_id
    offers = charter_of_version(version_id).offers if version_id else None
    if offers is None:
        raise NoWallet
    lock_wallet(conversation.shop_id)
    offer = _offer_on(viewer, offer_id, day_of(conversation.shop_id, now))
    taken = Gift.objects.filter(conversation_id=conversation.pk, offer=offer, state=State.TAKEN)
    if mine := taken.filter(membership_id=viewer.membership_id).select_related("code").first():
        return mine
    heard = request_in(conversation_id)
    asked = heard.seq if heard else _named(conversation_id, asked_seq)
    standing = standing_of(viewer, conversation, offers, has_asked=asked is not None, now=now)
    if refused := REFUSALS.get(why_not(standing)):
        raise refused
    return _taken(offer, viewer, conversation, (asked, heard is not None), now)


@again_when_crossed
@transaction.atomic
def put_back(*, viewer: Viewer, gift_id: int, now: dt.datetime) -> None:
    """Put a code back that was not sent after all; twice does so once. Raises `OfferNotFound`, `GiftIsSent`, `GiftWaits`."""
    gift = Gift.objects.filter(pk=gift_id, shop_id=viewer.shop_id, membership_id=viewer.membership_id).first()
    if gift is None:
        raise OfferNotFound
    lock_wallet(gift.shop_id)
    gift.refresh_from_db()
    if gift.state == State.GIVEN:
        raise GiftIsSent
    if gift.state == State.TAKEN:
        if waits(gift):
            raise GiftWaits
        free(gift)


def waits(gift: Gift) -> bool:
    """Whether the code stands in an answer that nobody has approved yet."""
    held = held_bodies(gift.conversation_id) if gift.conversation_id else []
    return any(gift.code.code in may_be_codes(body) for body in held)


def free(gift: Gift) -> None:
    """The code is in the wallet again, unless it was withdrawn. Use under the wallet's lock."""
    gift.state = State.PUT_BACK
    gift.save(update_fields=["state"])
    Code.objects.filter(pk=gift.code_id, withdrawn_at=None).update(is_free=True)


def lock_wallet(shop_id: int) -> None:
    """Everything that moves codes of a shop waits here for its turn."""
    Wallet.objects.get_or_create(shop_id=shop_id)
    Wallet.objects.select_for_update().get(shop_id=shop_id)


def _offer_on(viewer: Viewer, offer_id: int, day: dt.date) -> Offer:
    offer = Offer.objects.filter(pk=offer_id, shop_id=viewer.shop_id).first()
    if offer is None:
        raise OfferNotFound
    is_theirs = not offer.audiences or viewer.audience in offer.audiences
    if offer.is_stopped or not is_theirs or is_on(offer.begins_on, offer.ends_on, day):
        raise OfferNotOn
    return offer


def _named(conversation_id: int, seq: int | None) -> int | None:
    """The message that the member names, if the customer wrote it there."""
    told = told_once(conversation_id, seq=seq) if seq else None
    return told.seq if told and told.kind == "message" and told.author == "visitor" else None


def _taken(offer: Offer, viewer: Viewer, conversation: Any, asked: tuple[int | None, bool], now: dt.datetime) -> Gift:
    code = Code.objects.filter(offer=offer, is_free=True).order_by("id").first()
    if code is None:
        raise NoCodeLeft
    code.is_free = False
    code.save(update_fields=["is_free"])
    return Gift.objects.create(
        shop_id=conversation.shop_id,
        offer=offer,
        code=code,
        conversation_id=conversation.pk,
        membership_id=viewer.membership_id,
        customer_id=conversation.customer_id,
        visitor_id=conversation.visitor_id,
        knows=known_by(conversation),
        asked_seq=asked[0],
        is_heard=asked[1],
        day=day_of(conversation.shop_id, now),
        taken_at=now,
    )
