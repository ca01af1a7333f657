"""A shop's mailboxes."""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.domain.channels.connecting.access import trouble_words
from comptoir.domain.channels.errors import MailboxNotFound
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.people.rules import Viewer, may

__all__ = ["mailbox_for", "mailboxes", "mailboxes_to_write_from", "trouble_of", "trouble_words"]

MAILBOXES_AT_MOST = 100
"""Mailboxes of a shop."""


def mailboxes(shop_id: int) -> list[Mailbox]:
    """The shop's mailboxes, by address."""
    return list(Mailbox.objects.filter(shop_id=shop_id).order_by("address")[:MAILBOXES_AT_MOST])


def mailboxes_to_write_from(shop_id: int) -> list[Mailbox]:
    """Those by which the shop's letters can go out."""
    rows = Mailbox.objects.filter(shop_id=shop_id, is_on=True).exclude(outgoing=Mailbox.Outgoing.NONE)
    return list(rows.order_by("id")[:MAILBOXES_AT_MOST])


def mailbox_for(viewers: Sequence[Viewer], mailbox_id: int) -> tuple[Mailbox, Viewer]:
    """The mailbox, and as which of their memberships the user manages it. Raises `MailboxNotFound`."""
    found = Mailbox.objects.filter(pk=mailbox_id).first()
    for viewer in viewers:
        if found and viewer.shop_id == found.shop_id and may(viewer.role, "manage_mailboxes"):
            return found, viewer
    raise MailboxNotFound


def trouble_of(mailbox: Mailbox) -> str:
    """What is in the way of the mailbox, in the reader's language; nothing where all is well."""
    return trouble_words(mailbox.trouble) if mailbox.trouble else ""
