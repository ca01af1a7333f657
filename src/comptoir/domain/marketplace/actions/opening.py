"""A buyer writes to the seller of something they received. E1, E3, E4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.rules import Asked, Charter, Mediation, asked_for_reason, reason_of
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
from comptoir.domain.marketplace.queries.hands import in_hand, mediation_of
from comptoir.domain.marketplace.rules import CASES_A_DAY, WORDS_LARGEST, Buyer
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
    order, part = seller_part(shop, buyer, order_number, seller_key, mediation, now)
    known = Case.objects.filter(conversation__visitor_id=buyer.visitor_id, conversation__opening_id=opening_id).first()
    if known is not None:
        return known.pk
    asked = _checked(charter, part, places, reason, answers, body, buyer.language or shop.language)
    if counted(f"cases of {shop.id}:{buyer.number or buyer.email}", DAY) > CASES_A_DAY:
        raise TooManyMessages
    kept = cleaned_files(files, shop.language)
    conversations.write_mail_files(kept)
    try:
        return _open(shop, buyer, order, part, sorted(set(places)), reason, asked, body, kept, opening_id, mediation, now)
    except BaseException:
        conversations.drop_mail_files(kept)
        raise


def _checked(
    charter: Charter,
    part: SellerLines,
    places: Sequence[int],
    reason_key: str,
    answers: Mapping[str, str],
    body: str,
    language: str,
) -> tuple[Asked, ...]:
    """What was answered to the reason's questions, once nothing stands against the case."""
    if part.contact.why == "cancelled":
        raise OrderIsCancelled
    if not part.contact.places:
        raise NotDeliveredYet
    if not places or not set(places) <= set(part.contact.places):
        raise ProductsNotChosen
    reason = reason_of(charter, reason_key)
    if reason is None:
        raise ReasonNotOpen(clause="mediation.reasons")
    asked, missing = asked_for_reason(reason, answers, language)
    if missing:
        labels = {question.key: question.label.in_language(language) for question in reason.questions}
        raise QuestionUnanswered(label=labels[missing[0]])
    if not body.strip():
        raise WordsMissing
    if len(body) > WORDS_LARGEST:
        raise WordsTooLong(most=WORDS_LARGEST)
    return asked


@transaction.atomic
def _open(
    shop: KnownShop,
    buyer: Buyer,
    order: KnownOrder,
    part: SellerLines,
    places: Sequence[int],
    reason: str,
    asked: tuple[Asked, ...],
    body: str,
    files: tuple[MailFile, ...],
    opening_id: UUID,
    mediation: Mediation,
    now: dt.datetime,
) -> int:
    seller = seller_of_lines(shop, part.seller_key, part.seller_name)
    _refuse_too_many(seller, order, mediation)
    conversation, is_new = conversations.open_mediated(
        shop=shop,
        visitor_id=buyer.visitor_id,
        customer_id=buyer.customer_id,
        topic=reason,
        language=buyer.language,
        email=buyer.email,
        answers={it.label: it.answer for it in asked},
        opening_id=opening_id,
        now=now,
    )
    if not is_new:
        return conversation.pk
    Case.objects.create(
        conversation_id=conversation.pk,
        shop_id=shop.id,
        seller=seller,
        order_number=order.number,
        lines=[line.kept() for line in part.lines if line.place in places],
        buyer_name=order.customer_name,
        buyer_email=order.customer_email,
        reason=reason,
        is_direct=seller.is_on,
        turn="",
        turn_since=now,
        opened_at=now,
    )
    hand = in_hand(conversation.pk)
    words = Words(uuid5(opening_id, "first words"), body, files)
    turn = "seller" if seller.is_on else "support"
    to = ("buyer", "seller") if seller.is_on else ("buyer",)
    speak(hand, BUYER, words, is_public=True, to=to, turn=turn, now=now)
    announce(CaseOpened(conversation.pk, shop.id, seller.pk, reason, seller.is_on))
    return conversation.pk


def _refuse_too_many(seller: Seller, order: KnownOrder, mediation: Mediation) -> None:
    """So many cases of an order are open at a time; who opens two at once waits at the seller's row."""
    Seller.objects.select_for_update().get(pk=seller.pk)
    if part_of_order(seller.shop_id, order.number) >= mediation.open_cases_per_order:
        raise TooManyCases(most=mediation.open_cases_per_order, clause="mediation.open_cases_per_order")
