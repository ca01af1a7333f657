"""From which address a letter goes, and to which its answer comes."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from comptoir.domain.channels.actions.writing.letter import LetterToWrite
from comptoir.domain.channels.house import NO_REPLY, own_way_out, relay_domain, secrets
from comptoir.domain.channels.models import Mailbox, ReplyAddress
from comptoir.domain.shops.queries import shop_of_id
from comptoir.letters.building import Who
from comptoir.letters.tokens import bounce_local_part, new_local_part


class Way(NamedTuple):
    """How a letter leaves: as whose, where answers go (none: where it came from), and what carries it ("" where nothing does)."""

    mailbox: Mailbox | None
    sender: Who
    reply_to: tuple[Who, ...]
    kind: str

    @property
    def host(self) -> str:
        """In whose name its Message-ID is made."""
        return relay_domain() or self.sender.address.rpartition("@")[2]


def way_of(letter: LetterToWrite, recipient: str) -> Way | None:
    """The way of a letter; None where neither a mailbox nor the house can send it."""
    mailbox = _mailbox(letter)
    token = _token(letter, recipient)
    if mailbox is None:
        kind = own_way_out()
        address = token or (f"{NO_REPLY}@{relay_domain()}" if relay_domain() else "")
        return Way(None, Who(address, letter.from_name or _shop_name(letter)), (), kind) if kind and address else None
    kind = own_way_out() if mailbox.outgoing == Mailbox.Outgoing.HOUSE else str(mailbox.outgoing)
    sender = Who(mailbox.address, letter.from_name or mailbox.name or _shop_name(letter))
    return Way(mailbox, sender, (Who(token, sender.name),) if token else (), kind) if kind and kind != "none" else None


def envelope_of(letter_id: int, way: Way) -> str:
    """Where a letter comes back to that cannot be delivered."""
    if not relay_domain():
        return way.sender.address
    return f"{bounce_local_part(letter_id, secrets())}@{relay_domain()}"


def bind_reply_address(
    *, shop_id: int, conversation_id: int, party: str, address: str, now: dt.datetime
) -> ReplyAddress:
    """The party's address for replies in a conversation, made where there is none; from now on `address` may write there.

    Empty: nobody any more. Threats 5, 18.
    """
    row = ReplyAddress.objects.filter(conversation_id=conversation_id, party=party).first()
    if row is None:
        row = _made(conversation_id, party, {"shop_id": shop_id, "address": address, "created_at": now})
    if row.address != address:
        row.address = address
        row.save(update_fields=["address"])
    return row


def _made(conversation_id: int, party: str, facts: dict[str, Any]) -> ReplyAddress:
    try:
        with transaction.atomic():
            return ReplyAddress.objects.create(
                conversation_id=conversation_id, party=party, local_part=new_local_part(secrets()), **facts
            )
    except IntegrityError:
        return ReplyAddress.objects.get(conversation_id=conversation_id, party=party)


def _token(letter: LetterToWrite, recipient: str) -> str:
    if not letter.reply_party or not relay_domain() or letter.conversation_id is None:
        return ""
    row = bind_reply_address(
        shop_id=letter.shop_id,
        conversation_id=letter.conversation_id,
        party=letter.reply_party,
        address=recipient,
        now=letter.at,
    )
    return f"{row.local_part}@{relay_domain()}"


def _mailbox(letter: LetterToWrite) -> Mailbox | None:
    rows = Mailbox.objects.filter(shop_id=letter.shop_id, is_on=True).exclude(outgoing=Mailbox.Outgoing.NONE)
    if letter.mailbox_id is not None:
        return rows.filter(pk=letter.mailbox_id).first() or rows.order_by("pk").first()
    if letter.reply_party and relay_domain():
        return None
    return rows.order_by("pk").first()


def _shop_name(letter: LetterToWrite) -> str:
    return shop_of_id(letter.shop_id).name
