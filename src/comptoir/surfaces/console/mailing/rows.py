"""Mails and letters as rows of a list, and one mail as its page shows it. Addresses only as the charter grants them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.people.rules import Viewer, may
from comptoir.surfaces.console.mailing.beside import people, refused_files
from comptoir.surfaces.console.mailing.words import (
    check_words,
    delivery_words,
    kind_words,
    not_sent_words,
    state_words,
    why_words,
)
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment

VIEWS = {
    "quarantined": lambda: pgettext("mails", "Quarantined"),
    "failed": lambda: pgettext("mails", "Failed"),
    "ignored": lambda: pgettext("mails", "Ignored"),
    "waiting": lambda: pgettext("mails", "Waiting"),
    "applied": lambda: pgettext("mails", "In conversations"),
    "all": lambda: pgettext("mails", "All that came in"),
    "sent": lambda: pgettext("mails", "Sent"),
    "not-sent": lambda: pgettext("mails", "Not delivered"),
}
SETTLED_BY_HAND = {
    "quarantined": ("let-in", "process-again", "spam", "erase"),
    "ignored": ("process-again", "erase"),
    "failed": ("process-again", "erase"),
}
ACTS = {
    "let-in": lambda: _("Let in"),
    "process-again": lambda: _("Process again"),
    "spam": lambda: _("Spam"),
    "erase": lambda: _("Erase now"),
}
ASKING_MORE = {"erase": "erase_mail"}
"""Acts that ask for a right of their own."""


class ShownMail(NamedTuple):
    """A mail that came in, as a row or a page shows it; without an address where the charter keeps it back."""

    id: int
    subject: str
    sender: str
    sender_address: str
    mailbox: str
    state: str
    state_name: str
    why: str
    detail: str
    kind: str
    check: str
    check_mark: str
    check_says: str
    at: str
    at_there: str
    conversation: int | None
    shop: int
    to: list[str]
    cc: list[str]
    refused: list[dict[str, str]]
    settled_by: str
    acts: list[tuple[str, str]]


class ShownLetter(NamedTuple):
    """A letter of ours as a row shows it."""

    id: int
    subject: str
    recipient: str
    state: str
    state_name: str
    why: str
    detail: str
    at: str
    at_there: str
    conversation: int | None
    template: str


TEMPLATES = {
    "answer": lambda: pgettext("letter", "Answer"),
    "relay": lambda: pgettext("letter", "Passed on"),
    "acknowledgement": lambda: pgettext("letter", "Acknowledgement"),
    "forward": lambda: pgettext("letter", "Forwarded"),
    "warning": lambda: pgettext("letter", "Warning"),
    "verification": lambda: pgettext("letter", "Code of confirmation"),
    "not_here": lambda: pgettext("letter", "Word that it belongs elsewhere"),
}


def mails_shown(viewers: Iterable[Viewer], rows: Iterable[Any]) -> list[ShownMail]:
    """Mails as rows."""
    known = {it.shop_id: it for it in viewers}
    sees = {pk: "email" in granted_fields(it, charter_of_shop(pk)) for pk, it in known.items()}
    return [mail_shown(row, known[row.shop_id], sees[row.shop_id]) for row in rows]


def mail_shown(row: Any, viewer: Viewer, sees: bool) -> ShownMail:
    """One mail."""
    check, mark, says = check_words(row.sender_check, row.sender, row.sender_name)
    return ShownMail(
        id=row.pk,
        subject=_subject(row),
        sender=_sender(row, sees),
        sender_address=row.sender if sees else "",
        mailbox=row.mailbox.address if row.mailbox else "",
        state=row.state,
        state_name=state_words(row.state),
        why=why_words(row.why) if row.why else "",
        detail=row.detail if sees else "",
        kind=kind_words(row.taken_as),
        check=check,
        check_mark=mark,
        check_says=says,
        at=moment(row.received_at),
        at_there=time_there(row.received_at, row.shop_id),
        conversation=row.conversation_id,
        shop=row.shop_id,
        to=people(row.to) if sees else [],
        cc=people(row.cc) if sees else [],
        refused=refused_files(row.refused_files),
        settled_by=_settled_by(row),
        acts=[(act, ACTS[act]()) for act in acts_on(row, viewer)],
    )


def _subject(row: Any) -> str:
    is_read = row.state != "waiting" or row.sender
    return row.subject or (_("(no subject)") if is_read else _("(not read yet)"))


def _sender(row: Any, sees: bool) -> str:
    name = row.sender_name or (row.sender if sees else "")
    return name or (_("(kept back by the charter)") if row.sender else _("(unknown)"))


def _settled_by(row: Any) -> str:
    """Who decided on it; in a list nobody asks."""
    return row.settled_by.display_name if "settled_by" in row._state.fields_cache and row.settled_by else ""


def acts_on(row: Any, viewer: Viewer) -> tuple[str, ...]:
    """What the viewer may do with a mail now."""
    if not may(viewer.role, "settle_mail") or row.why == "erased":
        return ()
    possible = SETTLED_BY_HAND.get(row.state, ())
    return tuple(
        act for act in possible if may(viewer.role, ASKING_MORE.get(act, "settle_mail")) and _makes_sense(act, row)
    )


def _makes_sense(act: str, row: Any) -> bool:
    return act != "erase" or row.conversation_id is None


def letters_shown(viewers: Iterable[Viewer], rows: Iterable[Any]) -> list[ShownLetter]:
    """Letters as rows."""
    known = {it.shop_id: it for it in viewers}
    sees = {pk: "email" in granted_fields(it, charter_of_shop(pk)) for pk, it in known.items()}
    return [_letter(row, known[row.shop_id], sees[row.shop_id]) for row in rows]


def _letter(row: Any, viewer: Viewer, sees: bool) -> ShownLetter:
    state = "deferred" if row.state == "waiting" and row.attempts else row.state
    may_know = sees if row.party in ("customer", "cc") else viewer.sees_all
    at = row.settled_at or row.sent_at or row.written_at
    return ShownLetter(
        id=row.pk,
        subject=row.subject or _("(no subject)"),
        recipient=row.recipient if may_know else _("(kept back by the charter)"),
        state=state,
        state_name=delivery_words(state),
        why=not_sent_words(row.why) if row.why and state not in ("sent", "waiting") else "",
        detail=row.detail if may_know else "",
        at=moment(at),
        at_there=time_there(at, row.shop_id),
        conversation=row.conversation_id,
        template=TEMPLATES[row.template]() if row.template in TEMPLATES else row.template,
    )
