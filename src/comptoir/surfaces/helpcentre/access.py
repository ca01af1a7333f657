"""The help centre's door: which shop and language is asked for, and how every answer goes out.

Readers are nobody in particular: there is no session and no cookie but the one that keeps a judgement to one, and a page is the
same for all, so that any cache may keep it for a minute.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.errors import UnknownShop
from comptoir.domain.shops.queries import KnownShop, shop_of_key
from comptoir.foundation.errors import NothingToOpen, Refusal
from comptoir.surfaces.helpcentre.errors import AskedFromElsewhere, NotInThatLanguage
from comptoir.surfaces.helpcentre.limits import count_look
from comptoir.surfaces.helpcentre.site import Site, in_words_of, language_for, site_of

View = Callable[..., HttpResponse]

KEPT = "public, max-age=60, stale-while-revalidate=300"
OWN = "private, no-store"


def for_readers(*methods: str, cache: str = KEPT) -> Callable[[View], View]:
    """A page of a help centre, in one of the shop's languages: `view(request, site, …)`. What is refused becomes a page that says why.

    Forms are taken from our own pages only: the browser says where one comes from, and there is no session to ride on.
    """

    def decorate(view: View) -> View:
        @open_to("anybody", *methods)
        @csrf_exempt
        @gzip_page
        @wraps(view)
        def answer(request: HttpRequest, shop_key: str, language: str, **rest: Any) -> HttpResponse:
            shop = shop_in(shop_key)
            if language not in shop.languages:
                return _in_no_such_language(request, shop)
            with in_words_of(language):
                if request.method not in (*methods, "HEAD"):
                    return _opened_in_vain(request, site_of(shop, language), methods)
                response = _answered(view, request, site_of(shop, language), rest)
            return _sent(request, response, cache)

        return answer

    return decorate


def shop_in(shop_key: str) -> KnownShop:
    """The shop whose help centre it is. Raises `Http404`, also for one that has no charter yet."""
    try:
        shop = shop_of_key(shop_key)
        site_of(shop, shop.language)
    except (UnknownShop, NoCharter) as error:
        raise Http404 from error
    return shop


def page(request: HttpRequest, site: Site, name: str, status: int = 200, **shown: Any) -> HttpResponse:
    """One of the help centre's pages."""
    response = render(request, f"helpcentre/{name}.html", {**site.shown(), "query": "", **shown}, status=status)
    response.headers["Content-Language"] = site.language
    return response


def _answered(view: View, request: HttpRequest, site: Site, rest: dict[str, Any]) -> HttpResponse:
    try:
        count_look(request)
        if request.method == "POST" and not _is_from_here(request):
            raise AskedFromElsewhere
        response = view(request, site, **rest)
    except Refusal as refusal:
        response = _refused(request, site, refusal)
    response.headers.setdefault("Content-Security-Policy", site.policy())
    return response


def _in_no_such_language(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """A language that the shop does not speak: said in the reader's, or the shop's own, with the way to what there is."""

    def refused(_request: HttpRequest, _site: Site) -> HttpResponse:
        raise NotInThatLanguage

    site = site_of(shop, language_for(request, shop))
    with in_words_of(site.language):
        return _sent(request, _answered(refused, request, site, {}), OWN)


def _opened_in_vain(request: HttpRequest, site: Site, methods: tuple[str, ...]) -> HttpResponse:
    """An address that only takes what a form sends: the way on for readers, the methods for machines."""
    response = _refused(request, site, NothingToOpen())
    response.headers.setdefault("Content-Security-Policy", site.policy())
    response.headers["Allow"] = ", ".join(methods)
    return _sent(request, response, OWN)


def _refused(request: HttpRequest, site: Site, refusal: Refusal) -> HttpResponse:
    if request.path.endswith(".json"):
        return JsonResponse(refusal.as_answer(), status=refusal.status)
    return page(request, site, "told", refusal.status, why=refusal.text(), is_missing=refusal.status in (404, 410))


def _is_from_here(request: HttpRequest) -> bool:
    """Whether a form comes from our own pages. A browser names the origin of whatever it sends."""
    parts = urlsplit(settings.PUBLIC_URL)
    origin = request.headers.get("Origin", "")
    return origin in (f"{parts.scheme}://{parts.netloc}", f"{request.scheme}://{request.get_host()}")


def _sent(request: HttpRequest, response: HttpResponse, cache: str) -> HttpResponse:
    """With its name by content: who has it already is told that it is the same."""
    response.headers.setdefault("Cache-Control", cache if response.status_code == 200 else OWN)
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    if response.status_code != 200 or response.streaming or request.method not in ("GET", "HEAD"):
        return response
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    response.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, last_modified=None, response=response) or response
