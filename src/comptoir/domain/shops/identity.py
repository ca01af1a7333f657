"""How a shop proves who its customer is: a JSON Web Token (HS256), or a payload with an HMAC, signed with the shop's key.

The key is derived from the installation's secret and the shop, so it is stored nowhere; renewing raises the generation.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from typing import Any

import jwt
import msgspec
from django.conf import settings

from comptoir.domain.shops.errors import IdentityNotProven
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.shapes import decoder_of

LONGEST_LIFE = 24 * 3600
"""Seconds for which a signature may hold at the most."""

SELLER_LONGEST = 80
"""Signs, as the lines of orders may have."""


class SignedIdentity(msgspec.Struct, frozen=True):
    """Who the shop says its customer is. `id` is the shop's own number; `exp` is a Unix time."""

    id: str
    exp: int
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""


class SignedSeller(msgspec.Struct, frozen=True):
    """Which of its sellers the shop says it is: `seller` as the lines of orders name them, `name` as customers know them.

    `email` is where the shop itself reaches them, which is not where customers' messages go.
    """

    seller: str
    exp: int
    name: str = ""
    language: str = ""
    email: str = ""


decoder_of(SignedSeller)
decoder_of(SignedIdentity)  # known before several threads meet it at once


def identity_key(shop: KnownShop) -> str:
    """The secret by which the shop's own servers sign; shown to administrators only."""
    return _derived(shop, "identity")


def api_key(shop: KnownShop) -> str:
    """The secret that the shop's own servers show when they tell us something; never the one by which they sign."""
    return _derived(shop, "api")


def webhook_key(shop: KnownShop) -> str:
    """The secret by which the shop's own systems sign what they send of themselves."""
    return _derived(shop, "webhook")


def is_api_key(shop: KnownShop, shown: str) -> bool:
    """Whether what was shown is the shop's key for telling us something."""
    return hmac.compare_digest(shown.encode(), api_key(shop).encode())


def proven_identity(shop: KnownShop, signed: str) -> SignedIdentity:
    """Who `signed` names, once its signature, time and shape hold. Raises `IdentityNotProven`."""
    claims = _proven_claims(shop, signed)
    if "seller" in claims:
        raise IdentityNotProven
    claims.setdefault("id", claims.get("sub"))
    try:
        identity = msgspec.convert(claims, SignedIdentity)
    except msgspec.MsgspecError as error:
        raise IdentityNotProven from error
    if not identity.id or len(identity.id) > 120 or not _holds(identity.exp):
        raise IdentityNotProven
    return identity


def proven_seller(shop: KnownShop, signed: str) -> SignedSeller:
    """Which seller `signed` names. What is signed for a customer is none for a seller, nor the other way. Raises `IdentityNotProven`."""
    try:
        seller = msgspec.convert(_proven_claims(shop, signed), SignedSeller)
    except msgspec.MsgspecError as error:
        raise IdentityNotProven from error
    if (
        not seller.seller.strip()
        or len(seller.seller) > SELLER_LONGEST
        or len(seller.name) > 160
        or not _holds(seller.exp)
    ):
        raise IdentityNotProven
    return seller


def _proven_claims(shop: KnownShop, signed: str) -> dict[str, Any]:
    if len(signed) > 4096:
        raise IdentityNotProven
    try:
        return _from_jwt(shop, signed) if signed.count(".") == 2 else _from_hmac(shop, signed)
    except (jwt.PyJWTError, msgspec.MsgspecError, ValueError, binascii.Error) as error:
        raise IdentityNotProven from error


def _holds(until: int) -> bool:
    return time.time() < until < time.time() + LONGEST_LIFE


def _derived(shop: KnownShop, purpose: str) -> str:
    text = f"{purpose}:{shop.key}:{shop.identity_generation}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def _from_jwt(shop: KnownShop, signed: str) -> dict[str, Any]:
    options: Any = {"require": ["exp"], "verify_aud": False, "verify_sub": False}
    return dict(jwt.decode(signed, identity_key(shop), algorithms=["HS256"], options=options))


def _from_hmac(shop: KnownShop, signed: str) -> dict[str, Any]:
    payload, _, signature = signed.partition(".")
    expected = hmac.new(identity_key(shop).encode(), payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise IdentityNotProven
    padded = payload + "=" * (-len(payload) % 4)
    return dict(msgspec.json.decode(base64.urlsafe_b64decode(padded), type=dict))
