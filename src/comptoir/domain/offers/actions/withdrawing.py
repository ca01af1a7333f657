"""Codes are withdrawn: those that the shop takes back go to nobody any more, and what was given of them is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from comptoir.domain.offers.actions.giving import lock_wallet
from comptoir.domain.offers.errors import NoCodes, OfferNotFound
from comptoir.domain.offers.models import Batch, Code, Gift, Offer, State
from comptoir.domain.offers.rules import codes_in
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed

TOGETHER = 500


class Withdrawn(NamedTuple):
    """How many are withdrawn now; how many customers had before; how many stood in an answer that was not sent; and how
    many lines name no code of the offer.
    """

    codes: int = 0
    given: int = 0
    taken: int = 0
    unknown: int = 0


@again_when_crossed
@transaction.atomic
def withdraw_codes(*, viewer: Viewer, offer_id: int, text: str, now: dt.datetime) -> Withdrawn:
    """Withdraw these codes of the offer, one a line. What a customer has stays theirs on record. Twice does so once.

    Raises `NotAllowed`, `OfferNotFound`, `NoCodes`.
    """
    offer = _locked(viewer, offer_id)
    read = codes_in(text, lambda _code: True)
    if read.is_too_many or not read.codes:
        raise NoCodes
    ids = list[int]()
    for start in range(0, len(read.codes), TOGETHER):
        portion = read.codes[start : start + TOGETHER]
        ids += Code.objects.filter(shop_id=offer.shop_id, offer=offer, code__in=portion).values_list("pk", flat=True)
    lines = [it for it in read.mistakes if it.why != "again"]
    return _withdrawn(viewer, ids, now)._replace(unknown=len(read.codes) - len(ids) + len(lines))


@again_when_crossed
@transaction.atomic
def withdraw_batch(*, viewer: Viewer, offer_id: int, batch_id: int, now: dt.datetime) -> Withdrawn:
    """Withdraw what is left of a batch. Raises `NotAllowed`, `OfferNotFound`."""
    offer = _locked(viewer, offer_id)
    if not Batch.objects.filter(pk=batch_id, offer=offer).exists():
        raise OfferNotFound
    return _withdrawn(
        viewer, Code.objects.filter(shop_id=offer.shop_id, batch_id=batch_id).values_list("pk", flat=True), now
    )


def _withdrawn(viewer: Viewer, ids: Iterable[int], now: dt.datetime) -> Withdrawn:
    every, told = list(ids), Withdrawn()
    for start in range(0, len(every), TOGETHER):
        portion = every[start : start + TOGETHER]
        gifts = Gift.objects.filter(code__in=portion).exclude(state=State.PUT_BACK)  # as its index asks for
        given = set(gifts.filter(state=State.GIVEN).values_list("code_id", flat=True))
        # What stands in an answer goes back, and is given to nobody else; sent all the same, it is on record as that.
        taken = gifts.filter(state=State.TAKEN).update(state=State.PUT_BACK)
        rest = Code.objects.filter(pk__in=[pk for pk in portion if pk not in given], withdrawn_at=None)
        codes = rest.update(is_free=False, withdrawn_at=now, withdrawn_by_id=viewer.membership_id)
        told = Withdrawn(told.codes + codes, told.given + len(given), told.taken + taken)
    return told


def _locked(viewer: Viewer, offer_id: int) -> Offer:
    if not may(viewer.role, "manage_offers"):
        raise NotAllowed
    offer = Offer.objects.filter(pk=offer_id, shop_id=viewer.shop_id).first()
    if offer is None:
        raise OfferNotFound
    lock_wallet(offer.shop_id)
    return offer
