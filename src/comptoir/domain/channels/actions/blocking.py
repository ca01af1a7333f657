"""From whom nothing is taken, and whom no letter goes to."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.channels.errors import AddressMistaken, SenderIsOurs
from comptoir.domain.channels.models import Blocked, Mailbox, Suppressed
from comptoir.domain.channels.rules.addresses import address_in, pattern_in
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked, masked_line


@transaction.atomic
def block(*, viewer: Viewer, sender: str, now: dt.datetime) -> Blocked:
    """Take nothing any more from an address, or from a whole domain ("@example.com"). What is open stays. Once is enough.

    Raises `AddressMistaken`, `SenderIsOurs`.
    """
    require(viewer, "block_senders")
    pattern = pattern_in(sender)
    if pattern is None or masked(pattern) != pattern:
        raise AddressMistaken(address=masked(sender)[:80])
    if _is_ours(viewer.shop_id, pattern):
        raise SenderIsOurs
    kept, _is_new = Blocked.objects.get_or_create(
        shop_id=viewer.shop_id, pattern=pattern, defaults={"by_id": viewer.membership_id, "at": now}
    )
    return kept


def unblock(*, viewer: Viewer, blocked_id: int) -> None:
    """Take mails of the sender again; what was ignored meanwhile can be processed again by hand."""
    require(viewer, "block_senders")
    Blocked.objects.filter(pk=blocked_id, shop_id=viewer.shop_id).delete()


@transaction.atomic
def suppress(*, viewer: Viewer, address: str, detail: str = "", now: dt.datetime) -> Suppressed:
    """Send nothing any more to the address, because a member says so. Raises `AddressMistaken`."""
    require(viewer, "settle_mail")
    plain = address_in(address)
    if plain is None or masked(plain) != plain:
        raise AddressMistaken(address=masked(address)[:80])
    facts = {"why": "blocked", "detail": masked_line(detail)[:300], "by_id": viewer.membership_id, "at": now}
    return Suppressed.objects.get_or_create(shop_id=viewer.shop_id, address=plain, defaults=facts)[0]


def unsuppress(*, viewer: Viewer, address: str) -> None:
    """Let letters go to the address again, as from now; what was not sent is not sent after all."""
    require(viewer, "block_senders")
    Suppressed.objects.filter(shop_id=viewer.shop_id, address=address.strip().lower()).delete()


def require(viewer: Viewer, act: str) -> None:
    """Raise `NotAllowed` unless the member may."""
    if not may(viewer.role, act):
        raise NotAllowed


def _is_ours(shop_id: int, pattern: str) -> bool:
    ours = Mailbox.objects.filter(shop_id=shop_id).values_list("address", flat=True)
    return any(address == pattern or address.endswith(pattern) for address in ours)
