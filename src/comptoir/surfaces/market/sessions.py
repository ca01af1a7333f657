"""How somebody whom the shop has signed for stays known: by a cookie of their own part of the pages, for two hours.

The shop's signature is taken out of the address at once. What the browser keeps names nobody: it is a token, signed by us, for this shop alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from comptoir.domain.shops.queries import KnownShop

Side = Literal["buyer", "seller"]

COOKIES: dict[Side, str] = {"buyer": "comptoir_orders", "seller": "comptoir_seller"}
HOMES: dict[Side, str] = {"buyer": "market:orders", "seller": "market:profile"}
HOLDS = dt.timedelta(hours=2)


def keep(response: HttpResponseBase, side: Side, shop: KnownShop, token: str) -> HttpResponseBase:
    """Give the browser what makes this person known on this side of this shop's pages, and to no other site's forms."""
    response.set_cookie(
        COOKIES[side],
        signing.dumps(token, salt=_salt(side, shop)),
        max_age=int(HOLDS.total_seconds()),
        path=reverse(HOMES[side], args=[shop.key]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def drop(response: HttpResponseBase, side: Side, shop: KnownShop) -> HttpResponseBase:
    """Let the browser forget them."""
    response.delete_cookie(COOKIES[side], path=reverse(HOMES[side], args=[shop.key]), samesite="Lax")
    return response


def kept(request: HttpRequest, side: Side, shop: KnownShop) -> str:
    """The token that was kept; "" without one, with one that is not ours for this side of this shop, or too old."""
    try:
        token = signing.loads(request.COOKIES.get(COOKIES[side], ""), salt=_salt(side, shop), max_age=HOLDS)
    except signing.BadSignature:
        return ""
    return str(token)


def _salt(side: Side, shop: KnownShop) -> str:
    return f"comptoir.market.{side}:{shop.key}:{shop.identity_generation}"
