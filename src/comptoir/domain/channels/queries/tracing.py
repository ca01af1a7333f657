"""Following one letter, and the servers of one mailbox: for whoever tries whether mail works."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.channels.connecting.access import Access
from comptoir.domain.channels.models import Mailbox, ReceivedMail, SentMail
from comptoir.domain.channels.sealing import open_sealed


class Traced(NamedTuple):
    """Where a letter stands: a state of `models.Delivery`, why, what the server said, and its Message-ID."""

    state: str
    why: str
    detail: str
    message_id: str


class Servers(NamedTuple):
    """A mailbox and the servers of its own that it comes in and goes out by; None where it has none."""

    mailbox_id: int
    shop_id: int
    address: str
    name: str
    ways: tuple[str, str]
    folder: str
    incoming: Access | None
    outgoing: Access | None


def letter_traced(letter_id: int) -> Traced:
    """Where the letter stands now."""
    return Traced(*SentMail.objects.values_list("state", "why", "detail", "message_id").get(pk=letter_id))


def mail_since(shop_id: int, sender: str, since: dt.datetime) -> tuple[str, str] | None:
    """State and why of the first mail that came from this address since then and was worked off."""
    rows = ReceivedMail.objects.filter(shop_id=shop_id, sender=sender, received_at__gte=since).exclude(state="waiting")
    return rows.order_by("received_at", "id").values_list("state", "why").first()


def servers_of(address: str) -> Servers | None:
    """The mailbox with this address, or of an empty one the first that can send."""
    rows = Mailbox.objects.filter(is_on=True).order_by("id")
    box = rows.filter(address=address).first() if address else rows.exclude(outgoing=Mailbox.Outgoing.NONE).first()
    if box is None:
        return None
    places = [
        Access(host, port, security, user, open_sealed(secret))  # type: ignore[arg-type]
        if is_own and not box.oauth_provider
        else None
        for is_own, host, port, security, user, secret in (
            (box.incoming == "imap", box.imap_host, box.imap_port, box.imap_security, box.imap_user, box.imap_secret),
            (box.outgoing == "smtp", box.smtp_host, box.smtp_port, box.smtp_security, box.smtp_user, box.smtp_secret),
        )
    ]
    ways = (str(box.incoming), str(box.outgoing))
    return Servers(box.pk, box.shop_id, box.address, box.name, ways, box.folder, places[0], places[1])  # type: ignore[arg-type]
