"""What the tests of buyers and sellers share: the ready charter of a marketplace, an order with two sellers, a buyer, a seller whose tool is on."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import time_machine
from PIL import Image

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels import events as mail
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import ReceivedMail, SentMail
from comptoir.domain.conversations import events as talk
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.marketplace import reactions
from comptoir.domain.marketplace.actions import NewFile, open_case
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.people.models import Customer, Visitor
from comptoir.domain.promises import events as ledger
from comptoir.domain.promises import reactions as keep
from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.queries import KnownShop
from comptoir.domain.shops.rules import Buyer as Told
from comptoir.domain.shops.rules import OrderLine, ToldOrder
from comptoir.foundation.worker import Worker
from comptoir.letters.cleaning import Cleaned, clean
from comptoir.letters.letter import Letter, Refused
from comptoir.letters.reading import read_letter
from tests.people import NOON, a_shop, a_visitor

MARKETPLACE = (Path(__file__).parents[5] / "charters" / "marketplace.toml").read_text()
ORDER = "P-2026-000417"
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
LAMP = OrderLine("CAND-9", "Candeeiro Farol", seller="casa-luz")
BULBS = OrderLine("LAMP-2", "Lâmpada E27", 3, seller="casa-luz")
KETTLE = OrderLine("CHAL-1", "Chaleira Bica", seller="cozinha-mar")
SUPPORT = "apoio@casa-luz.example"
BUYERS_EMAIL = "joao.melo@correio.example"
HEAR = [keep.hear_conversation]
REACTIONS = {
    talk.ConversationOpened: HEAR,
    talk.BecameRequest: HEAR,
    talk.AgentJoined: HEAR,
    talk.ConversationClosed: [*HEAR, reactions.settle_case],
    talk.ConversationReopened: [*HEAR, reactions.settle_case],
    talk.MessagePosted: [keep.hear_messages, reactions.relay_messages],
    ledger.PromiseAtRisk: [keep.warn, reactions.remind_sellers],
    ledger.PromiseBroken: [keep.report_broken, reactions.tell_late_sellers],
    mail.LetterBounced: [reactions.hear_bounce],
    mail.MailQuarantined: [reactions.hear_quarantine],
}
"""Who hears what here: as the wiring has it, as far as buyers and sellers go."""
_numbers = itertools.count(1)


def a_market(**fields: Any) -> KnownShop:
    """Feira do Largo, with everything that its charter says."""
    return a_shop(key="feira-do-largo", charter=MARKETPLACE, **fields)


def a_buyer(shop: KnownShop, number: str = "C-77", **fields: Any) -> Buyer:
    """João Melo, for whom the shop has signed."""
    known = {"first_name": "João", "last_name": "Melo", "email": BUYERS_EMAIL, "phone": "+351 912 345 678"} | fields
    customer, _ = Customer.objects.get_or_create(shop_id=shop.id, external_id=number, defaults=known)
    visitor: Visitor = a_visitor(shop)
    visitor.customer, visitor.first_name, visitor.email = customer, customer.first_name, customer.email
    visitor.save()
    return Buyer(visitor.pk, customer.pk, number, customer.email, customer.first_name, "pt")


def an_order(shop: KnownShop, number: str = ORDER, *lines: OrderLine, **fields: Any) -> None:
    """The shop tells of an order of C-77, delivered five days ago unless told otherwise."""
    facts: dict[str, Any] = {
        "placed_at": NOON - 20 * DAY,
        "delivered_at": NOON - 5 * DAY,
        "status": "delivered",
        "customer": Told("C-77", BUYERS_EMAIL, "João Melo"),
        "lines": lines or (LAMP, BULBS, KETTLE),
    }
    keep_orders(shop_id=shop.id, orders={number: ToldOrder(**facts | fields)}, told_at=NOON)


def a_seller(shop: KnownShop, key: str = "casa-luz", *, is_on: bool = True, **fields: Any) -> Seller:
    """Casa Luz, whose tool is on unless told otherwise."""
    facts = {
        "name": "Casa Luz",
        "support_name": "Casa Luz Apoio",
        "support_email": SUPPORT if is_on else "",
        "confirmed_at": NOON - 30 * DAY,
        "language": "pt",
    }
    return Seller.objects.update_or_create(shop_id=shop.id, key=key, defaults=facts | fields)[0]


def writes(shop: KnownShop, buyer: Buyer, body: str = "O candeeiro não acende.", **fields: Any) -> Case:
    """The buyer opens a case about the lamp."""
    wanted: dict[str, Any] = {
        "order_number": ORDER,
        "seller_key": "casa-luz",
        "places": [0],
        "reason": "warranty",
        "answers": {"fault": "Não acende"},
        "opening_id": uuid4(),
        "now": NOON,
    }
    pk = open_case(shop=shop, buyer=buyer, body=body, **wanted | fields)
    return Case.objects.select_related("conversation", "seller").get(pk=pk)


def bodies(case: Case, **wanted: Any) -> list[str]:
    """What was written in the case, oldest first."""
    rows = Entry.objects.filter(conversation_id=case.pk, kind="message", **wanted).order_by("seq")
    return list(rows.values_list("body", flat=True))


def talk_of(case: Case) -> Conversation:
    """The case's conversation, as it stands."""
    return Conversation.objects.get(pk=case.pk)


