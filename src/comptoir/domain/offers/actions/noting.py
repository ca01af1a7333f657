"""What was sent of the wallet, and what goes back into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from comptoir.domain.conversations.queries import Told, talks
from comptoir.domain.offers.actions.giving import free, lock_wallet, waits
from comptoir.domain.offers.events import OfferGiven
from comptoir.domain.offers.models import Code, Gift, Offer, State
from comptoir.domain.offers.queries import day_of
from comptoir.domain.offers.rules import TAKEN_FOR, may_be_codes
from comptoir.foundation.outbox import announce

AT_ONCE = 200


@transaction.atomic
def note_sent(messages: Sequence[Told]) -> None:
    """Mark the codes that stand in what agents have sent. One that was taken for nobody there is marked as given outside
    the wallet, so that nobody gets it again. Noting twice notes once.
    """
    for shop_id, told in _with_codes(messages):
        lock_wallet(shop_id)
        for code in Code.objects.filter(shop_id=shop_id, code__in=may_be_codes(told.body)).order_by("id"):
            _note(code, told)


@transaction.atomic
def put_lapsed_back(now: dt.datetime) -> int:
    """Put back what was taken and not sent in time, a portion at a time; what waits for approval stays. How many went back."""
    open_gifts = Gift.objects.filter(state=State.TAKEN, taken_at__lt=now - TAKEN_FOR).order_by("taken_at")[:AT_ONCE]
    by_shop: dict[int, list[Gift]] = {}
    for gift in open_gifts.select_related("code"):
        by_shop.setdefault(gift.shop_id, []).append(gift)
    count = 0
    for shop_id, gifts in sorted(by_shop.items()):
        lock_wallet(shop_id)
        count += _freed(gifts)
    return count


def _freed(gifts: Iterable[Gift]) -> int:
    count = 0
    for gift in gifts:
        gift.refresh_from_db(fields=["state"])
        if gift.state == State.TAKEN and not waits(gift):
            free(gift)
            count += 1
    return count


def _with_codes(messages: Sequence[Told]) -> list[tuple[int, Told]]:
    """Those in which a code may stand, of shops that have a wallet, with the shop; shops in one order, for the locks."""
    maybe = [told for told in messages if told.author == "agent" and may_be_codes(told.body)]
    shops = {pk: talk.shop_id for pk, talk in talks({told.conversation_id for told in maybe}).items()}
    with_wallet = set(Offer.objects.filter(shop_id__in=set(shops.values())).values_list("shop_id", flat=True))
    found = [(shops[it.conversation_id], it) for it in maybe if shops.get(it.conversation_id) in with_wallet]
    return sorted(found, key=lambda each: (each[0], each[1].conversation_id, each[1].seq))


def _note(code: Code, told: Told) -> None:
    gift = Gift.objects.filter(code=code).exclude(state=State.PUT_BACK).first()
    if gift is not None and (gift.state == State.GIVEN or gift.conversation_id != told.conversation_id):
        return
    if gift is None:
        gift = _outside(code, told)
    gift.state, gift.given_at, gift.given_seq = State.GIVEN, told.created_at, told.seq
    gift.save()
    announce(OfferGiven(gift.shop_id, gift.offer_id, gift.pk, told.conversation_id, told.membership_id))


def _outside(code: Code, told: Told) -> Gift:
    code.is_free = False
    code.save(update_fields=["is_free"])
    talk = talks([told.conversation_id])[told.conversation_id]
    return Gift(
        shop_id=code.shop_id,
        offer_id=code.offer_id,
        code=code,
        conversation_id=talk.id,
        membership_id=told.membership_id,
        customer_id=talk.customer_id,
        visitor_id=talk.visitor_id,
        is_outside=True,
        day=day_of(code.shop_id, told.created_at),
        taken_at=told.created_at,
    )
