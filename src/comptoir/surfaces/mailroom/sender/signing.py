"""Letters that go over the house's own server carry the signature of its domain (DKIM), where there is a key."""

from __future__ import annotations

import time
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from comptoir.domain.channels.actions import LetterToSend
from comptoir.letters.signing import sign


def signed(letter: LetterToSend) -> bytes:
    """The bytes that go over the wire: sent again after a crash, the same."""
    content = bytes(letter.content)
    if letter.outgoing.kind != "house" or not settings.DKIM_KEY or not settings.DKIM_DOMAIN:
        return content
    key = _key(settings.DKIM_KEY)
    return sign(content, domain=settings.DKIM_DOMAIN, selector=settings.DKIM_SELECTOR, key=key, at=_written_at(content))


@lru_cache(maxsize=2)
def _key(file: str) -> str:
    return Path(file).read_text(encoding="ascii")


def _written_at(content: bytes) -> int:
    head = BytesHeaderParser().parsebytes(content[:65536])
    try:
        return int(parsedate_to_datetime(str(head["Date"])).timestamp())
    except (TypeError, ValueError):
        return int(time.time())
