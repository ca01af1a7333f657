"""Mails of buyers and sellers: what reaches the other side, what the team looks at first, what is answered politely. E3, E6, E7."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.conf import settings

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels.actions import Arrived, LetterToWrite, Opens, Taken
from comptoir.domain.channels.queries import doors_open_to
from comptoir.domain.channels.rules import address_in
from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import Mediated
from comptoir.domain.marketplace import sentences
from comptoir.domain.marketplace.actions.letters import sellers_address, word_to_buyer, word_to_seller
from comptoir.domain.marketplace.actions.papers import why_refused
from comptoir.domain.marketplace.actions.speaking import Spoken, Words
from comptoir.domain.marketplace.actions.writing import buyer_says, seller_says
from comptoir.domain.marketplace.errors import CaseIsClosed, CaseIsOver, CaseNotFound, NotMediated
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.queries.hands import InHand, in_hand, language_of, mediation_of
from comptoir.domain.marketplace.rules import MAIL_LARGEST
from comptoir.domain.shops.queries import shop_of_id

LETTERS = UUID("7d8a0c9e-3a5e-4c11-93d4-1b5a0e6b7f21")
"""The namespace of what came by mail: the same mail is said once."""
BELIEVED = "proven"
AUTOMATIC_LARGEST = 2000
OTHERS_AT_MOST = 40
NOTHING_WRITTEN = "—"
"""What is said by a mail without a word that the team lets in."""


def take_seller_letter(arrived: Arrived) -> Taken:
    """A mail to the seller's address of a case. Use in the transaction that settles the mail.

    From the configured address and proven it goes to the buyer, or to the team; else it is held. E3, threats 1, 2, 4, 15, 17, 29.
    """
    hand = _hand(arrived)
    if hand is None:
        return Taken(state="quarantined", why="unknown_case")
    if why := _seller_held(hand, arrived):
        return Taken(state="quarantined", why=why, conversation_id=hand.id)
    if arrived.is_automatic:
        return _noted(hand, arrived)
    if _is_empty(arrived):
        return Taken(state="quarantined", why="nothing_written", conversation_id=hand.id)
    try:
        said = seller_says(hand.id, _words(arrived), arrived.now)
    except CaseIsClosed:
        _answer_politely(arrived, hand.seller)
        return Taken(state="quarantined", why="closed_case", conversation_id=hand.id)
    _explain(hand, arrived, said, "seller")
    return Taken(state="applied", conversation_id=hand.id, entry_seq=said.seq)


def take_buyer_letter(arrived: Arrived) -> Taken:
    """A mail to the buyer's address of a case: from their own address, it goes on in it. Threats 1, 2."""
    hand = _hand(arrived)
    if hand is None:
        return Taken(state="quarantined", why="unknown_case")
    if why := _held(arrived, hand.buyer_email, is_believed=True):
        return Taken(state="quarantined", why=why, conversation_id=hand.id)
    if arrived.is_automatic:
        return _noted(hand, arrived)
    if _is_empty(arrived):
        return Taken(state="quarantined", why="nothing_written", conversation_id=hand.id)
    try:
        said = buyer_says(hand.id, _words(arrived), arrived.now)
    except CaseIsOver:
        return Taken(state="quarantined", why="closed_case", conversation_id=hand.id)
    _explain(hand, arrived, said, "customer")
    return Taken(state="applied", conversation_id=hand.id, entry_seq=said.seq)


def screen_sellers_mail(arrived: Arrived) -> Taken | Opens | None:
    """A seller's mail that begins something goes to sales support, and never to a buyer; where the charter names nobody for
    sellers, it is answered politely and ends there. Of who is not proven to be a seller nothing is said. E6, E7, threat 17.
    """
    if arrived.sender_check != BELIEVED or not arrived.sender:
        return None
    seller = _seller_of(arrived.shop_id, arrived.sender)
    if seller is None:
        return None
    try:
        _, mediation = mediation_of(arrived.shop_id, arrived.now)
    except NotMediated:
        return None
    if not mediation.sales_support:
        _answer_politely(arrived, seller)
        return Taken(state="ignored", why="seller_begins")
    _say_it_came(arrived, seller)
    return Opens(topic=mediation.sales_support, why="seller")


def _hand(arrived: Arrived) -> InHand | None:
    conversations.lock([arrived.conversation_id or 0])
    try:
        return in_hand(arrived.conversation_id or 0)
    except CaseNotFound:
        return None


def _seller_held(hand: InHand, arrived: Arrived) -> str:
    mediation = hand.charter.mediation
    is_allowed = mediation is not None and mediation.unproven_senders == "confirm_once"
    return _held(arrived, sellers_address(hand), is_believed=hand.seller.sends_unproven and is_allowed)


def _held(arrived: Arrived, address: str, *, is_believed: bool) -> str:
    """Why somebody has to look first; "" when it may go on."""
    if arrived.is_let_in:
        return ""
    if not address or arrived.sender != address:
        return "stranger"
    if arrived.sender_check == "forged":
        return "forged_sender"
    if arrived.sender_check == BELIEVED or (is_believed and not arrived.has_means):
        return ""
    return "unproven_sender"


