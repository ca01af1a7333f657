"""A seller's Settings › Profile: one support e-mail and one support name. With an address the tool is on, without it off. E2."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.marketplace.actions import confirm_support, send_code_again, set_support
from comptoir.foundation.clock import now
from comptoir.foundation.errors import Refusal
from comptoir.surfaces.market.access import Trader, for_sellers
from comptoir.surfaces.market.fields import line
from comptoir.surfaces.market.limits import count_code, count_letter
from comptoir.surfaces.market.showing import done, page
from comptoir.surfaces.market.shown.sellers import shown_profile

ADDRESS_LONGEST, NAME_LONGEST, CODE_LONGEST = 254, 80, 12


@for_sellers("GET", "HEAD", "POST")
def profile(request: HttpRequest, trader: Trader) -> HttpResponse:
    """What is set, and the form that changes it. Switching off is asked for once more."""
    if request.method != "POST":
        return _page(request, trader)
    email, name = line(request, "email", ADDRESS_LONGEST), line(request, "name", NAME_LONGEST)
    was_on = bool(trader.seller.support_email)
    if was_on and not email and request.POST.get("is_sure") != "yes":
        return _page(request, trader, is_switching_off=True)
    try:
        count_letter(trader.key)
        waits = set_support(seller_id=trader.seller.id, email=email, name=name, now=now())
    except Refusal as refusal:
        return _page(request, trader, refusal=refusal, email=email, name=name)
    return done(_address(trader), "off" if was_on and not email else "code_sent" if waits else "saved")


@for_sellers("POST")
def code(request: HttpRequest, trader: Trader) -> HttpResponse:
    """The code that came by mail: the address is the seller's own."""
    try:
        count_code(trader.key)
        typed = "".join(line(request, "code", CODE_LONGEST).split())
        confirm_support(seller_id=trader.seller.id, code=typed, now=now())
    except Refusal as refusal:
        return _page(request, trader, refusal=refusal, is_code=True)
    return done(_address(trader), "confirmed")


@for_sellers("POST")
def code_again(request: HttpRequest, trader: Trader) -> HttpResponse:
    """Another code."""
    try:
        count_code(trader.key)
        send_code_again(seller_id=trader.seller.id, now=now())
    except Refusal as refusal:
        return _page(request, trader, refusal=refusal, is_code=True)
    return done(_address(trader), "code_sent")


def _page(
    request: HttpRequest,
    trader: Trader,
    *,
    refusal: Refusal | None = None,
    email: str | None = None,
    name: str | None = None,
    is_switching_off: bool = False,
    is_code: bool = False,
) -> HttpResponse:
    shown = shown_profile(trader.seller, trader.shop)
    return page(
        request,
        "seller/profile.html",
        trader.shop,
        side="seller",
        status=refusal.status if refusal else 200,
        who=trader.seller.name,
        here="profile",
        it=shown,
        email=shown.email_in_form if email is None else email,
        name=(trader.seller.support_name or trader.seller.name) if name is None else name,
        refusal=refusal,
        is_code=is_code,
        is_switching_off=is_switching_off,
    )


def _address(trader: Trader) -> str:
    return reverse("market:profile", args=[trader.shop.key])
