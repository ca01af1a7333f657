"""A buyer's orders: what was bought of whom, and whether its seller can be written to. E1."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.marketplace.queries import order_of_buyer, orders_of_buyer
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, cursor_text
from comptoir.surfaces.market.access import Guest, for_buyers
from comptoir.surfaces.market.showing import page
from comptoir.surfaces.market.shown.orders import shown_order

ON_A_PAGE = 10


@for_buyers("GET", "HEAD")
def orders(request: HttpRequest, guest: Guest) -> HttpResponse:
    """A page of them, the newest first."""
    after = cursor_in(request.GET.get("after"))
    found = orders_of_buyer(guest.shop, guest.buyer, now(), after=after, limit=ON_A_PAGE)
    return page(
        request,
        "buyer/orders.html",
        guest.shop,
        who=guest.name,
        here="orders",
        orders=[shown_order(it, guest.shop) for it in found.rows],
        following=cursor_text(found.next_cursor),
        is_first=after is None,
    )


@for_buyers("GET", "HEAD")
def order(request: HttpRequest, guest: Guest, number: str) -> HttpResponse:
    """One order, its products by seller."""
    found = order_of_buyer(guest.shop, guest.buyer, number, now())
    return page(
        request, "buyer/order.html", guest.shop, who=guest.name, here="orders", it=shown_order(found, guest.shop)
    )
