"""Mails that bring another's words: the shop's own form, which names the customer where to answer, and a colleague who sends a
customer's mail on. The conversation is the customer's, whose address nobody has proven.
"""

from __future__ import annotations

from typing import NamedTuple

from comptoir.domain.channels.house import is_relay_address
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.people.queries import is_member
from comptoir.letters.forwarded import forwarded
from comptoir.letters.letter import Address, Letter


class Brought(NamedTuple):
    """Whose words they are, which, and `how` they came: by a "form" or a "colleague"."""

    sender: Address
    text: str
    beside: str
    subject: str
    how: str


def brought_by(letter: Letter, text: str, mailbox: Mailbox | None, check: str) -> Brought | None:
    """What a mail that would begin something brings of somebody else; None where its sender speaks for themselves."""
    if mailbox is None or letter.sender is None or letter.kind != "human" or check == "forged":
        return None
    return _by_form(letter, text, letter.sender, mailbox) or _by_colleague(letter, letter.sender, mailbox, check)


def _by_form(letter: Letter, text: str, sender: Address, mailbox: Mailbox) -> Brought | None:
    """From the shop's own domain, with another's address as the only one to answer to."""
    own = mailbox.address.rpartition("@")[2]
    if sender.domain != own or len(letter.reply_to) != 1 or letter.reply_to[0].domain == own:
        return None
    customer = letter.reply_to[0]
    return Brought(customer, text, "", letter.subject, "form") if _may_be(customer.address) else None


def _by_colleague(letter: Letter, sender: Address, mailbox: Mailbox, check: str) -> Brought | None:
    """Sent on by a member of the shop who proves to be it."""
    if check != "proven" or not is_member(mailbox.shop_id, sender.address):
        return None
    found = forwarded(letter.subject, letter.text, letter.html)
    if found is None or not found.body or not _may_be(found.address) or found.address == sender.address:
        return None
    customer = Address(found.name, found.address)
    return Brought(customer, found.body, found.comment, found.subject or letter.subject, "colleague")


def _may_be(address: str) -> bool:
    plain = address_in(address)
    return plain is not None and not is_relay_address(plain) and not Mailbox.objects.filter(address=plain).exists()
