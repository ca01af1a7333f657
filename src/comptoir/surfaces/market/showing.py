"""Pages: in whose words, with what stands on every one of them, and moments as people say them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.shops.queries import KnownShop, zone_of
from comptoir.foundation.clock import now
from comptoir.language.locales import locale_of
from comptoir.surfaces.market.sessions import Side

SPOKEN = dict(settings.LANGUAGES)
NATIVE = {"en": "English", "fr": "Français", "pt": "Português", "ro": "Română"}
LANGUAGE_COOKIE = "comptoir_market_language"


def charter_of(shop: KnownShop) -> Charter:
    """The shop's charter in force at this moment."""
    return charter_in_force(shop.id, now())[1]


def language_of(request: HttpRequest, shop: KnownShop) -> str:
    """The language that was chosen on these pages; else the browser's where the shop speaks it, else the shop's own."""
    spoken = [code for code in shop.languages if code in SPOKEN]
    asked = (
        request.GET.get("language", ""),
        request.COOKIES.get(LANGUAGE_COOKIE, ""),
        translation.get_language_from_request(request) if request.headers.get("Accept-Language") else "",
    )
    return next((code for code in asked if code in spoken), spoken[0] if spoken else "en")


def page(
    request: HttpRequest, template: str, shop: KnownShop, *, status: int = 200, side: Side = "buyer", **context: Any
) -> HttpResponse:
    """A page in the active language. With `who`, it has the places of that side, of which `here` is one."""
    charter = charter_of(shop)
    known = {
        "shop": shop,
        "colour": charter.widget.colour,
        "contact_page": charter.shop.contact_page,
        "languages": [(code, NATIVE[code]) for code in shop.languages if code in NATIVE],
        "places": _places(side, shop) if context.get("who") else [],
        "side_name": _("Your orders") if side == "buyer" else _("Seller’s account"),
        "leave": reverse(f"market:{side}_leave", args=[shop.key]),
        "who": "",
        "here": "",
        "told": TOLD.get(request.GET.get("done", ""), lambda: "")(),
    }
    return render(request, f"market/{template}", known | context, status=status)


def done(address: str, what: str = "") -> HttpResponse:
    """What was sent is kept: go and look."""
    response = HttpResponseRedirect(f"{address}?done={what}" if what else address)
    response.status_code = 303
    return response


TOLD = {
    "opened": lambda: _("Your message is on its way. You can follow everything here."),
    "written": lambda: _("Your message is on its way."),
    "closed": lambda: _("Thank you. The matter is closed."),
    "reopened": lambda: _("The matter is open again."),
    "saved": lambda: _("Saved."),
    "off": lambda: _("The tool is off. Customers’ messages now go to our support team."),
    "confirmed": lambda: _("The address is confirmed. The tool is on."),
    "code_sent": lambda: _("We have sent you a code by e-mail."),
    "answered": lambda: _("Your answer has been kept."),
}


def day(at: dt.datetime | None, shop: KnownShop) -> str:
    """A day on the shop's calendar; English is British here."""
    return format_date(at.astimezone(zone_of(shop.id)), "long", locale=_locale()) if at else ""


def moment(at: dt.datetime | None, shop: KnownShop) -> str:
    """A day and an hour, with the weekday."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(shop.time_zone))
    weekday = format_date(there, "EEEE", locale=_locale())
    words = {
        "weekday": weekday,
        "day": format_skeleton("MMMMd", there, locale=_locale()),
        "hour": format_time(there, "HH:mm", locale=_locale()),
    }
    return _("%(weekday)s, %(day)s, %(hour)s") % words


def money(total: Any, currency: str) -> str:
    """An amount as it is written; "" where none is known."""
    if total is None:
        return ""
    return format_currency(total, currency, locale=_locale()) if currency else f"{total}"


def _places(side: Side, shop: KnownShop) -> list[tuple[str, str, str]]:
    if side == "buyer":
        return [
            ("orders", _("Orders"), reverse("market:orders", args=[shop.key])),
            ("cases", _("Messages to sellers"), reverse("market:cases", args=[shop.key])),
        ]
    return [
        ("profile", _("Settings"), reverse("market:profile", args=[shop.key])),
        ("cases", _("Customers’ messages"), reverse("market:seller_cases", args=[shop.key])),
    ]


def _locale() -> str:
    return locale_of(translation.get_language() or "en")