def a_picture(name: str = "IMG_2041.JPG") -> NewFile:
    """A photograph with a place, an author and a comment in it."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x010E] = "João Melo", "joao.melo@correio.example"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (60, 40), (200, 90, 30)).save(out, "JPEG", exif=exif, comment=b"Tel. 912 345 678")
    return NewFile(name, out.getvalue())


class InProcess:
    """Reads strangers' bytes in this process."""

    def read(self, raw: bytes) -> Letter:
        return read_letter(raw)

    def clean(
        self, name: str, content_type: str, content: bytes, *, is_mediated: bool, stem: str = "file"
    ) -> Cleaned | Refused:
        return clean(name, content_type, content, is_mediated=is_mediated, stem=stem)


def tell(at: dt.datetime = NOON) -> None:
    """Let all hear what was announced and is due at that moment."""
    with time_machine.travel(at, tick=False):
        Worker(REACTIONS).deliver_all(at)


def letters(case: Case | None = None, **wanted: Any) -> list[SentMail]:
    """The letters that went out, of the case if one is named, oldest first."""
    rows = SentMail.objects.filter(**wanted).order_by("pk")
    return list(rows.filter(conversation_id=case.pk) if case else rows)


def as_read(letter: SentMail) -> Letter:
    """A letter of ours, as its recipient's program reads it."""
    return read_letter(bytes(letter.content))


def a_reply(letter: SentMail, body: str, *, by: str = "", name: str = "Ana Ferreira", **headers: str) -> EmailMessage:
    """What the recipient's mail program makes of a reply to a letter: the letter quoted below."""
    read = as_read(letter)
    sender = read.sender
    assert sender is not None
    reply = EmailMessage()
    reply["From"], reply["To"] = f"{name} <{by or letter.recipient}>", f"{sender.name} <{sender.address}>"
    reply["Subject"], reply["In-Reply-To"] = f"Re: {read.subject}", read.message_id
    reply["Message-ID"] = f"<r{next(_numbers)}@mail.casa-luz.example>"
    for header, value in headers.items():
        del reply[header.replace("_", "-")]
        reply[header.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in read.text.splitlines())
    reply.set_content(f"{body}\n\nEm ter., 1/12/2026, {sender.name} <{sender.address}> escreveu:\n{quoted}\n")
    return reply


def comes(mail: EmailMessage, *, to: str = "", at: dt.datetime = NOON, **fields: Any) -> ReceivedMail:
    """The mail comes in and is applied; everybody hears of it. From the catcher, so that its sender counts as proven."""
    known: dict[str, Any] = {"source": "catcher", "source_id": f"n{next(_numbers)}", "received_at": at}
    envelope = (to or mail["To"].rpartition("<")[2].strip("> "),)
    came = CameIn(raw=mail.as_bytes(), envelope_from="", envelope_to=envelope, **known | fields)
    [pk] = channels.keep_mails([came], now=at)
    assert pk is not None
    channels.apply_mail(pk, now=at, reader=InProcess())
    tell(at)
    return ReceivedMail.objects.get(pk=pk)
