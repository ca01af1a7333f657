"""An order as its buyer reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    "not_delivered": lambda: _("You can write to the seller as soon as it is delivered."),
    "cancelled": lambda: _("This order was cancelled. Please write to customer support."),
    "too_many_open": lambda: _("Several messages about this order are still open. Please go on in one of them."),
    "not_mediated": lambda: _("Nobody is named as the seller. Please write to customer support."),
}


class ShownPart(NamedTuple):
    """What one seller sold of an order."""

    seller: str
    name: str
    products: list[str]
    may_contact: bool
    why_not: str
    open_cases: str
    delivered: str


class ShownOrder(NamedTuple):
    """An order in words."""

    id: int
    number: str
    state: str
    is_delivered: bool
    placed: str
    delivered: str
    total: str
    parts: list[ShownPart]


def shown_order(order: Any, shop: KnownShop) -> ShownOrder:
    """It, with why a seller cannot be written to where that is so."""
    return ShownOrder(
        id=order.id,
        number=order.number,
        state=STATES.get(order.status, lambda: "")(),
        is_delivered=order.delivered_at is not None,
        placed=day(order.placed_at, shop),
        delivered=day(order.delivered_at, shop),
        total=money(order.total, order.currency),
        parts=[_part(it, shop) for it in order.parts],
    )


def _part(part: Any, shop: KnownShop) -> ShownPart:
    open_cases = part.open_cases
    return ShownPart(
        seller=part.seller_key,
        name=part.name,
        products=[product_words(line.name or line.reference, line.quantity) for line in part.lines],
        may_contact=part.may_contact,
        why_not=WHY_NOT[part.why_not]() if part.why_not else "",
        open_cases=ngettext("%(n)s message open", "%(n)s messages open", open_cases) % {"n": open_cases}
        if open_cases
        else "",
        delivered=day(part.delivered_at, shop),
    )


def product_words(name: str, quantity: int) -> str:
    """A product and how many of it, where it is more than one."""
    return f"{quantity} × {name}" if quantity > 1 else name
