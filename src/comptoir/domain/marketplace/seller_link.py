"""The secret of a link by which a seller comes to their page: signed, dated, of one seller and their generation, never stored."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.core import signing

from comptoir.domain.marketplace.errors import SellerLinkNotValid

LONGEST = 200
HOLDS = dt.timedelta(days=30)

_SIGNER = signing.Signer(salt="comptoir.seller", sep=".")


class SellerClaim(NamedTuple):
    """What a link says."""

    seller_id: int
    generation: int
    given_at: dt.datetime


def signed_seller(seller_id: int, generation: int, now: dt.datetime) -> str:
    """The secret of a link given out at `now`: letters, digits, `-`, `_` and `.` only."""
    return _SIGNER.sign_object([seller_id, generation, int(now.timestamp())])


def claimed_seller(token: str, now: dt.datetime) -> SellerClaim:
    """What the link says, if it is one of ours and holds. Raises `SellerLinkNotValid`."""
    if not token or len(token) > LONGEST:
        raise SellerLinkNotValid
    try:
        seller_id, generation, given_at = _SIGNER.unsign_object(token)
        claim = SellerClaim(int(seller_id), int(generation), dt.datetime.fromtimestamp(int(given_at), dt.UTC))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise SellerLinkNotValid from error
    if now > claim.given_at + HOLDS:
        raise SellerLinkNotValid
    return claim
