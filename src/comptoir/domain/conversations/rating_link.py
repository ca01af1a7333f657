"""The secret of a link by which a customer rates: signed, dated, for one conversation of one shop, never stored."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.core import signing

from comptoir.domain.conversations.errors import RatingLinkNotValid

LONGEST = 200
"""Characters; ours are shorter by far."""

_SIGNER = signing.Signer(salt="comptoir.rating", sep=".")


class Claim(NamedTuple):
    """What a link says."""

    conversation_id: int
    shop_id: int
    given_at: dt.datetime


def signed_claim(conversation_id: int, shop_id: int, now: dt.datetime) -> str:
    """The secret of a link given out at `now`: letters, digits, `-`, `_` and `.` only."""
    return _SIGNER.sign_object([conversation_id, shop_id, int(now.timestamp())])


def claim_of(token: str) -> Claim:
    """What the link says, if it is one of ours. Raises `RatingLinkNotValid`."""
    if not token or len(token) > LONGEST:
        raise RatingLinkNotValid
    try:
        conversation_id, shop_id, given_at = _SIGNER.unsign_object(token)
        return Claim(int(conversation_id), int(shop_id), dt.datetime.fromtimestamp(int(given_at), dt.UTC))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise RatingLinkNotValid from error
