"""An order as its buyer reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from comptoir.domain.marketplace.queries import BoughtOrder, SellerLines
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.market.showing import day, money

STATES: dict[str, Callable[[], str]] = {
    "placed": lambda: _("Placed"),
    "preparing": lambda: _("Being prepared"),
    "shipped": lambda: _("On its way"),
    "delivered": lambda: _("Delivered"),
    "returned": lambda: _("Returned"),
    "cancelled": lambda: _("Cancelled"),
}
WHY_NOT: dict[str, Callable[[], str]] = {
    "not_delivered": lambda: _("You can write to the seller as soon as it has been delivered."),
    "cancelled": lambda: _("This order was cancelled. Please write to customer support."),
    "too_many_cases": lambda: _("Several messages about this order are still open. Please go on in one of them."),
    "own_product": lambda: _("The shop itself sells this. Please write to customer support."),
}


class ShownProduct(NamedTuple):
    """A product: its place in the order, its name, and when it came, where that was told of it alone."""

    place: int
    name: str
    is_here: bool
    delivered: str


class ShownPart(NamedTuple):
    """What one seller sold of an order. `cases` are what was written to them, the newest first."""

    seller: str
    name: str
    products: list[ShownProduct]
    may_contact: bool
    why_not: str
    cases: tuple[int, ...]

    @property
    def here(self) -> list[ShownProduct]:
        """What of it can be written about."""
        return [it for it in self.products if it.is_here]


class ShownOrder(NamedTuple):
    """An order in words."""

    number: str
    state: str
    is_delivered: bool
    placed: str
    delivered: str
    total: str
    parts: list[ShownPart]


def shown_order(order: BoughtOrder, shop: KnownShop) -> ShownOrder:
    """It, with why a seller cannot be written to where that is so."""
    is_delivered = order.status == "delivered"
    return ShownOrder(
        number=order.number,
        state=STATES[order.status]() if order.status in STATES else "",
        is_delivered=is_delivered,
        placed=day(order.placed_at, shop),
        delivered=day(order.delivered_at, shop) if is_delivered else "",
        total=money(order.total, order.currency),
        parts=[shown_part(it, shop) for it in order.parts],
    )


def shown_part(part: SellerLines, shop: KnownShop) -> ShownPart:
    """One seller's part of it."""
    return ShownPart(
        seller=part.seller_key,
        name=part.seller_name,
        products=[ShownProduct(it.place, it.shown, it.is_here, day(it.delivered_at, shop)) for it in part.lines],
        may_contact=part.contact.is_open,
        why_not=WHY_NOT[part.contact.why]() if part.contact.why in WHY_NOT else "",
        cases=part.cases,
    )
