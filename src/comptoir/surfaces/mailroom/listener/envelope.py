"""What was brought in one envelope, as mails of ours: one for each recipient, so that each is acknowledged and settled for itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import re
from email.utils import format_datetime
from typing import NamedTuple

from comptoir.domain.channels.actions import CameIn
from comptoir.foundation.clock import now

_RECEIVED = re.compile(rb"^received:", re.IGNORECASE | re.MULTILINE)
_NO_NAME = re.compile(r"[^A-Za-z0-9.\-_:\[\]]")
HEADER_LARGEST = 256 * 1024
"""Bytes in which headers are looked for."""


class Brought(NamedTuple):
    """A mail and its envelope, as a client brought it."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    client_ip: str
    helo: str
    is_lmtp: bool
    is_secure: bool
    own_name: str


def came_in(brought: Brought, at: dt.datetime | None = None) -> list[CameIn]:
    """One mail for each recipient. The same one, brought again after a broken connection, has the same number and is kept once."""
    at = at or now()
    # The server before us has written where the mail came from; where we are the first, we do.
    raw = brought.raw if brought.is_lmtp else _trace(brought, at) + brought.raw
    return [
        CameIn(
            source="lmtp" if brought.is_lmtp else "smtp",
            source_id=_number(brought, recipient),
            raw=raw,
            envelope_from=brought.sender,
            envelope_to=(recipient,),
            client_ip=_address(brought.client_ip),
            helo=brought.helo,
            received_at=at,
        )
        for recipient in dict.fromkeys(brought.recipients)
    ]


def hops_in(raw: bytes) -> int:
    """How many servers have passed the mail on."""
    head = raw[:HEADER_LARGEST].partition(b"\r\n\r\n")[0]
    return len(_RECEIVED.findall(head))


def _number(brought: Brought, recipient: str) -> str:
    digest = hashlib.sha256(f"{brought.sender}\n{recipient.lower()}\n".encode("utf-8", "surrogateescape"))
    digest.update(brought.raw)
    return digest.hexdigest()


def _trace(brought: Brought, at: dt.datetime) -> bytes:
    helo = _NO_NAME.sub("", brought.helo) or "unknown"
    way = "ESMTPS" if brought.is_secure else "ESMTP"
    line = f"Received: from {helo} ([{_address(brought.client_ip)}])\r\n\tby {brought.own_name} with {way}; {format_datetime(at)}\r\n"
    return line.encode("ascii", "replace")


def _address(text: str) -> str:
    text = text.removeprefix("IPV6:").removeprefix("IPv6:").removeprefix("ipv6:")
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
