"""Which addresses mail may come to here, and by which door. Nothing is looked up outside the database: a sender waits for the answer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from comptoir.domain.channels.house import relay_domain, secrets
from comptoir.domain.channels.models import Mailbox, ReplyAddress, SentMail
from comptoir.domain.channels.sealing import open_sealed
from comptoir.foundation.clock import now
from comptoir.letters.tokens import could_be_ours, letter_of_bounce, plain_local_part


class Hook(NamedTuple):
    """A mailbox that a provider brings mail to by webhook, and by which secret it proves itself."""

    mailbox_id: int
    shop_id: int
    address: str
    provider: str
    secret: str
    trouble: str


def doors_open_to(addresses: Sequence[str]) -> dict[str, bool]:
    """For each address, whether mail to it is taken: a mailbox that has its MX here, or an address of ours for replies and bounces."""
    plain = {address: _plain(address) for address in addresses}
    kept = _mailboxes({each for each in plain.values() if each})
    return {address: bool(each) and (each in kept or _is_for_replies(each)) for address, each in plain.items()}


def hook_key(mailbox_id: int) -> str:
    """What stands in the address to which a provider brings this mailbox's mail; nobody guesses it."""
    return f"{mailbox_id}-{_tag(mailbox_id)}"


def mailbox_of_hook(key: str) -> Hook | None:
    """The mailbox that a webhook's address is for."""
    number, _, tag = key.partition("-")
    if (
        not number.isascii()
        or not number.isdigit()
        or len(number) > 18
        or not hmac.compare_digest(tag.encode(), _tag(int(number)).encode())
    ):
        return None
    row = Mailbox.objects.filter(pk=int(number), incoming=Mailbox.Incoming.WEBHOOK, is_on=True).first()
    if row is None:
        return None
    return Hook(row.pk, row.shop_id, row.address, row.webhook_provider, open_sealed(row.webhook_secret), row.trouble)


def _plain(address: str) -> str:
    """The address as we keep ours; nothing where it is none."""
    local, at, domain = address.strip().rpartition("@")
    if not at or not local or not address.isprintable() or len(address) > 320:
        return ""
    return f"{local}@{domain}".lower()


def _mailboxes(addresses: set[str]) -> set[str]:
    if not addresses:
        return set()
    rows = Mailbox.objects.filter(address__in=addresses, incoming=Mailbox.Incoming.LISTENER, is_on=True)
    return set(rows.values_list("address", flat=True))


def _is_for_replies(address: str) -> bool:
    local, _, domain = address.rpartition("@")
    if not relay_domain() or domain != relay_domain():
        return False
    local = plain_local_part(local)
    letter = letter_of_bounce(local, secrets())
    if letter is not None:
        return SentMail.objects.filter(pk=letter).exists()
    if not could_be_ours(local, secrets()):
        return False
    still = Q(ended_at=None) | Q(ended_at__gt=now())
    return ReplyAddress.objects.filter(still, local_part=local).exists()


def _tag(mailbox_id: int) -> str:
    key = hmac.new(settings.SECRET_KEY.encode(), b"mail hook", hashlib.sha256).digest()
    return hmac.new(key, str(mailbox_id).encode(), hashlib.sha256).hexdigest()[:32]
