"""Coming in, by what the shop has signed: a form or a link; and leaving. The signature is out of the address before anything is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comptoir.domain.marketplace.actions import meet_seller
from comptoir.domain.marketplace.queries import seller_of_link, seller_token
from comptoir.domain.people.actions import meet_visitor
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.foundation.errors import Refusal
from comptoir.surfaces.market.access import for_nobody_else, mediating_shop, told_why
from comptoir.surfaces.market.limits import count_entry
from comptoir.surfaces.market.sessions import HOMES, Side, drop, keep, kept
from comptoir.surfaces.market.showing import language_of

IDENTITY_LONGEST = 4096


class Door(NamedTuple):
    """A side, and how what was signed for it becomes the token that is kept."""

    side: Side
    token: Callable[[HttpRequest, KnownShop, str], str]


def _buyers_token(request: HttpRequest, shop: KnownShop, signed: str) -> str:
    """The customer as a visitor: the one whom this browser already has, where it is theirs."""
    language, before = language_of(request, shop), kept(request, "buyer", shop)
    return meet_visitor(shop=shop, token=before, language=language, identity=signed, now=now())[1]


def _sellers_token(_request: HttpRequest, shop: KnownShop, signed: str) -> str:
    return seller_token(meet_seller(shop=shop, signed=signed), now())


def _followed_token(_request: HttpRequest, shop: KnownShop, signed: str) -> str:
    seller_of_link(shop, signed, now())
    return signed


BUYERS, SELLERS = Door("buyer", _buyers_token), Door("seller", _sellers_token)
FOLLOWED = Door("seller", _followed_token)


@open_to("signed_by_shop", "POST")
@csrf_exempt  # the shop's own form on another site; what it carries is signed, and opens only what it names
@require_POST
def buyer_enter(request: HttpRequest, shop_key: str) -> HttpResponseBase:
    """The shop's own page sends its customer on, with what it has signed in a field `identity`."""
    return _entered(request, shop_key, request.POST.get("identity", ""), BUYERS)


@open_to("signed_by_shop", "GET")
@require_safe
def buyer_arrive(request: HttpRequest, shop_key: str, signed: str) -> HttpResponseBase:
    """By a link that carries it."""
    return _entered(request, shop_key, signed, BUYERS)


@open_to("signed_by_shop", "POST")
@csrf_exempt  # as for buyers
@require_POST
def seller_enter(request: HttpRequest, shop_key: str) -> HttpResponseBase:
    """The marketplace sends its seller on."""
    return _entered(request, shop_key, request.POST.get("identity", ""), SELLERS)


@open_to("signed_by_shop", "GET")
@require_safe
def seller_arrive(request: HttpRequest, shop_key: str, signed: str) -> HttpResponseBase:
    """By a link that carries it."""
    return _entered(request, shop_key, signed, SELLERS)


@open_to("signed_by_shop", "GET")
@require_safe
def seller_follow(request: HttpRequest, shop_key: str, signed: str) -> HttpResponseBase:
    """By a link that stood in a mail of ours to the seller."""
    return _entered(request, shop_key, signed, FOLLOWED)


@open_to("anybody", "POST")
@require_POST
def buyer_leave(request: HttpRequest, shop_key: str) -> HttpResponseBase:
    """Nobody is known here any more."""
    return _left(shop_key, "buyer")


@open_to("anybody", "POST")
@require_POST
def seller_leave(request: HttpRequest, shop_key: str) -> HttpResponseBase:
    """Nobody is known here any more."""
    return _left(shop_key, "seller")


def _entered(request: HttpRequest, shop_key: str, signed: str, door: Door) -> HttpResponseBase:
    shop = mediating_shop(shop_key)
    response: HttpResponseBase = HttpResponseRedirect(reverse(HOMES[door.side], args=[shop.key]))
    response.status_code = 303
    with translation.override(language_of(request, shop)):
        try:
            count_entry(request)
            keep(response, door.side, shop, door.token(request, shop, signed[: IDENTITY_LONGEST + 1]))
        except Refusal as refusal:
            response = told_why(request, shop, refusal, side=door.side)
    response.headers["Referrer-Policy"] = "no-referrer"
    return for_nobody_else(response)


def _left(shop_key: str, side: Side) -> HttpResponseBase:
    shop = mediating_shop(shop_key)
    response = HttpResponseRedirect(reverse(HOMES[side], args=[shop.key]))
    response.status_code = 303
    return for_nobody_else(drop(response, side, shop))
