"""Sealing what must not stand in the database in clear: passwords and tokens that others entrust to us, the seeds of second factors.

The key is derived from the installation's secret and the purpose, so it is stored nowhere; under another secret, or for
another purpose, nothing of it can be read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def sealed(text: str, purpose: bytes) -> str:
    """`text` so that nobody without the installation's secret can read it; nothing stays nothing."""
    return _fernet(settings.SECRET_KEY, purpose).encrypt(text.encode()).decode() if text else ""


def unsealed(text: str, purpose: bytes) -> str:
    """What was sealed; nothing where it is none of ours, or was sealed under another secret or for another purpose."""
    if not text:
        return ""
    try:
        return _fernet(settings.SECRET_KEY, purpose).decrypt(text.encode()).decode()
    except (InvalidToken, ValueError):
        return ""


@lru_cache(maxsize=8)
def _fernet(secret: str, purpose: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret.encode(), purpose, hashlib.sha256).digest()))
