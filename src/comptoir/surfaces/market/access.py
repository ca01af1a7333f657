"""Who may come in: every view is for one side, and is told which person of which shop asks. Nothing of it is stored on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import is_mediated
from comptoir.domain.marketplace.errors import SellerLinkNotValid
from comptoir.domain.marketplace.queries import SellerShown, seller_of_link
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.people.errors import TokenNotValid
from comptoir.domain.people.queries import visitor_of_token
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.errors import UnknownShop
from comptoir.domain.shops.queries import KnownShop, shop_of_key
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NothingToOpen, Refusal
from comptoir.surfaces.market.errors import NotEntered
from comptoir.surfaces.market.limits import count_look
from comptoir.surfaces.market.sessions import HOLDS, Side, kept
from comptoir.surfaces.market.showing import LANGUAGE_COOKIE, charter_of, language_of, page

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Guest:
    """A buyer for whom the shop has signed."""

    shop: KnownShop
    buyer: Buyer
    name: str

    @property
    def key(self) -> str:
        """By which they are counted."""
        return f"buyer {self.shop.id} {self.buyer.number or self.buyer.visitor_id}"


@dataclass(frozen=True, slots=True)
class Trader:
    """A seller for whom the shop has signed."""

    shop: KnownShop
    seller: SellerShown

    @property
    def key(self) -> str:
        """By which they are counted."""
        return f"seller {self.seller.id}"


def for_buyers(*methods: str) -> Callable[[View], View]:
    """A view of a buyer's pages: `view(request, guest, …)`."""
    return _for("buyer", "contact_sellers", methods, _guest)


def for_sellers(*methods: str) -> Callable[[View], View]:
    """A view of a seller's pages: `view(request, trader, …)`."""
    return _for("seller", "answer_buyers", methods, _trader)


def mediating_shop(shop_key: str) -> KnownShop:
    """The shop, where buyers may write to sellers at all. Raises `Http404`."""
    try:
        shop = shop_of_key(shop_key)
    except UnknownShop as error:
        raise Http404 from error
    if not is_mediated(charter_of(shop)):
        raise Http404
    return shop


def for_nobody_else(response: HttpResponseBase) -> HttpResponseBase:
    """Keep it out of every cache and every search."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def told_why(request: HttpRequest, shop: KnownShop, refusal: Refusal, *, side: Side, back: str = "") -> HttpResponse:
    """Why not, in words, with the way back."""
    title = _("Please come from the shop") if refusal.code == "not_entered" else _("This did not work")
    if refusal.status == 404:
        title = _("There is nothing here")
    return page(
        request, "refused.html", shop, side=side, status=refusal.status, why=refusal.text(), title=title, back=back
    )


def _for(
    side: Side, right: str, methods: tuple[str, ...], known: Callable[[HttpRequest, KnownShop], Any]
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, shop_key: str, **rest: Any) -> HttpResponseBase:
            shop = mediating_shop(shop_key)
            language = language_of(request, shop)
            with translation.override(language):
                try:
                    if request.method not in methods:
                        raise NothingToOpen
                    who = known(request, shop)
                    count_look(who.key)
                    response = view(request, who, **rest)
                except Refusal as refusal:
                    response = told_why(request, shop, refusal, side=side)
            if response.status_code == NothingToOpen.status:
                response.headers["Allow"] = ", ".join(methods)
            return for_nobody_else(_language_kept(request, response, language))

        return open_to(right, *methods)(answer)

    return decorate


def _guest(request: HttpRequest, shop: KnownShop) -> Guest:
    token = kept(request, "buyer", shop)
    try:
        visitor = visitor_of_token(token, shop) if token else None
    except TokenNotValid as error:
        raise NotEntered from error
    if visitor is None or visitor.customer is None:
        raise NotEntered
    customer = visitor.customer
    name = customer.first_name or customer.last_name
    language = translation.get_language() or ""
    buyer = Buyer(visitor.pk, customer.pk, customer.external_id, customer.email, customer.first_name, language)
    return Guest(shop, buyer, name)


def _trader(request: HttpRequest, shop: KnownShop) -> Trader:
    token = kept(request, "seller", shop)
    if not token:
        raise NotEntered
    try:
        return Trader(shop, seller_of_link(shop, token, now()))
    except SellerLinkNotValid as error:
        raise NotEntered from error


def _language_kept(request: HttpRequest, response: HttpResponseBase, language: str) -> HttpResponseBase:
    if request.GET.get("language") == language:
        path = "/" + request.path.split("/")[1] + "/"
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=int(HOLDS.total_seconds()), path=path, samesite="Lax")
    return response
