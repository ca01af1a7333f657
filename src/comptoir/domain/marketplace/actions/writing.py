"""Buyer and seller write on in a case, on a page. What comes by mail is taken in `taking.py`, by the same rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from comptoir.domain.conversations import actions as conversations
from comptoir.domain.marketplace.actions.papers import NewFile, cleaned_files
from comptoir.domain.marketplace.actions.speaking import BUYER, SELLER, Spoken, Words, speak
from comptoir.domain.marketplace.errors import (
    CaseIsClosed,
    CaseIsOver,
    CaseNotFound,
    NotTheirTurn,
    TooManyMessages,
    WordsMissing,
    WordsTooLong,
)
from comptoir.domain.marketplace.events import SellerAnswered
from comptoir.domain.marketplace.queries.hands import InHand, in_hand
from comptoir.domain.marketplace.queries.reading import was_passed_to_seller
from comptoir.domain.marketplace.rules import MESSAGES_AN_HOUR, WORDS_LARGEST, Buyer
from comptoir.foundation.limits import counted
from comptoir.foundation.outbox import announce

HOUR = 3600


def write_to_case(
    *,
    conversation_id: int,
    buyer: Buyer,
    body: str,
    files: Sequence[NewFile] = (),
    client_id: UUID,
    now: dt.datetime,
) -> Spoken:
    """The buyer writes again; a closed case opens by it, while it can. The same `client_id` twice is said once.

    Raises `CaseNotFound` (also for another's), `CaseIsOver`, `WordsMissing`, `WordsTooLong`, `TooManyFiles`, `FileNotTaken`, `TooManyMessages`.
    """
    hand = in_hand(conversation_id)
    refuse_stranger(hand, buyer)
    refuse_words(body, files)
    _refuse_flood(hand, BUYER)
    kept = cleaned_files(files, hand.seller_language)
    conversations.write_mail_files(kept)
    try:
        return buyer_says(conversation_id, Words(client_id, body, kept), now)
    except BaseException:
        conversations.drop_mail_files(kept)
        raise


def answer_as_seller(
    *,
    conversation_id: int,
    seller_id: int,
    body: str,
    files: Sequence[NewFile] = (),
    client_id: UUID,
    now: dt.datetime,
) -> Spoken:
    """The seller answers on their page: to the buyer where the tool is on, else to the team. The same `client_id` twice is said once.

    Raises `CaseNotFound` (also for another's), `NotTheirTurn` where nothing was passed on to them, `CaseIsClosed`, and as `write_to_case` does.
    """
    hand = in_hand(conversation_id)
    if hand.seller.pk != seller_id:
        raise CaseNotFound
    if not hand.case.is_direct and not was_passed_to_seller(conversation_id):
        raise NotTheirTurn
    refuse_words(body, files)
    _refuse_flood(hand, SELLER)
    kept = cleaned_files(files, hand.buyer_language)
    conversations.write_mail_files(kept)
    try:
        return seller_says(conversation_id, Words(client_id, body, kept), now)
    except BaseException:
        conversations.drop_mail_files(kept)
        raise


@transaction.atomic
def buyer_says(conversation_id: int, words: Words, now: dt.datetime) -> Spoken:
    """What the buyer wrote takes its place, by whichever way it came. Raises `CaseIsOver`."""
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    if not may_reopen(hand, words.at or now):
        raise CaseIsOver
    turn, to = ("seller", ("buyer", "seller")) if hand.case.is_direct else ("support", ("buyer",))
    return speak(hand, BUYER, words, is_public=True, to=to, turn=turn, reopens=True, now=now)


@transaction.atomic
def seller_says(conversation_id: int, words: Words, now: dt.datetime) -> Spoken:
    """What the seller wrote goes to the buyer where the tool is on, else to the team. In a closed case it goes to the team,
    which is asked again, while it can be opened. Raises `CaseIsClosed`.
    """
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    is_closed = hand.case.conversation.status == "closed"
    if is_closed and not may_reopen(hand, words.at or now):
        raise CaseIsClosed
    is_direct = hand.case.is_direct and not is_closed
    to = ("buyer", "seller") if is_direct else ("seller",)
    turn = "buyer" if is_direct else "support"
    said = speak(hand, SELLER, words, is_public=is_direct, to=to, turn=turn, reopens=True, now=now)
    if said.is_new:
        announce(SellerAnswered(hand.id, hand.case.shop_id, hand.seller.pk, said.seq, is_direct))
    return said


def may_reopen(hand: InHand, now: dt.datetime) -> bool:
    """Whether it is open, or was closed so lately that it can be opened again."""
    talk, mediation = hand.case.conversation, hand.charter.mediation
    if talk.status != "closed":
        return True
    return (
        talk.closed_at is not None
        and mediation is not None
        and now <= talk.closed_at + mediation.reopen_within.timedelta
    )


def refuse_stranger(hand: InHand, buyer: Buyer) -> None:
    """Raise `CaseNotFound` for a case that is not this buyer's."""
    talk = hand.case.conversation
    is_customer = buyer.customer_id is not None and talk.customer_id == buyer.customer_id
    if talk.shop_id != hand.case.shop_id or not (is_customer or talk.visitor_id == buyer.visitor_id):
        raise CaseNotFound


def refuse_words(body: str, files: Sequence[NewFile]) -> None:
    """Raise `WordsMissing` or `WordsTooLong`."""
    if not body.strip() and not files:
        raise WordsMissing
    if len(body) > WORDS_LARGEST:
        raise WordsTooLong(most=WORDS_LARGEST)


def _refuse_flood(hand: InHand, side: str) -> None:
    if counted(f"words of {side} in case {hand.id}", HOUR) > MESSAGES_AN_HOUR:
        raise TooManyMessages