def _is_empty(arrived: Arrived) -> bool:
    """An answer that brings back what was said, and nothing else, is none; nobody gets it, and it stops no clock. E3."""
    return not arrived.is_let_in and not arrived.text.strip() and not arrived.files


def _words(arrived: Arrived) -> Words:
    sender = arrived.letter.sender
    facts = {"mail": {"id": arrived.mail_id, "as": arrived.party}}
    return Words(
        client_id=uuid5(LETTERS, f"mail {arrived.mail_id}"),
        text=arrived.text.strip()[:MAIL_LARGEST] or ("" if arrived.files else NOTHING_WRITTEN),
        files=arrived.files,
        names=(sender.name,) if sender and sender.name else (),
        addresses=tuple(_addresses(arrived)),
        team_facts=facts,
        at=arrived.received_at,
    )


def _addresses(arrived: Arrived) -> list[str]:
    """Every address in the mail's head, but ours: none of them passes on."""
    sender = [arrived.sender] if arrived.sender else []
    return [*sender, *_others(arrived)]


def _others(arrived: Arrived) -> list[str]:
    """Who else stands in the mail's head: neither its sender nor an address of ours. Threat 15."""
    written = (address_in(it.address) for it in (*arrived.letter.to, *arrived.letter.cc))
    found = [it for it in dict.fromkeys(written) if it and it != arrived.sender and not _is_relay(it)][:OTHERS_AT_MOST]
    ours = doors_open_to(found) if found else {}
    return [it for it in found if not ours.get(it)]


def _is_relay(address: str) -> bool:
    return bool(settings.MAIL_DOMAIN) and address.endswith(f"@{settings.MAIL_DOMAIN}")


def _noted(hand: InHand, arrived: Arrived) -> Taken:
    """An absence, or another machine's answer: the team sees it, it is no answer, and nobody answers it. Threat 29."""
    said = conversations.write_mediated(
        conversation_id=hand.id,
        words=Mediated(
            client_id=uuid5(LETTERS, f"mail {arrived.mail_id}"),
            author="system",
            kind="note",
            body=arrived.text.strip()[:AUTOMATIC_LARGEST] or arrived.letter.subject,
            is_public=False,
            team_facts={"automatic": True, "mail": {"id": arrived.mail_id, "as": arrived.party, "kind": "automatic"}},
            at=arrived.received_at,
        ),
        now=arrived.now,
    )
    return Taken(state="applied", why="automatic", conversation_id=hand.id, entry_seq=said.seq)


def _explain(hand: InHand, arrived: Arrived, said: Spoken, party: str) -> None:
    """Tell the writer what was taken out, which files did not pass, and that recipients were added: what it was, once."""
    if not said.is_new:
        return
    is_seller = party == "seller"
    language = hand.seller_language if is_seller else hand.buyer_language
    write = word_to_seller if is_seller else word_to_buyer
    at, letters = arrived.now, []
    if said.kinds:
        text = sentences.removed(said.kinds, language)
        letters.append(write(hand, "masked", text, f"masked {hand.id}.{said.seq} {party}", at))
    if arrived.refused:
        files = [(name or kind, str(why_refused(why))) for name, kind, why in arrived.refused]
        text = sentences.refused_files(files, language)
        letters.append(write(hand, "files", text, f"files {hand.id}.{said.seq} {party}", at))
    if is_seller and _others(arrived):
        text = sentences.other_recipients(hand, language)
        letters.append(write(hand, "recipients", text, f"recipients {hand.id} {party}", at))
    for letter in letters:
        if letter is not None:
            channels.write_letter(letter)


def _answer_politely(arrived: Arrived, seller: Seller) -> None:
    """One word a day at the most, and only to who has proven to be the seller. Threat 17."""
    if arrived.sender_check != BELIEVED or arrived.is_automatic:
        return
    shop = shop_of_id(arrived.shop_id)
    charter, _ = mediation_of(arrived.shop_id, arrived.now)
    language = sentences.spoken(language_of(seller, shop))
    subject, text = sentences.no_way_to_buyers(shop, next(iter(charter.shop.emails), ""), language)
    channels.write_letter(_letter(arrived, "not_here", subject, text, language))


def _say_it_came(arrived: Arrived, seller: Seller) -> None:
    """It has reached the team, and goes to no customer."""
    shop = shop_of_id(arrived.shop_id)
    language = sentences.spoken(language_of(seller, shop))
    subject, text = sentences.for_sales_support(shop, language)
    channels.write_letter(_letter(arrived, "acknowledgement", subject, text, language))


def _letter(arrived: Arrived, template: str, subject: str, text: str, language: str) -> LetterToWrite:
    return LetterToWrite(
        shop_id=arrived.shop_id,
        template=template,
        party="seller",
        recipient=arrived.sender,
        subject=subject,
        text=text,
        language=language,
        signature="",
        is_automatic=True,
        has_marker=False,
        once=f"{template} to a seller {arrived.mail_id}",
        at=arrived.now,
    )


def _seller_of(shop_id: int, address: str) -> Seller | None:
    rows = Seller.objects.filter(shop_id=shop_id)
    return rows.filter(support_email=address).first() or rows.filter(account_email=address).first()
