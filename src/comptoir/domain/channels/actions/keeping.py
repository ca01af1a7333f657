"""Keeping what comes in, byte for byte, before anything else is done with it. Whoever brought it may say "250" after the commit."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction

from comptoir.domain.channels.house import is_relay_address
from comptoir.domain.channels.models import Mailbox, RawMail, Received, ReceivedMail, ReplyAddress
from comptoir.domain.channels.waiting import mail_came
from comptoir.letters.tokens import plain_local_part

RECIPIENTS_AT_MOST = 50
"""Recipients of one delivery that are kept."""


class CameIn(NamedTuple):
    """A mail as a door took it in. `source` is the way ("imap", "lmtp", "webhook", "catcher"), `source_id` its number there.

    `too_large`: only its headers came.
    """

    source: str
    source_id: str
    raw: bytes
    mailbox_id: int | None = None
    shop_id: int | None = None
    envelope_from: str = ""
    envelope_to: tuple[str, ...] = ()
    client_ip: str = ""
    helo: str = ""
    received_at: dt.datetime | None = None
    too_large: bool = False


@transaction.atomic
def keep_mails(mails: Sequence[CameIn], *, now: dt.datetime) -> list[int | None]:
    """Keep the mails; returns the number of each, None for one that was kept before. R1, R3."""
    boxes, shops = _mailboxes(mails), _shops_of_replies(mails)
    kept = [_kept(mail, boxes, shops, now) for mail in mails]
    transaction.on_commit(mail_came)
    return kept


@transaction.atomic
def keep_fetched(
    *,
    mailbox_id: int,
    uidvalidity: int,
    mails: Sequence[tuple[int, CameIn]],
    last_uid: int,
    now: dt.datetime,
) -> list[int | None]:
    """Keep what was fetched from a mailbox, each with its UID, and move the mailbox's cursor with it.

    What is here by its content is not kept again: the other server may have numbered everything anew, and what was begun then
    may have been broken off.
    """
    box = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if box is None:
        return [None] * len(mails)
    known = _contents_known(box, mails)
    fresh = [mail for _uid, mail in mails if _sha256(mail.raw) not in known]
    ids = iter(keep_mails(fresh, now=now))
    kept = [None if _sha256(mail.raw) in known else next(ids) for _uid, mail in mails]
    box.uid = max(last_uid, box.uid) if box.uidvalidity == uidvalidity else last_uid
    box.uidvalidity = uidvalidity
    box.save(update_fields=["uid", "uidvalidity"])
    return kept


def _kept(mail: CameIn, boxes: dict[str | int, Mailbox], shops: dict[str, int], now: dt.datetime) -> int | None:
    addresses = [_plain(address) for address in mail.envelope_to[:RECIPIENTS_AT_MOST]]
    box = next((boxes[it] for it in (mail.mailbox_id or 0, *addresses) if it in boxes), None)
    shop_id = mail.shop_id or (box.shop_id if box else next((shops[it] for it in addresses if it in shops), None))
    row = ReceivedMail(
        shop_id=shop_id,
        mailbox_id=box.pk if box else None,
        source=mail.source[:12],
        source_id=_source_id(mail),
        sha256=_sha256(mail.raw),
        size=len(mail.raw),
        envelope_from=_plain(mail.envelope_from)[:320],
        envelope_to=[it[:320] for it in addresses],
        client_ip=mail.client_ip[:45],
        helo=mail.helo[:253],
        received_at=min(mail.received_at or now, now),
        next_at=now,
    )
    if mail.too_large:
        row.state, row.why, row.next_at, row.settled_at = Received.FAILED, "too_large", None, now
    return row.pk if _inserted(row, mail.raw, now) else None


def _inserted(row: ReceivedMail, raw: bytes, now: dt.datetime) -> bool:
    """Whether it was new: two doors that bring the same at once keep it once."""
    if ReceivedMail.objects.filter(source=row.source, source_id=row.source_id).exists():
        return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    RawMail.objects.create(mail=row, content=zlib.compress(raw, 1), kept_at=now)
    return True


def _mailboxes(mails: Iterable[CameIn]) -> dict[str | int, Mailbox]:
    pks = {mail.mailbox_id for mail in mails if mail.mailbox_id}
    addresses = {_plain(address) for mail in mails if not mail.mailbox_id for address in mail.envelope_to}
    found: dict[str | int, Mailbox] = {}
    for row in Mailbox.objects.filter(pk__in=pks) if pks else ():
        found[row.pk] = row
    for row in Mailbox.objects.filter(address__in=addresses, is_on=True) if addresses else ():
        found[row.address] = row
    return found


def _shops_of_replies(mails: Iterable[CameIn]) -> dict[str, int]:
    """The shop of each of our addresses for replies that a mail came to."""
    ours = {it for mail in mails for it in map(_plain, mail.envelope_to) if is_relay_address(it)}
    by_local = {plain_local_part(it.rpartition("@")[0]): it for it in ours}
    rows = ReplyAddress.objects.filter(local_part__in=by_local) if by_local else ()
    return {by_local[row.local_part]: row.shop_id for row in rows}


def _contents_known(box: Mailbox, mails: Sequence[tuple[int, CameIn]]) -> frozenset[str]:
    sums = [_sha256(mail.raw) for _uid, mail in mails]
    rows = ReceivedMail.objects.filter(mailbox_id=box.pk, sha256__in=sums)
    return frozenset(rows.values_list("sha256", flat=True))


def _source_id(mail: CameIn) -> str:
    if len(mail.source_id) <= 200:
        return mail.source_id
    return hashlib.sha256(mail.source_id.encode()).hexdigest()


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _plain(address: str) -> str:
    return address.replace("\0", "").strip().strip("<>").lower()
