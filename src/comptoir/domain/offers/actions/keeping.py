"""The shop's offers: made, changed, stopped, and filled with codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from django.db import IntegrityError, transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.offers.errors import NoCodes, NoWallet, OfferMistaken, OfferNotFound
from comptoir.domain.offers.models import Batch, Code, Offer
from comptoir.domain.offers.rules import NAME_LONGEST, WORDS_LONGEST, Codes, codes_in
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked
from comptoir.language.offers import is_own_code
from comptoir.language.rules import Shop

TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an offer is to be: its name in the team, words by language, whose it is to give (none: everybody's), its days."""

    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    audiences: tuple[str, ...] = ()
    begins_on: dt.date | None = None
    ends_on: dt.date | None = None


@transaction.atomic
def make_offer(*, viewer: Viewer, wanted: Wanted, now: dt.datetime) -> Offer:
    """A new offer, without codes yet. A12. Raises `NotAllowed`, `OfferMistaken`."""
    _check_may_manage(viewer)
    offer = Offer(shop_id=viewer.shop_id, made_by_id=viewer.membership_id, made_at=now)
    return _saved(offer, wanted)


@transaction.atomic
def change_offer(*, viewer: Viewer, offer_id: int, wanted: Wanted) -> Offer:
    """Change an offer; what was given stays as it was. Raises `NotAllowed`, `OfferNotFound`, `OfferMistaken`."""
    return _saved(_offer(viewer, offer_id), wanted)


@transaction.atomic
def stop_offer(*, viewer: Viewer, offer_id: int, is_stopped: bool) -> None:
    """Give no more codes of it, or give them again. Raises `NotAllowed`, `OfferNotFound`."""
    offer = _offer(viewer, offer_id)
    offer.is_stopped = is_stopped
    offer.save(update_fields=["is_stopped"])


@transaction.atomic
def import_codes(*, viewer: Viewer, offer_id: int, text: str, name: str = "", now: dt.datetime) -> tuple[Batch, Codes]:
    """Take the codes of a file or paste into the offer, each once in the shop; those known already are counted, not doubled.

    What is wrong is told line by line, and the rest is taken. Raises `NotAllowed`, `OfferNotFound`, `NoWallet`, `NoCodes`.
    """
    offer = _offer(viewer, offer_id)
    read = codes_in(text, partial(is_own_code, shop=_own(offer.shop_id, now)))
    if read.is_too_many or not (read.codes or read.mistakes):
        raise NoCodes
    batch = Batch.objects.create(
        offer=offer, name=masked(name)[:120], imported_by_id=viewer.membership_id, imported_at=now
    )
    added = 0
    for start in range(0, len(read.codes), TOGETHER):
        portion = read.codes[start : start + TOGETHER]
        known = set(Code.objects.filter(shop_id=offer.shop_id, code__in=portion).values_list("code", flat=True))
        new = [
            Code(shop_id=offer.shop_id, offer=offer, batch=batch, code=code) for code in portion if code not in known
        ]
        Code.objects.bulk_create(new, ignore_conflicts=True)
        added += len(new)
    batch.codes, batch.known = added, len(read.codes) - added
    batch.save(update_fields=["codes", "known"])
    return batch, read


def _saved(offer: Offer, wanted: Wanted) -> Offer:
    name = masked(wanted.name.replace("\0", "").strip())[:NAME_LONGEST]
    words = {key: masked(text.replace("\0", "").strip())[:WORDS_LONGEST] for key, text in wanted.words.items()}
    words = {key: text for key, text in words.items() if text}
    begins, ends = wanted.begins_on, wanted.ends_on
    if not name or not words or (begins and ends and ends < begins):
        raise OfferMistaken
    offer.name, offer.words, offer.audiences = name, words, list(wanted.audiences)
    offer.begins_on, offer.ends_on = begins, ends
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as error:
        raise OfferMistaken from error
    return offer


def _offer(viewer: Viewer, offer_id: int) -> Offer:
    _check_may_manage(viewer)
    offer = Offer.objects.select_for_update().filter(pk=offer_id, shop_id=viewer.shop_id).first()
    if offer is None:
        raise OfferNotFound
    return offer


def _own(shop_id: int, now: dt.datetime) -> Shop:
    """By what the charter in force knows the shop's own codes. Raises `NoWallet`."""
    charter = charter_in_force(shop_id, now)[1]
    if charter.offers is None:
        raise NoWallet
    return Shop(codes=charter.offers.codes, names=(charter.shop.name, *charter.shop.also_called))


def _check_may_manage(viewer: Viewer) -> None:
    if not may(viewer.role, "manage_offers"):
        raise NotAllowed
