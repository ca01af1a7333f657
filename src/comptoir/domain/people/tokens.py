"""The visitor's token: signed, dated, revocable, never stored. Whoever holds it is that browser."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from comptoir.domain.people.errors import TokenNotValid
from comptoir.domain.people.models import Visitor

SALT = "comptoir.visitor"
VALID_FOR = 365 * 24 * 3600
"""Seconds; every conversation that is begun gives a fresh one."""


def visitor_token(visitor: Visitor) -> str:
    """A fresh token for the visitor's browser."""
    return signing.dumps([visitor.key.hex, visitor.token_generation], salt=SALT)


def claimed_visitor(token: str) -> tuple[str, int]:
    """The visitor's key and the token's generation. Raises `TokenNotValid`."""
    if not token or len(token) > 300:
        raise TokenNotValid
    try:
        key, generation = signing.loads(token, salt=SALT, max_age=VALID_FOR)
        return UUID(hex=key).hex, int(generation)
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
        raise TokenNotValid from error
