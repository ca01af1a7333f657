"""A buyer writes to the seller of something they received. E1, E3, E4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.rules import Asked, Charter, asked_for_reason, reason_of
from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import MailFile
from comptoir.domain.marketplace.actions.papers import NewFile, cleaned_files
from comptoir.domain.marketplace.actions.sellers import seller_of_lines
from comptoir.domain.marketplace.actions.speaking import BUYER, Words, speak
from comptoir.domain.marketplace.errors import (
    NotDeliveredYet,
    OrderIsCancelled,
    ProductsNotChosen,
    QuestionUnanswered,
    ReasonNotOpen,
    TooManyCases,
    TooManyMessages,
    WordsMissing,
    WordsTooLong,
)
from comptoir.domain.marketplace.events import CaseOpened
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.marketplace.queries.bought import SellerLines, part_of_order, seller_part
from comptoir.domain.marketplace.queries.hands import in_hand, language_of, mediation_of
from comptoir.domain.marketplace.rules import CASES_A_DAY, WORDS_LARGEST, Buyer, Parties, masked_for_other
from comptoir.domain.shops.queries import KnownOrder, KnownShop
from comptoir.foundation.limits import counted
from comptoir.foundation.outbox import announce

DAY = 24 * 3600


def open_case(
    *,
    shop: KnownShop,
    buyer: Buyer,
    order_number: str,
    seller_key: str,
    places: Sequence[int],
    reason: str,
    answers: Mapping[str, str],
    body: str,
    files: Sequence[NewFile] = (),
    opening_id: UUID,
    now: dt.datetime,
) -> int:
    """Open a case about these lines (by place) of the buyer's order, and tell the seller, or the team; returns its conversation.

    The same `opening_id` twice opens once. Raises `NotMediated`, `OrderNotFound`, `SellerNotFound`, `NotDeliveredYet`,
    `OrderIsCancelled`, `TooManyCases`, `ProductsNotChosen`, `ReasonNotOpen`, `QuestionUnanswered`, `WordsMissing`,
    `WordsTooLong`, `TooManyFiles`, `FileNotTaken`, `TooManyMessages`.
    """
    charter, mediation = mediation_of(shop.id, now)
    order, part = seller_part(shop, buyer, number=order_number, seller_key=seller_key, mediation=mediation, now=now)
    known = Case.objects.filter(conversation__visitor_id=buyer.visitor_id, conversation__opening_id=opening_id).first()
    if known is not None:
        return known.pk
    _refuse_unreceived(part, places)
    language = buyer.language if buyer.language in shop.languages else shop.language
    asked = _asked(charter, reason, answers, language)
    _refuse_words(body)
    if counted(f"cases of {shop.id}:{buyer.number or buyer.email}", DAY) > CASES_A_DAY:
        raise TooManyMessages
    kept = cleaned_files(files, shop.language)
    wish = Wish(order, part, sorted(set(places)), reason, asked, body, kept, opening_id, mediation.open_cases_per_order)
    conversations.write_mail_files(kept)
    try:
        return _open(shop, buyer, wish, now)
    except BaseException:
        conversations.drop_mail_files(kept)
        raise


class Wish(NamedTuple):
    """What a buyer asks for, once nothing stands against it."""

    order: KnownOrder
    part: SellerLines
    places: Sequence[int]
    reason: str
    asked: tuple[Asked, ...]
    body: str
    files: tuple[MailFile, ...]
    opening_id: UUID
    cases_at_most: int


def _refuse_unreceived(part: SellerLines, places: Sequence[int]) -> None:
    """A buyer writes about products that have reached them. E1."""
    if part.contact.why == "cancelled":
        raise OrderIsCancelled
    if not part.contact.places:
        raise NotDeliveredYet
    if not places or not set(places) <= set(part.contact.places):
        raise ProductsNotChosen


def _asked(charter: Charter, reason_key: str, answers: Mapping[str, str], language: str) -> tuple[Asked, ...]:
    """What was answered to the reason's questions."""
    reason = reason_of(charter, reason_key)
    if reason is None:
        raise ReasonNotOpen(clause="mediation.reasons")
    asked, missing = asked_for_reason(reason, answers, language)
    if missing:
        labels = {question.key: question.label.in_language(language) for question in reason.questions}
        raise QuestionUnanswered(label=labels[missing[0]])
    return asked


def _refuse_words(body: str) -> None:
    if not body.strip():
        raise WordsMissing
    if len(body) > WORDS_LARGEST:
        raise WordsTooLong(most=WORDS_LARGEST)


@transaction.atomic
def _open(shop: KnownShop, buyer: Buyer, wish: Wish, now: dt.datetime) -> int:
    seller = seller_of_lines(shop, wish.part.seller_key, wish.part.seller_name)
    _refuse_too_many(seller, wish)
    conversation, is_new = conversations.open_mediated(
        shop=shop,
        visitor_id=buyer.visitor_id,
        customer_id=buyer.customer_id,
        topic=wish.reason,
        language=buyer.language,
        email=buyer.email,
        answers=_masked_answers(wish, shop, seller),
        opening_id=wish.opening_id,
        now=now,
    )
    if is_new:
        _keep(conversation.pk, seller, wish, now)
        words = Words(uuid5(wish.opening_id, "first words"), wish.body, wish.files)
        to = ("buyer", "seller") if seller.is_on else ("buyer",)
        turn = "seller" if seller.is_on else "support"
        speak(in_hand(conversation.pk), BUYER, words, is_public=True, to=to, turn=turn, now=now)
        announce(CaseOpened(conversation.pk, shop.id, seller.pk, wish.reason, seller.is_on))
    return conversation.pk


def _keep(conversation_id: int, seller: Seller, wish: Wish, now: dt.datetime) -> None:
    Case.objects.create(
        conversation_id=conversation_id,
        shop_id=seller.shop_id,
        seller=seller,
        order_number=wish.order.number,
        lines=[line.kept() for line in wish.part.lines if line.place in wish.places],
        buyer_name=wish.order.customer_name,
        buyer_email=wish.order.customer_email,
        reason=wish.reason,
        is_direct=seller.is_on,
        turn="",
        turn_since=now,
        opened_at=now,
    )


def _masked_answers(wish: Wish, shop: KnownShop, seller: Seller) -> dict[str, str]:
    """What was answered, as the seller may read it."""
    language = language_of(seller, shop)
    order = wish.order
    parties = Parties(addresses=_said(order.customer_email, seller.support_email), names=_said(order.customer_name))
    return {it.label: masked_for_other(it.answer, parties, language).text for it in wish.asked}


def _said(*words: str) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _refuse_too_many(seller: Seller, wish: Wish) -> None:
    """So many cases of an order are open at a time; who opens two at once waits at the seller's row."""
    Seller.objects.select_for_update().get(pk=seller.pk)
    if part_of_order(seller.shop_id, wish.order.number) >= wish.cases_at_most:
        raise TooManyCases(most=wish.cases_at_most, clause="mediation.open_cases_per_order")
