"""The demo's customers: signed in by a cookie of the shop, and signed for towards the widget, as a real shop would."""

from __future__ import annotations

import time

import jwt
from django.core import signing
from django.http import HttpRequest, HttpResponse

from comptoir.domain.shops.identity import identity_key
from comptoir.domain.shops.queries import shop_of_key
from comptoir.surfaces.storefront.shelves import Customer, Storefront, Trader

SIGNATURE_HOLDS = 3600
"""Seconds; the page signs anew each time it is shown."""


def signed_in(request: HttpRequest, front: Storefront) -> Customer | None:
    """The customer who is signed in at this shop, if one is."""
    try:
        return front.customer(signing.loads(request.COOKIES.get(_cookie(front), ""), salt=_cookie(front)))
    except signing.BadSignature:
        return None


def keep_signed_in(response: HttpResponse, front: Storefront, customer: Customer | None) -> HttpResponse:
    """Let the shop's cookie name the customer, or nobody."""
    path = f"/demo/{front.key}/"
    if customer is None:
        response.delete_cookie(_cookie(front), path=path)
    else:
        value = signing.dumps(customer.id, salt=_cookie(front))
        response.set_cookie(_cookie(front), value, path=path, httponly=True, samesite="Lax")
    return response


def signed_identity(front: Storefront, customer: Customer) -> str:
    """What the shop's server tells the widget of its customer: a JSON Web Token, signed with the shop's key."""
    claims = {
        "sub": customer.id,
        "exp": int(time.time()) + SIGNATURE_HOLDS,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
    }
    return jwt.encode(claims, identity_key(shop_of_key(front.key)), algorithm="HS256")


def signed_seller(front: Storefront, trader: Trader) -> str:
    """What a marketplace's server tells of its seller, signed with the same key."""
    claims = {
        "seller": trader.key,
        "name": trader.name,
        "language": front.language,
        "exp": int(time.time()) + SIGNATURE_HOLDS,
    }
    return jwt.encode(claims, identity_key(shop_of_key(front.key)), algorithm="HS256")


def _cookie(front: Storefront) -> str:
    return f"demo-{front.key}"
