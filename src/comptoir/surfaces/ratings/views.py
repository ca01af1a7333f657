"""A customer comes by a link, is asked how the conversation was, and may change the answer for a day. D4."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import rate_by_link
from comptoir.domain.conversations.queries import RatingAsked, rating_asked
from comptoir.domain.conversations.rules import COMMENT_LARGEST
from comptoir.domain.people.queries import viewer_in
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.errors import UnknownShop
from comptoir.domain.shops.queries import KnownShop, shop_of_key
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, Refusal
from comptoir.language.locales import locale_of
from comptoir.surfaces.ratings.limits import count_answer, count_look
from comptoir.surfaces.ratings.links import address_within, keep_secret, secret_in

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


@open_to("anybody", "GET")
@require_safe
def arrive(_request: HttpRequest, shop_key: str, signed: str) -> HttpResponse:
    """Take the secret out of the address at once. Nothing is looked up here, so that nothing can fail and be told with it."""
    address = address_within(shop_key, signed)
    response = keep_secret(HttpResponseRedirect(address), signed, address)
    response.headers["Referrer-Policy"] = "no-referrer"
    return _for_nobody_else(response)


@open_to("rating_link", "GET", "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, shop_key: str, place: str) -> HttpResponse:
    """The question, the answer that was given, or why there is no question.

    Other sites are told no referrer; our own page is, for without it a browser does not say where a form comes from.
    """
    try:
        shop = shop_of_key(shop_key)
    except UnknownShop as error:
        raise Http404 from error
    with translation.override(_language_of(request, shop)):
        try:
            response = _answered(request, shop, place)
        except Refusal as refusal:
            response = _told(request, shop, refusal)
    return _for_nobody_else(response)


def _answered(request: HttpRequest, shop: KnownShop, place: str) -> HttpResponse:
    count_look(request)
    asked = rating_asked(secret_in(request), shop.id, now())
    with translation.override(asked.language if asked.language in SPOKEN else _language_of(request, shop)):
        if request.method != "POST":
            return _page(request, shop, asked)
        try:
            return _kept(request, shop, place)
        except Refusal as refusal:
            return _told(request, shop, refusal)


def _kept(request: HttpRequest, shop: KnownShop, place: str) -> HttpResponse:
    if _is_of_the_team(request, shop):
        raise NotAllowed
    count_answer(request, place)
    score, comment = (
        request.POST.get("score", ""),
        request.POST.get("comment", "").replace("\0", "").replace("\r\n", "\n"),
    )
    rate_by_link(
        token=secret_in(request),
        shop_id=shop.id,
        score=int(score) if score in ("1", "2", "3", "4", "5") else 0,
        comment=comment,
        now=now(),
    )
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return response


def _page(request: HttpRequest, shop: KnownShop, asked: RatingAsked) -> HttpResponse:
    words = [_("Very dissatisfied"), _("Dissatisfied"), _("So-so"), _("Satisfied"), _("Very satisfied")]
    return _render(
        request,
        shop,
        "asked",
        asked=asked,
        scores=list(enumerate(words, start=1)),
        closed_on=_day(asked.closed_at, shop),
        changes_until=_moment(asked.changes_until, shop),
        is_of_the_team=_is_of_the_team(request, shop),
        comment_largest=COMMENT_LARGEST,
    )


def _told(request: HttpRequest, shop: KnownShop, refusal: Refusal) -> HttpResponse:
    """Why not, in words; where the question itself still stands, with the way back to it."""
    is_to_mend = refusal.code in ("not_a_rating", "too_many")
    return _render(request, shop, "told", refusal.status, why=refusal.text(), again=request.path if is_to_mend else "")


def _render(request: HttpRequest, shop: KnownShop, page: str, status: int = 200, **context: Any) -> HttpResponse:
    charter = charter_in_force(shop.id, now())[1]
    known = {"shop": shop, "colour": charter.widget.colour, "contact_page": charter.shop.contact_page}
    return render(request, f"ratings/{page}.html", known | context, status=status)


def _for_nobody_else(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store"
    return response


def _language_of(request: HttpRequest, shop: KnownShop) -> str:
    """Before the conversation is known: the browser's language where the shop speaks it, else the shop's own."""
    asked = translation.get_language_from_request(request)
    language = asked if asked in shop.languages else shop.language
    return language if language in SPOKEN else "en"


def _is_of_the_team(request: HttpRequest, shop: KnownShop) -> bool:
    """Whoever is signed in as one of the shop's team sees what customers see, and answers nothing in their place."""
    return request.user.is_authenticated and viewer_in(request.user.pk, shop.id) is not None


def _day(at: dt.datetime | None, shop: KnownShop) -> str:
    """A day on the shop's calendar, as the page's language writes it."""
    language = translation.get_language()
    there = at.astimezone(ZoneInfo(shop.time_zone)) if at else None
    return format_date(there, "long", locale=locale_of(language or "")) if there else ""


def _moment(at: dt.datetime | None, shop: KnownShop) -> str:
    return f"{_day(at, shop)}, {at.astimezone(ZoneInfo(shop.time_zone)):%H:%M}" if at else ""
