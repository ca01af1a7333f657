"""How this installation itself takes part in mail: its domain for replies, its secrets, its name, its way out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

NO_REPLY = "no-reply"


def secrets() -> tuple[str, ...]:
    """By which our addresses and Message-IDs are made and known again: the present one first, then those before it."""
    return tuple(map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


def relay_domain() -> str:
    """The domain of our own addresses for replies and bounces; "" where there is none."""
    return str(settings.MAIL_DOMAIN)


def loop_name() -> str:
    """What stands in every letter of this installation, so that it knows them again."""
    return hmac.new(settings.SECRET_KEY.encode(), b"comptoir loop name 1", hashlib.sha256).hexdigest()[:16]


def own_way_out() -> str:
    """By which way letters go that no mailbox sends: "house", "catcher" in a demo without one, "" where there is none."""
    if settings.SMTP_URL:
        return "house"
    return "catcher" if settings.DEMO else ""


def is_relay_address(address: str) -> bool:
    """Whether it is an address at our own domain."""
    domain = relay_domain()
    return bool(domain) and address.lower().endswith(f"@{domain}")


def digest(message_id: str) -> str:
    """A Message-ID as it is looked up: of any length, in any brackets."""
    return hashlib.sha256(message_id.strip().strip("<>").encode()).hexdigest()


def digests(message_ids: Iterable[str]) -> list[str]:
    """Several of them."""
    return [digest(each) for each in message_ids if each.strip("<> ")]
