"""What a case or a seller's settings do when something happened elsewhere: a letter came back, a mail was held, a conversation was closed."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db import transaction

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels.queries import recipient_of
from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import Mediated
from comptoir.domain.marketplace import sentences
from comptoir.domain.marketplace.actions.letters import word_to_seller
from comptoir.domain.marketplace.actions.speaking import turned
from comptoir.domain.marketplace.actions.stepping import reroute_cases
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.events import SellerUnreachable
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.queries.hands import in_hand
from comptoir.foundation.outbox import announce


def hear_of_bounce(letter_id: int, conversation_id: int, detail: str, now: dt.datetime) -> None:
    """A letter to a seller came back for good."""
    lose_seller(conversation_id=conversation_id, recipient=recipient_of(letter_id), detail=detail, now=now)


@transaction.atomic
def lose_seller(*, conversation_id: int, recipient: str, detail: str, now: dt.datetime) -> bool:
    """A letter to a seller came back for good: their tool is unreachable, their open cases are the team's; whether it was so.

    What came back from an address that they have no longer changes nothing. Threat 18.
    """
    try:
        hand = in_hand(conversation_id)
    except CaseNotFound:
        return False
    seller = Seller.objects.select_for_update().get(pk=hand.seller.pk)
    if not seller.is_on or seller.support_email != recipient:
        return False
    seller.unreachable_since, seller.unreachable_why = now, detail[:300]
    seller.save(update_fields=["unreachable_since", "unreachable_why"])
    reroute_cases(seller_id=seller.pk, why="bounced", now=now)
    announce(SellerUnreachable(seller.pk, seller.shop_id))
    return True


@transaction.atomic
def ask_to_be_believed(*, conversation_id: int, now: dt.datetime) -> None:
    """A seller's mail is held because nothing proves it: they are told how to say, once, that it is theirs. Threat 4."""
    try:
        hand = in_hand(conversation_id)
    except CaseNotFound:
        return
    mediation = hand.charter.mediation
    if mediation is None or mediation.unproven_senders != "confirm_once" or hand.seller.sends_unproven:
        return
    Seller.objects.filter(pk=hand.seller.pk).update(unproven_at=now)
    text = sentences.not_proven(hand, hand.seller_language)
    letter = word_to_seller(hand, "not_proven", text, f"not proven {hand.seller.pk} {now.date()}", now)
    if letter is not None:
        channels.write_letter(letter)


@transaction.atomic
def follow_conversation(*, conversation_id: int, now: dt.datetime) -> None:
    """Whoever closed the conversation, or opened it again, has moved the case."""
    conversations.lock([conversation_id])
    try:
        hand = in_hand(conversation_id)
    except CaseNotFound:
        return
    is_closed = hand.case.conversation.status == "closed"
    if is_closed and hand.case.turn:
        hand.case.turn, hand.case.turn_since = "", now
        hand.case.save()
    elif not is_closed and not hand.case.turn:
        turn = turned(hand, "support", now)
        conversations.write_mediated(
            conversation_id=conversation_id, words=Mediated(uuid4(), "system", turn=turn), now=now
        )
        hand.case.save()
