"""Sealing what others entrust to us: passwords and tokens of mailboxes stand in the database only so, and are opened only to be used.

The key is derived from the installation's secret, so it is stored nowhere; under another secret nothing of it can be read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

LABEL = b"comptoir mailbox secrets 1"


def seal(text: str) -> str:
    """`text` so that nobody without the installation's secret can read it; nothing stays nothing."""
    return _fernet(settings.SECRET_KEY).encrypt(text.encode()).decode() if text else ""


def open_sealed(text: str) -> str:
    """What was sealed; nothing where it is none of ours, or was sealed under another secret."""
    if not text:
        return ""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(text.encode()).decode()
    except (InvalidToken, ValueError):
        return ""


@lru_cache(maxsize=2)
def _fernet(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret.encode(), LABEL, hashlib.sha256).digest()))
