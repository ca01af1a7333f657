"""Codes by which a seller proves that an address is theirs. Threat 18."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

CODE_DIGITS = 6
CODE_HOLDS = dt.timedelta(minutes=15)
TRIES_AT_MOST = 5
CODES_A_DAY = 5


def code_hash(code: str, secret: str, seller_id: int, address: str) -> str:
    """What is kept of a code: worth nothing without the installation's secret, for another seller, or for another address."""
    said = f"seller code:{seller_id}:{address}:{plain_code(code)}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


def is_code(code: str, kept: str, secret: str, seller_id: int, address: str) -> bool:
    """Whether it is the one of which `kept` is the hash."""
    return bool(kept) and hmac.compare_digest(code_hash(code, secret, seller_id, address), kept)


def plain_code(code: str) -> str:
    """Its digits, however they were spaced."""
    return "".join(sign for sign in code if sign.isdigit())[:12]
