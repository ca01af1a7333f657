"""Sending: which letters are due, and how each fared. A letter that is sent again after a crash is the same one. R1, R2."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from comptoir.domain.channels.actions.telling import tell_delivery
from comptoir.domain.channels.events import LetterBounced
from comptoir.domain.channels.house import own_way_out
from comptoir.domain.channels.models import Delivery, Mailbox, SentMail, Suppressed
from comptoir.domain.channels.sealing import open_sealed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked

LEASE = dt.timedelta(minutes=5)
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 5, 15, 30, 60, 120, 240, 480, 1440))
GIVEN_UP_AFTER = dt.timedelta(days=3)
SECRET = frozenset({"password_reset", "invitation"})
"""Templates whose letters open something: what they say is not kept once they are on their way. A17."""

NOT_THERE = re.compile(r"\b5\.1\.[0-9]{1,3}\b")
"""The recipient's address does not exist, or takes no mail."""


class Outgoing(NamedTuple):
    """By which way a letter is sent: the house's own ("house"), or a mailbox's server ("smtp"), with its secret opened."""

    kind: str
    mailbox_id: int | None = None
    host: str = ""
    port: int = 0
    security: str = ""
    user: str = ""
    secret: str = ""
    oauth: bool = False


class LetterToSend(NamedTuple):
    """A letter that this process sends now; until its lease ends nobody else does."""

    id: int
    mailbox_id: int | None
    envelope_from: str
    recipient: str
    content: bytes
    outgoing: Outgoing


@transaction.atomic
def lease_letters(*, now: dt.datetime, at_most: int = 20) -> list[LetterToSend]:
    """The letters that are due, the longest waiting first, for this process alone until the lease ends."""
    due = SentMail.objects.filter(state=Delivery.WAITING, next_at__lte=now)
    due = due.filter(Q(leased_until=None) | Q(leased_until__lte=now)).order_by("next_at", "id")
    ids = list(_unlocked(due).values_list("pk", flat=True)[:at_most])
    SentMail.objects.filter(pk__in=ids).update(leased_until=now + LEASE)
    rows = SentMail.objects.filter(pk__in=ids).select_related("mailbox").order_by("next_at", "id")
    return [_to_send(row) for row in rows]


@transaction.atomic
def letter_sent(*, letter_id: int, now: dt.datetime) -> None:
    """The next server has taken it."""
    row = _waiting(letter_id)
    if row is not None:
        row.sent_at = now
        _settle(row, Delivery.SENT, "", "", now)


@transaction.atomic
def letter_deferred(*, letter_id: int, why: str, detail: str = "", now: dt.datetime) -> None:
    """It could not be sent now: it is tried again, later each time, and given up after three days. `why` is a code."""
    row = _waiting(letter_id)
    if row is None:
        return
    if now - row.written_at >= GIVEN_UP_AFTER:
        _settle(row, Delivery.FAILED, why, detail, now)
        _announce(row, is_permanent=True, detail=why)
        return
    row.next_at = now + WAITS[min(row.attempts, len(WAITS) - 1)]
    row.attempts, row.why, row.detail, row.leased_until = row.attempts + 1, why[:60], masked(detail)[:500], None
    row.save(update_fields=["next_at", "attempts", "why", "detail", "leased_until"])
    tell_delivery(row)


@transaction.atomic
def letter_refused(*, letter_id: int, status: str, why: str, now: dt.datetime) -> None:
    """The next server does not take it, for good: `status` is its code ("550", "5.1.1"), `why` its words."""
    row = _waiting(letter_id)
    if row is not None:
        mark_bounced(row, status=status, detail=why, is_permanent=True, now=now)


def mark_bounced(row: SentMail, *, status: str, detail: str, is_permanent: bool, now: dt.datetime) -> None:
    """A letter did not arrive; use under its lock. Where the address itself is refused, nothing more goes there. E8."""
    words = masked(f"{status} {detail}".strip().replace("\0", ""))[:500]
    if is_permanent:
        _settle(row, Delivery.BOUNCED, _code(status), words, now)
        if is_not_there(status, detail):
            facts = {"why": "bounced", "detail": words[:300], "at": now}
            Suppressed.objects.get_or_create(shop_id=row.shop_id, address=row.recipient, defaults=facts)
    _announce(row, is_permanent=is_permanent, detail=_code(status))


def mark_delayed(row: SentMail, *, status: str, detail: str, now: dt.datetime) -> None:
    """A server on the way tells that it tries on; use under the letter's lock. Nothing is settled by it."""
    row.why, row.detail = "delayed", masked(f"{status} {detail}".replace("\0", ""))[:500]
    row.save(update_fields=["why", "detail"])
    tell_delivery(row)
    _announce(row, is_permanent=False, detail=_code(status))


def is_not_there(status: str, detail: str) -> bool:
    """Whether the other server says that the address itself is wrong: 5.1.x, or a bare 550 that gives no other reason."""
    found = re.search(r"\b[245]\.\d{1,3}\.\d{1,3}\b", f"{status} {detail}")
    return bool(NOT_THERE.search(found[0])) if found else status.strip().startswith(("550", "551", "553"))


def _announce(row: SentMail, *, is_permanent: bool, detail: str) -> None:
    place = (row.conversation_id, row.entry_seq)
    announce(LetterBounced(row.pk, row.shop_id, *place, row.party, is_permanent, detail))


def _settle(row: SentMail, state: Delivery, why: str, detail: str, now: dt.datetime) -> None:
    row.state, row.why, row.detail = state, why[:60], masked(detail)[:500]
    row.settled_at, row.next_at, row.leased_until = now, None, None
    fields = ["state", "why", "detail", "settled_at", "next_at", "leased_until", "sent_at"]
    if row.template in SECRET:
        row.content = b""
        fields.append("content")
    row.save(update_fields=fields)
    tell_delivery(row)


def _waiting(letter_id: int) -> SentMail | None:
    return SentMail.objects.select_for_update().filter(pk=letter_id, state=Delivery.WAITING).first()


def _to_send(row: SentMail) -> LetterToSend:
    return LetterToSend(
        row.pk, row.mailbox_id, row.envelope_from, row.recipient, bytes(row.content), _outgoing(row.mailbox)
    )


def _outgoing(box: Mailbox | None) -> Outgoing:
    if box is None or box.outgoing == Mailbox.Outgoing.HOUSE:
        return Outgoing(own_way_out() or "house", box.pk if box else None)
    place = (box.smtp_host, box.smtp_port, box.smtp_security, box.smtp_user)
    return Outgoing("smtp", box.pk, *place, open_sealed(box.smtp_secret), bool(box.oauth_provider))


def _code(status: str) -> str:
    found = re.search(r"\b[245]\.\d{1,3}\.\d{1,3}\b|\b[245]\d\d\b", status)
    return found[0] if found else "refused"


def _unlocked(rows: QuerySet[SentMail]) -> QuerySet[SentMail]:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows
