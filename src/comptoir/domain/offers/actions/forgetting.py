"""A customer is forgotten, or the record of gifts leaves the shop as a file: both are written down. D9, A12."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.offers.actions.giving import lock_wallet
from comptoir.domain.offers.models import Gift, State, TakenOut
from comptoir.domain.offers.queries import GiftFilters, number_of_gifts, of_person, whose_talk
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed


@again_when_crossed
@transaction.atomic
def forget_person(*, shop_id: int, conversation_id: int) -> int:
    """Of every gift to the customer of this conversation, keep the offer, the code, by whom and when; not to whom. How many.

    What was taken for them and not sent is put back, its code to nobody: it may stand in a message that waits.
    """
    lock_wallet(shop_id)
    try:
        gifts = Gift.objects.filter(of_person(whose_talk(conversation_id)))
    except ConversationNotFound:
        return 0
    ids = list(gifts.values_list("pk", flat=True))
    Gift.objects.filter(pk__in=ids, state=State.TAKEN).update(state=State.PUT_BACK)
    nobody = {"customer": None, "visitor": None, "conversation": None, "knows": "", "asked_seq": None}
    return Gift.objects.filter(pk__in=ids).update(**nobody, given_seq=None)


@transaction.atomic
def take_out_gifts(*, viewer: Viewer, filters: GiftFilters, now: dt.datetime) -> int:
    """Write down that the gifts of the viewer's shop leave it as a file. How many they are. Raises `NotAllowed`."""
    if not may(viewer.role, "take_out_gifts"):
        raise NotAllowed
    count = number_of_gifts([viewer], filters)
    TakenOut.objects.create(
        shop_id=viewer.shop_id,
        begins_on=filters.begins_on,
        ends_on=filters.ends_on,
        gifts=count,
        taken_by_id=viewer.membership_id,
        taken_at=now,
    )
    return count
