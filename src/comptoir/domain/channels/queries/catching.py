"""What the mail catcher of a demo shows: everything that went out, by whom it was for, of all shops. For demonstration mode alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from comptoir.domain.channels.models import Mailbox, ReceivedMail, SentMail

RECIPIENTS_AT_MOST = 40
LETTERS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class CaughtAt:
    """Somebody whom letters went to, how many, and when the last."""

    address: str
    number: int
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Caught:
    """A letter that went out, with its bytes; or in a list, without them."""

    id: int
    shop_id: int
    recipient: str
    subject: str
    template: str
    state: str
    written_at: dt.datetime
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A mail that somebody sent from the catcher, and what became of it."""

    id: int
    subject: str
    state: str
    why: str
    received_at: dt.datetime


def caught_recipients(at_most: int = RECIPIENTS_AT_MOST) -> list[CaughtAt]:
    """Whom letters went to, the last one first."""
    rows = SentMail.objects.order_by().values("recipient").annotate(number=Count("pk"), last_at=Max("written_at"))
    found = rows.order_by("-last_at")[:at_most]
    return [CaughtAt(row["recipient"], row["number"], row["last_at"]) for row in found]


def caught_letters(address: str, at_most: int = LETTERS_AT_MOST) -> list[Caught]:
    """The letters to an address, the newest first, without their bytes."""
    rows = SentMail.objects.filter(recipient=address).defer("content").order_by("-written_at", "-pk")[:at_most]
    return [_caught(row) for row in rows]


def caught_letter(letter_id: int) -> Caught | None:
    """A letter with its bytes."""
    row = SentMail.objects.filter(pk=letter_id).first()
    return _caught(row, bytes(row.content)) if row else None


def wrote_from(address: str, at_most: int = 10) -> list[Wrote]:
    """What came in from an address by the catcher, the newest first."""
    rows = ReceivedMail.objects.filter(source="catcher", envelope_from=address).order_by("-received_at", "-pk")
    return [
        Wrote(row.pk, row.subject, row.state, row.why, row.received_at)
        for row in rows.defer("html", "quoted")[:at_most]
    ]


def catching_mailboxes() -> list[str]:
    """The addresses of the shops' mailboxes to which one can write from the catcher."""
    return list(
        Mailbox.objects.filter(incoming="catcher", is_on=True).order_by("address").values_list("address", flat=True)
    )


def _caught(row: SentMail, content: bytes = b"") -> Caught:
    place = (row.pk, row.shop_id, row.recipient, row.subject, row.template, row.state)
    return Caught(*place, row.written_at, content)
