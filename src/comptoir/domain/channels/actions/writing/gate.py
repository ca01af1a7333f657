"""Writing a letter: everything is decided and fixed in the transaction of what it is about. E1, A6, R1."""

from __future__ import annotations

from uuid import uuid4

from django.db import IntegrityError, transaction

from comptoir.domain.channels.actions.telling import tell_delivery
from comptoir.domain.channels.actions.writing.addressing import Way, envelope_of, way_of
from comptoir.domain.channels.actions.writing.letter import LetterToWrite
from comptoir.domain.channels.actions.writing.refusing import refusal
from comptoir.domain.channels.house import digest, loop_name, secrets
from comptoir.domain.channels.models import Delivery, SentMail, ThreadMessage
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.channels.waiting import letter_written
from comptoir.language.cards import masked
from comptoir.letters.building import Outgoing, Unbuildable, Who, build
from comptoir.letters.marker import marker_line
from comptoir.letters.tokens import message_id

REFERENCES = 10
"""The newest ones that stand in a letter, beside the first."""


@transaction.atomic
def write_letter(letter: LetterToWrite) -> int | None:
    """Write a letter, to be sent after the commit; returns its number, also where it was written before.

    One that may not go out is kept with why, for who looks at the message; None for an automatic one, which then is not
    written at all. Its bytes and its Message-ID never change again.
    """
    known = SentMail.objects.filter(once=letter.once).values_list("pk", flat=True).first()
    if known is not None:
        return known
    recipient = address_in(letter.recipient)
    why = refusal(letter, recipient) if recipient else "bad_address"
    if why and letter.is_automatic:
        return None
    row = _row(letter, recipient or letter.recipient[:320])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return SentMail.objects.values_list("pk", flat=True).get(once=letter.once)
    _fix(row, letter, why)
    row.save()
    tell_delivery(row)
    if row.state == Delivery.WAITING:
        transaction.on_commit(letter_written)
    return row.pk


def _row(letter: LetterToWrite, recipient: str) -> SentMail:
    return SentMail(
        shop_id=letter.shop_id,
        conversation_id=letter.conversation_id,
        entry_seq=letter.entry_seq,
        template=letter.template,
        party=letter.party,
        recipient=recipient,
        subject=masked(letter.subject)[:300],
        is_automatic=letter.is_automatic,
        message_id=f"to be written {uuid4()}",
        envelope_from="",
        content=b"",
        once=letter.once,
        written_at=letter.at,
    )


def _fix(row: SentMail, letter: LetterToWrite, why: str) -> None:
    """Give the letter its bytes and its state."""
    way = way_of(letter, row.recipient) if not why else None
    if why or way is None:
        state = Delivery.FAILED if why == "bad_address" or not why else Delivery.SUPPRESSED
        _settle(row, state, why or "no_way_out", letter)
        return
    row.mailbox_id = way.mailbox.pk if way.mailbox else None
    row.message_id = message_id(row.pk, secrets(), way.host)
    row.envelope_from = envelope_of(row.pk, way)
    try:
        row.content = build(_outgoing(row, letter, way))
    except Unbuildable as error:
        _settle(row, Delivery.FAILED, error.code, letter)
        return
    _keep_in_thread(row, letter)
    row.next_at = letter.at
    if way.kind == "catcher":
        row.state, row.sent_at, row.next_at = Delivery.SENT, letter.at, None


def _settle(row: SentMail, state: Delivery, why: str, letter: LetterToWrite) -> None:
    row.state, row.why, row.settled_at, row.next_at = state, why, letter.at, None


def _outgoing(row: SentMail, letter: LetterToWrite, way: Way) -> Outgoing:
    earlier = _references(letter)
    to = letter.to_shown or (Who(row.recipient, letter.recipient_name),)
    return Outgoing(
        sender=way.sender,
        to=to,
        cc=letter.cc_shown,
        reply_to=way.reply_to,
        subject=row.subject,
        text=masked(letter.text),
        date=letter.at,
        message_id=row.message_id,
        language=letter.language,
        in_reply_to=earlier[-1] if earlier else "",
        references=tuple(earlier),
        marker=marker_line(letter.language) if letter.has_marker else "",
        signature=_signature(letter, way),
        quoted=masked(letter.history),
        quoted_head=letter.history_head,
        link_hosts=letter.link_hosts,
        attached=letter.files,
        automatic=_automatic(letter),
        is_relayed=letter.is_relayed,
        loop=loop_name(),
    )


def _automatic(letter: LetterToWrite) -> str:
    if not letter.is_automatic:
        return ""
    return "auto-generated" if letter.is_wanted else "auto-replied"


def _signature(letter: LetterToWrite, way: Way) -> str:
    if letter.signature is not None:
        return letter.signature
    kept = way.mailbox.signature if way.mailbox else {}
    return str(kept.get(letter.language) or next(iter(kept.values()), ""))


def _references(letter: LetterToWrite) -> list[str]:
    """Of what the party has seen of the conversation: the first and the newest, oldest first. Threat 7, A8."""
    if letter.conversation_id is None or letter.party == "outsider":
        return []
    seen = ThreadMessage.objects.filter(conversation_id=letter.conversation_id, side=letter.party)
    newest = list(seen.order_by("-at", "-id").values_list("message_id", flat=True)[: REFERENCES + 1])
    first = seen.order_by("at", "id").values_list("message_id", flat=True).first()
    return list(dict.fromkeys([*([first] if first else []), *reversed(newest)]))


def _keep_in_thread(row: SentMail, letter: LetterToWrite) -> None:
    if letter.conversation_id is None:
        return
    ThreadMessage.objects.create(
        shop_id=letter.shop_id,
        conversation_id=letter.conversation_id,
        side=letter.party,
        digest=digest(row.message_id),
        message_id=row.message_id,
        at=letter.at,
    )
