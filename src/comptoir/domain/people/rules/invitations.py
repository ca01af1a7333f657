"""An invitation's token: 128 bits and more, made of a seed and the house's key; only its digest is compared."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import re

HOLDS = dt.timedelta(days=7)
"""How long an invitation can be accepted after it was sent."""

SENT_AT_MOST = 10
"""Times that one invitation goes out."""

OPEN_AT_MOST = 200
"""Invitations of a shop that wait at the same time."""

_TOKEN = re.compile(r"^[A-Za-z0-9_-]{32}$")


def invitation_token(seed: str, secret: str) -> str:
    """The token of an invitation with this seed: 192 bits, for an address."""
    key = hashlib.sha256(f"comptoir.invitation {secret}".encode()).digest()
    made = hmac.new(key, seed.encode(), hashlib.sha256).digest()[:24]
    return base64.urlsafe_b64encode(made).decode()


def token_digest(token: str) -> str:
    """What is kept of a token; "" of what can be none: empty, too short, or of other signs. Attack A16."""
    return hashlib.sha256(token.encode()).hexdigest() if _TOKEN.match(token or "") else ""
