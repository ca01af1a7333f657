"""The widget's door: which shop, from which site, in which language, and who the visitor is.

No cookies here: a visitor is who holds the token, and only the shop's own sites may ask from a browser.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from comptoir.domain.people.queries import visitor_of_token
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.errors import ForeignSite
from comptoir.domain.shops.queries import KnownShop, shop_of_key
from comptoir.foundation.errors import Refusal, StoreUnavailable
from comptoir.surfaces.widget.errors import MethodNotAllowed

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]

PREFLIGHT_HOLDS = 7200
"""Seconds; browsers take no more."""

NO_STORE = "no-store"


def for_the_shop(*methods: str, cache: str = NO_STORE) -> Callable[[View], View]:
    """A view of a shop's widget: `view(request, shop, …)`. It is asked from the shop's sites only, and answers in words.

    Refusals become answers here and not later, because a browser may only read what carries the site's permission.
    """

    def decorate(view: View) -> View:
        @csrf_exempt  # there is no cookie that another site could ride on
        @wraps(view)
        def answer(request: HttpRequest, shop_key: str, **rest: Any) -> HttpResponse:
            shop = shop_of_key(shop_key)
            language = language_of(request, shop)
            with translation.override(language):
                response = _answer(view, methods, request, shop, rest)
            response.headers["Content-Language"] = language
            response.headers.setdefault("Cache-Control", cache if response.status_code < 400 else NO_STORE)
            return _let_site_read(request, shop, response)

        return open_to("shops_page", *methods)(answer)

    return decorate


def for_the_visitor(*methods: str) -> Callable[[View], View]:
    """As `for_the_shop`, for a visitor whose token holds: `view(request, shop, visitor, …)`."""

    def decorate(view: View) -> View:
        @for_the_shop(*methods)
        @wraps(view)
        def answer(request: HttpRequest, shop: KnownShop, **rest: Any) -> HttpResponse:
            return view(request, shop, visitor_of_token(token_of(request), shop), **rest)

        return open_to("write_to_the_shop", *methods)(answer)

    return decorate


def wire_answer(content: Any, status: int = 200) -> HttpResponse:
    """`content` as JSON, times and ids written as on the socket."""
    return HttpResponse(msgspec.json.encode(content), content_type="application/json", status=status)


def language_of(request: HttpRequest, shop: KnownShop) -> str:
    """The language to answer in: the one asked for where the shop speaks it, else the shop's own."""
    asked = request.GET.get("language", "").split("-")[0].lower()
    return asked if asked in shop.languages else shop.language


def token_of(request: HttpRequest) -> str:
    """The token that the request carries, if any."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _answer(view: View, methods: tuple[str, ...], request: HttpRequest, shop: KnownShop, rest: Any) -> HttpResponse:
    try:
        if not _is_from_site(request, shop):
            raise ForeignSite
        if request.method == "OPTIONS":
            return _preflight(methods)
        if request.method not in methods:
            raise MethodNotAllowed
        return view(request, shop, **rest)
    except DatabaseError as error:
        log.error("%s: the database refused", request.path, exc_info=error)
        return _refused(StoreUnavailable().with_traceback(error.__traceback__))
    except Refusal as refusal:
        return _refused(refusal)


def _refused(refusal: Refusal) -> HttpResponse:
    response = wire_answer(dict(refusal.as_answer()), status=refusal.status)
    if refusal.status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _is_from_site(request: HttpRequest, shop: KnownShop) -> bool:
    """A browser names the page's origin whenever another site asks, and whenever something is sent."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.method in ("GET", "HEAD") or not request.headers.get("Sec-Fetch-Site")
    return origin in shop.origins or origin == own_origin()


def own_origin() -> str:
    """The origin of our own pages."""
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _preflight(methods: tuple[str, ...]) -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
    response.headers["Access-Control-Allow-Headers"] = "authorization, content-type"
    response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_HOLDS)
    return response


def _let_site_read(request: HttpRequest, shop: KnownShop, response: HttpResponse) -> HttpResponse:
    origin = request.headers.get("Origin")
    if origin is not None and _is_from_site(request, shop):
        response.headers["Access-Control-Allow-Origin"] = origin
    patch_vary_headers(response, ["Origin"])
    return response
