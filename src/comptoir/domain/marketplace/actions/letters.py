"""The letters of a case, for the one gate: who they are from, where answers go, what is in them. E3, threats 7, 8, 24."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from comptoir.domain.channels.actions import LetterToWrite
from comptoir.domain.conversations.queries import files_to_carry
from comptoir.domain.marketplace import sentences
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.queries.hands import InHand, language_of
from comptoir.domain.marketplace.queries.reading import Message
from comptoir.domain.marketplace.rules import masked_for_other
from comptoir.domain.shops.queries import shop_of_id
from comptoir.letters.building import Attached


def letter_to_seller(hand: InHand, message: Message, *, is_first: bool, now: dt.datetime) -> LetterToWrite | None:
    """What the seller gets of a message; None where there is no address to write to. E3, E4."""
    address = sellers_address(hand)
    if not address:
        return None
    language = hand.seller_language
    said = masked_for_other(message.body, hand.parties(), language).text
    is_masked, due = bool(message.masked), hand.due_at() if hand.case.turn == "seller" else None
    by = "" if message.author == "buyer" or message.said_by == "buyer" else message.name
    text = (
        sentences.to_seller_first(hand, said, due, is_masked=is_masked)
        if is_first
        else sentences.to_seller_again(hand, said, due, by=by, is_masked=is_masked)
    )
    letter = _letter(hand, "seller", address, once=f"relay {hand.id}.{message.seq} seller", now=now)
    name = f"{by} · {hand.shop.name}" if by else sentences.shown_customer(hand, language)
    return replace(_relayed(letter, hand, message), text=text, from_name=name, recipient_name=hand.seller_shown_as)


def letter_to_buyer(hand: InHand, message: Message, now: dt.datetime) -> LetterToWrite | None:
    """What the buyer gets of a message by mail, beside their page; None where no address is known. E3."""
    if not hand.buyer_email:
        return None
    said = masked_for_other(message.body, hand.parties(), hand.buyer_language).text
    by = "" if message.author == "seller" or message.said_by == "seller" else message.name
    text = sentences.to_buyer(hand, said, by=by, is_masked=bool(message.masked))
    letter = _letter(hand, "customer", hand.buyer_email, once=f"relay {hand.id}.{message.seq} customer", now=now)
    name = f"{by or hand.seller_shown_as} · {hand.shop.name}"
    return replace(_relayed(letter, hand, message), text=text, from_name=name)


def word_to_seller(hand: InHand, template: str, text: str, once: str, now: dt.datetime) -> LetterToWrite | None:
    """A word of the house to the seller about a case: a reminder, or what became of their mail."""
    address = sellers_address(hand)
    if not address:
        return None
    return replace(_letter(hand, "seller", address, once=once, now=now), template=template, text=text)


def word_to_buyer(hand: InHand, template: str, text: str, once: str, now: dt.datetime) -> LetterToWrite | None:
    """A word of the house to the buyer about a case."""
    if not hand.buyer_email:
        return None
    return replace(_letter(hand, "customer", hand.buyer_email, once=once, now=now), template=template, text=text)


def code_letter(seller: Seller, code: str, now: dt.datetime) -> LetterToWrite:
    """The letter with the code, to the address that waits for it. Threat 18."""
    shop = shop_of_id(seller.shop_id)
    language = sentences.spoken(language_of(seller, shop))
    subject, text = sentences.code_words(shop, code, language)
    return LetterToWrite(
        shop_id=seller.shop_id,
        template="verification",
        party="seller",
        recipient=seller.new_email,
        subject=subject,
        text=text,
        language=language,
        signature="",
        is_automatic=True,
        is_wanted=True,
        has_marker=False,
        once=f"code {seller.codes_sent} of {seller.pk} on {seller.codes_on}",
        at=now,
    )


def sellers_address(hand: InHand) -> str:
    """Where a seller is written to: the support e-mail, else where the shop itself writes to them; none where neither is known."""
    seller = hand.seller
    if seller.is_on:
        return seller.support_email
    return "" if hand.case.is_direct else seller.account_email


def _letter(hand: InHand, party: str, address: str, *, once: str, now: dt.datetime) -> LetterToWrite:
    """A letter of the house about the case, still without words."""
    language = hand.seller_language if party == "seller" else hand.buyer_language
    return LetterToWrite(
        shop_id=hand.case.shop_id,
        template="relay",
        party=party,
        reply_party=party,
        recipient=address,
        from_name=hand.shop.name,
        subject=sentences.subject_of(hand, language),
        text="",
        language=sentences.spoken(language),
        conversation_id=hand.id,
        link_hosts=hand.parties().shop.sites,
        signature="",
        is_automatic=True,
        once=once,
        at=now,
    )


def _relayed(letter: LetterToWrite, hand: InHand, message: Message) -> LetterToWrite:
    """The letter as one that a person has written, with what they attached."""
    files = _files(hand, message)
    return replace(letter, entry_seq=message.seq, files=files, is_automatic=False, is_relayed=True)


def _files(hand: InHand, message: Message) -> tuple[Attached, ...]:
    kept = files_to_carry(hand.id, message.seq) if message.files else ()
    return tuple(
        Attached(name=file.name, content_type=file.content_type, content=file.path.read_bytes())
        for file in kept
        if file.path.exists()
    )
