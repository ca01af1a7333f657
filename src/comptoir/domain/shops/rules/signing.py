"""How a shop signs what it sends of itself: HMAC-SHA256 over the time and the raw body, in one header.

`Comptoir-Signature: t=1796050800,v1=<hexadecimal>`, where what is signed is the time, a dot, and the body as it is sent.
"""

from __future__ import annotations

import hashlib
import hmac

HOLDS = 300
"""Seconds for which a signature holds, before and after its time: who overhears it can repeat it no longer than that."""


def signed(key: str, body: bytes, at: int) -> str:
    """The header's value for a body that is sent at `at`, a Unix time."""
    return f"t={at},v1={_signature(key, body, at)}"


def signed_at(key: str, body: bytes, header: str, now: float) -> int | None:
    """The Unix time of a signature that holds; None for one that does not, or no longer, or not yet."""
    if len(header) > 400:
        return None
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for name, _, value in parts if name == "t"]
    if len(times) != 1 or not (times[0].isascii() and times[0].isdigit() and len(times[0]) <= 12):
        return None
    at = int(times[0])
    wanted = _signature(key, body, at).encode()
    # Several signatures may stand beside each other while a shop changes its key.
    holds = [hmac.compare_digest(value.encode(), wanted) for name, _, value in parts if name == "v1"]
    return at if any(holds) and abs(now - at) <= HOLDS else None


def _signature(key: str, body: bytes, at: int) -> str:
    return hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
