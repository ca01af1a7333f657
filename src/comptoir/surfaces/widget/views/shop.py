"""What the widget asks of a shop before anybody has spoken: its settings, and who is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.routing.queries import availability_of_shop
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.surfaces.widget.access import for_the_shop, language_of, wire_answer
from comptoir.surfaces.widget.told import settings_of


@for_the_shop("GET", cache="public, max-age=300")
@gzip_page
def settings(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """How the widget looks and speaks, and what holds on which pages."""
    _version, charter = charter_in_force(shop.id, now())
    return wire_answer(settings_of(shop, charter, language_of(request, shop)))


@for_the_shop("GET", cache="public, max-age=2")
def availability(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """Who answers now, and how long it takes."""
    at = now()
    audiences = {name: there.as_wire() for name, there in availability_of_shop(shop, at).items()}
    return wire_answer({"audiences": audiences, "now": at})
