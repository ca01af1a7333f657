"""The stage: a shop with a mailbox, a customer who writes from an address, and mails as programs write them."""

from __future__ import annotations

import datetime as dt
import itertools
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from comptoir.domain.channels import actions, events, reactions
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import Mailbox, RawMail, ReceivedMail, SentMail
from comptoir.domain.conversations import events as conversations
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.promises import reactions as promises
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation import clock
from comptoir.foundation.worker import Reaction, Worker
from comptoir.letters.cleaning import Cleaned, clean
from comptoir.letters.letter import Letter, Refused
from comptoir.letters.reading import read_letter
from comptoir.letters.sender import SenderCheck
from tests.people import NOON, a_shop

ANA = "ana@client.example"
SHOP = "service@maison-perle.example"
RELAY = "reply.maison.example"
CHARTER = (Path(__file__).parent / "charter.toml").read_text()

_numbers = itertools.count(1)

REACTIONS: dict[type, list[Reaction]] = {
    conversations.ConversationOpened: [promises.hear_conversation],
    conversations.ConversationClosed: [promises.hear_conversation, reactions.ask_how_it_was],
    conversations.MessagePosted: [promises.hear_messages, reactions.carry_messages],
    conversations.FirstAnswerGiven: [promises.hear_conversation],
    events.StillUnread: [reactions.carry_unread],
    events.LetterBounced: [reactions.tell_of_bounce],
}
"""Who reacts to what, of those that stand below: the service has more."""


class InProcess:
    """Reads here, what a process of its own reads in the service: these mails are our own."""

    def read(self, raw: bytes) -> Letter:
        return read_letter(raw)

    def clean(
        self, name: str, content_type: str, content: bytes, *, is_mediated: bool, stem: str = "file"
    ) -> Cleaned | Refused:
        return clean(name, content_type, content, is_mediated=is_mediated, stem=stem)


def a_shop_with_mail(key: str = "maison-perle", **fields: Any) -> tuple[KnownShop, Mailbox]:
    """A shop that promises an answer by mail within a day, and its mailbox."""
    shop = a_shop(key, charter=CHARTER)
    address = SHOP.replace("maison-perle", key)
    facts: dict[str, Any] = {"incoming": "listener", "outgoing": "house", "name": "Maison Perle"} | fields
    return shop, Mailbox.objects.create(shop_id=shop.id, address=address, created_at=NOON, **facts)


def a_mail(
    body: str = "Où est ma bague ?",
    *,
    sender: str = f"Ana Silva <{ANA}>",
    to: str = SHOP,
    subject: str = "Ma commande",
    html: str = "",
    files: tuple[tuple[str, str, bytes], ...] = (),
    message_id: str = "",
    **headers: str,
) -> bytes:
    """A mail as bytes; header names with low lines for hyphens."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = "Tue, 01 Dec 2026 11:59:00 +0000"
    mail["Message-ID"] = message_id or f"<m{next(_numbers)}@client.example>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def comes(
    raw: bytes, *, to: str = SHOP, envelope_from: str = ANA, at: dt.datetime = NOON, **fields: Any
) -> ReceivedMail:
    """The mail comes in by our own listener, and is applied; returns what is kept of it."""
    came = CameIn("lmtp", f"n{next(_numbers)}", raw, envelope_from=envelope_from, envelope_to=(to,), received_at=at)
    [pk] = actions.keep_mails([came._replace(**fields)], now=at)
    assert pk is not None
    return applied(pk, at=at)


def applied(pk: int, *, at: dt.datetime = NOON) -> ReceivedMail:
    """The mail, once the worker has been there."""
    actions.apply_mail(pk, now=at, reader=InProcess())
    return ReceivedMail.objects.get(pk=pk)


def a_talk_by_mail(body: str = "Où est ma bague ?", **fields: Any) -> Conversation:
    """A conversation that a mail of Ana's has begun."""
    mail = comes(a_mail(body, **fields))
    assert mail.conversation_id, (mail.state, mail.why, mail.detail)
    return Conversation.objects.get(pk=mail.conversation_id)


def entries(talk: Conversation, **filters: Any) -> list[Entry]:
    """What stands in the conversation, in order."""
    return list(Entry.objects.filter(conversation_id=talk.pk, **filters).order_by("seq"))


def letters(**filters: Any) -> list[SentMail]:
    """What goes out, in order."""
    return list(SentMail.objects.filter(**filters).order_by("id"))


def as_read(letter: SentMail) -> Letter:
    """A letter of ours, as its recipient's program reads it."""
    return read_letter(bytes(letter.content))


def told(*, later: dt.timedelta = dt.timedelta()) -> None:
    """Everything that was announced, and what is due so much later, is told to those who react."""
    Worker(REACTIONS).deliver_all(clock.now() + later)


def raw_of(mail: ReceivedMail) -> bytes:
    """The bytes as they are kept."""
    return zlib.decompress(bytes(RawMail.objects.get(pk=mail.pk).content))


def a_check(verdict: str = "proven", address: str = ANA, *, has_means: bool = True) -> SenderCheck:
    """What looking at a sender would say."""
    return SenderCheck(
        spf="none",
        dkim="none",
        dmarc="none",
        policy="none",
        from_domain=address.rpartition("@")[2],
        is_aligned=verdict == "proven",
        verdict=verdict,
        because="",
        has_means=has_means,
    )


def sender_in(raw: bytes) -> str:
    """The address in From."""
    sender = read_letter(raw).sender
    return sender.address if sender else ""
