"""Letters that begin something: a member writes first, or sends on to somebody outside what a customer wrote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.channels.actions.blocking import require
from comptoir.domain.channels.actions.carrying import once_of
from comptoir.domain.channels.actions.correspondents import correspondent
from comptoir.domain.channels.actions.threads import addresses_in
from comptoir.domain.channels.actions.writing import LetterToWrite, write_letter
from comptoir.domain.channels.errors import AddressMistaken, NoWayOut, RecipientSuppressed
from comptoir.domain.channels.models import Mailbox, MailThread, Suppressed
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.channels.sentences import history_head, sent_on_by, spoken, subject_of
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import (
    Carried,
    Held,
    Judgement,
    Post,
    Posted,
    assign,
    judge,
    keep_file,
    open_by_mail,
    post_message,
)
from comptoir.domain.conversations.queries import (
    ToCarry,
    conversation_for,
    files_to_carry,
    history_to_carry,
    message_to_carry,
)
from comptoir.domain.conversations.rules import draft_of
from comptoir.domain.people.queries import customer_of_email
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training.queries import refuse_untrained
from comptoir.foundation.errors import NotFound
from comptoir.language.cards import masked
from comptoir.letters.building import Attached

SUBJECT_LONGEST = 200
LETTER = "letter"
BEFORE_AT_MOST = 20
BEFORE_LONGEST = 20_000
"""Messages, and characters, that go along with one that is sent on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter with which a member begins a conversation. `files` are names and contents; `language` is which one it is in,
    the shop's if none is said.
    """

    to: str
    subject: str
    body: str
    opening_id: UUID
    mailbox_id: int | None = None
    to_name: str = ""
    cc: tuple[str, ...] = ()
    language: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    is_confirmed: bool = False


def write_new(*, viewer: Viewer, letter: NewLetter, now: dt.datetime) -> Posted | Held:
    """Begin a conversation with a letter to somebody; their answer goes on in it. Once for each `opening_id`.

    The words are read by the checker as every answer is. Raises `AddressMistaken`, `TooManyAddresses`, `NoWayOut`,
    `RecipientSuppressed`, `NotAllowed`, and what posting and keeping files raise; then nothing was begun.
    """
    require(viewer, "write_first")
    address, copied = _address(letter.to), tuple(addresses_in(letter.cc))
    box = _mailbox(viewer.shop_id, letter.mailbox_id)
    if Suppressed.objects.filter(shop_id=viewer.shop_id, address=address).exists():
        raise RecipientSuppressed(address=address)
    written_in = letter.language or shop_of_id(viewer.shop_id).language
    judgement = _judged(viewer, letter.body, written_in, now)
    with transaction.atomic():
        talk = _begun(viewer, letter, address, written_in, now)
        facts = {"shop_id": talk.shop_id, "mailbox": box, "cc": list(copied)}
        subject = masked(letter.subject)[:SUBJECT_LONGEST]
        MailThread.objects.get_or_create(conversation=talk, defaults=facts | {"subject": subject})
        kept = [
            keep_file(conversation_id=talk.pk, name=name, content=it, viewer=viewer, now=now)
            for name, it in letter.files
        ]
        post = Post(talk.pk, uuid5(letter.opening_id, LETTER), letter.body, viewer=viewer, judgement=judgement)
        carried = Carried("customer", copied)
        files, said = tuple(it.key for it in kept), letter.language
        post = post._replace(files=files, carried=carried, language=said, is_confirmed=letter.is_confirmed)
        return post_message(post, now=now)


def _begun(viewer: Viewer, letter: NewLetter, address: str, language: str, now: dt.datetime) -> Any:
    """The conversation, as if it had come from whom the letter is for; the member answers it."""
    customer_id = customer_of_email(viewer.shop_id, address)
    name, known = letter.to_name, customer_id
    person = correspondent(viewer.shop_id, address, name, language=language, customer_id=known, now=now)
    talk = open_by_mail(
        shop_id=viewer.shop_id,
        visitor_id=person.visitor_id,
        customer_id=customer_id,
        body="",
        subject=letter.subject,
        language=language,
        audience=viewer.audience,
        email=address,
        opening_id=letter.opening_id,
        at=now,
        now=now,
    )
    if not talk.assignee_id:
        refuse_untrained(viewer, talk.topic, now)
        assign(conversation_id=talk.pk, membership_id=viewer.membership_id, audience=viewer.audience, now=now)
    return talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """A message that is sent on: which, to whom, with what word, with or without its files and what was said before it."""

    conversation_id: int
    seq: int
    to: str
    body: str
    forward_id: UUID
    has_files: bool = True
    has_before: bool = False


def forward(*, viewer: Viewer, forwarding: Forwarding, now: dt.datetime) -> int:
    """Send a message of a conversation on to somebody outside, with a word; their answers come back as notes for the team.

    Nothing of who the customer is goes along but what they wrote themselves. Once for each `forward_id`; returns the
    letter's number. Raises `AddressMistaken`, `NoWayOut`, `NotFound`, `NotAllowed`, and what posting raises.
    """
    require(viewer, "write_first")
    talk, _viewer = conversation_for(viewer, forwarding.conversation_id)
    address, box = _address(forwarding.to), _mailbox(viewer.shop_id, None)
    message = message_to_carry(talk.pk, forwarding.seq)
    if message is None:
        raise NotFound
    note = sent_on_by(spoken(talk.language, talk.shop_id), address=address, words=masked(forwarding.body))
    facts = {"mail": {"to": "outsider", "of": message.seq}}
    post = Post(talk.pk, forwarding.forward_id, note, viewer=viewer, kind="note", team_facts=facts)
    with transaction.atomic():
        seq = post_message(post, now=now)[2]
        files = _attached(message) if forwarding.has_files else ()
        letter = _sent_on(viewer, talk, message, address=address, body=forwarding.body, now=now)
        if forwarding.has_before:
            letter = replace(letter, history=f"{letter.history}\n\n{_before(talk, message, letter.language)}".rstrip())
        letter = replace(letter, entry_seq=seq, files=files, once=once_of(talk.pk, seq, "outsider", address))
        return write_letter(replace(letter, mailbox_id=letter.mailbox_id or box.pk)) or 0


def _sent_on(
    viewer: Viewer, talk: Any, message: ToCarry, *, address: str, body: str, now: dt.datetime
) -> LetterToWrite:
    thread = MailThread.objects.filter(pk=talk.pk).first()
    language = spoken(talk.language, talk.shop_id)
    return LetterToWrite(
        shop_id=talk.shop_id,
        template="forward",
        party="outsider",
        recipient=address,
        from_name=f"{viewer.name} · {shop_of_id(talk.shop_id).name}",
        subject=subject_of(thread.subject if thread else "", talk.reference, language, is_answer=False),
        text=body,
        language=language,
        conversation_id=talk.pk,
        mailbox_id=thread.mailbox_id if thread else None,
        history=message.body,
        history_head=history_head(language, name=_who(talk, message), at=message.at, shop_id=talk.shop_id),
        once="",
        at=now,
    )


def _before(talk: Any, message: ToCarry, language: str) -> str:
    """What customer and team had written to each other before the message, the newest first."""
    earlier = history_to_carry(talk.pk, message.seq, BEFORE_AT_MOST)
    parts = [
        f"{history_head(language, name=_who(talk, it), at=it.at, shop_id=talk.shop_id)}\n\n{it.body}" for it in earlier
    ]
    return "\n\n".join(parts)[:BEFORE_LONGEST]


def _who(talk: Any, message: ToCarry) -> str:
    """As whom the writer of a message is named to somebody outside: a customer by their first name."""
    return (talk.visitor.first_name or "—") if message.author == "visitor" else shop_of_id(talk.shop_id).name


def _attached(message: ToCarry) -> tuple[Attached, ...]:
    files = [it for it in files_to_carry(message.conversation_id, message.seq) if it.path.exists()]
    return tuple(Attached(name=it.name, content_type=it.content_type, content=it.path.read_bytes()) for it in files)


def _address(written: str) -> str:
    plain = address_in(written)
    if plain is None:
        raise AddressMistaken(address=written[:80])
    return plain


def _mailbox(shop_id: int, mailbox_id: int | None) -> Mailbox:
    rows = Mailbox.objects.filter(shop_id=shop_id, is_on=True).exclude(outgoing=Mailbox.Outgoing.NONE).order_by("pk")
    found = rows.filter(pk=mailbox_id).first() if mailbox_id else rows.first()
    if found is None:
        raise NoWayOut
    return found


def _judged(viewer: Viewer, body: str, language: str, now: dt.datetime) -> Judgement | None:
    """What the checker finds in a first letter, asked before the transaction."""
    version_id, _charter = charter_in_force(viewer.shop_id, now)
    talk = SimpleNamespace(
        shop_id=viewer.shop_id,
        charter_version_id=version_id,
        channel="email",
        audience=viewer.audience,
        language=language,
        topic="",
        upset_words="",
        first_answer_at=None,
    )
    return judge(draft_of(viewer, talk, body, now, language))
