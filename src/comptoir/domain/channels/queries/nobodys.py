"""Mail that was brought to an address nobody has: for managers, who may have forgotten to connect one. R8."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comptoir.domain.channels.house import relay_domain
from comptoir.domain.channels.models import Mailbox, ReceivedMail
from comptoir.domain.channels.queries.mails import LARGE, PAGE
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import all_shops
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import Cursor, Page, page_of

ADDRESSES_SHOWN = 5
KEPT_OF_NOBODY = dt.timedelta(days=30)
"""For which a mail is kept that came to nobody's address."""


def mails_to_nobody(viewers: Sequence[Viewer], *, after: Cursor | None = None, limit: int = PAGE) -> Page[ReceivedMail]:
    """A page of the mails that are no shop's, the newest first. Raises `NotAllowed` for who manages no shop."""
    if not any(may(it.role, "see_unclaimed_mail") for it in viewers):
        raise NotAllowed
    return page_of([ReceivedMail.objects.filter(shop=None).defer(*LARGE)], "received_at", after=after, limit=limit)


def nobodys_addresses(viewers: Sequence[Viewer], mails: Sequence[ReceivedMail]) -> dict[int, list[str]]:
    """The addresses of each mail that its reader may know: at a domain of their shops' mailboxes or of the house. What was
    meant for another shop of the house is not theirs to read; who manages all shops reads all.
    """
    theirs, is_everything = _domains(viewers, "see_unclaimed_mail")
    theirs |= {relay_domain()} - {""}
    return {
        mail.pk: [it for it in mail.envelope_to if is_everything or _domain(it) in theirs][:ADDRESSES_SHOWN]
        for mail in mails
    }


def nobodys_erasable(viewers: Sequence[Viewer], mails: Sequence[ReceivedMail]) -> set[int]:
    """Which of the mails the user may erase: those with every address at a domain of the mailboxes of shops they manage, and
    any for who manages all shops. What was erased has none any more, and is none of them.
    """
    theirs, is_everything = _domains(viewers, "erase_mail")
    return {
        mail.pk
        for mail in mails
        if mail.why != "erased"
        and (is_everything or (mail.envelope_to and {_domain(it) for it in mail.envelope_to} <= theirs))
    }


def _domains(viewers: Sequence[Viewer], right: str) -> tuple[set[str], bool]:
    """The domains of the mailboxes of the shops where the user has the right, and whether these are all shops."""
    ids = {it.shop_id for it in viewers if may(it.role, right)}
    addresses = Mailbox.objects.filter(shop_id__in=ids).values_list("address", flat=True)
    return {_domain(it) for it in addresses}, ids >= {shop.id for shop in all_shops()}


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
