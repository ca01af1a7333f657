"""What a buyer has bought, seller by seller, and whether they may write to each. E1."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count

from comptoir.domain.charter.rules import Mediation
from comptoir.domain.marketplace.errors import OrderNotFound, SellerNotFound
from comptoir.domain.marketplace.models import Case, Seller
from comptoir.domain.marketplace.queries.hands import mediation_of
from comptoir.domain.marketplace.rules import Buyer, Contact, contact_for, is_theirs
from comptoir.domain.shops.queries import KnownOrder, KnownShop, order_of_number, orders_page
from comptoir.foundation.pages import Cursor

PAGE = 10


@dataclass(frozen=True, slots=True)
class BoughtLine:
    """A product of an order: its place there (from 0), what it is called, and when it arrived, if that was told of it alone."""

    place: int
    reference: str
    name: str
    quantity: int
    is_here: bool
    """Whether it has reached the buyer."""
    delivered_at: dt.datetime | None = None

    @property
    def shown(self) -> str:
        """As it is named to people."""
        named = self.name or self.reference
        return f"{self.quantity} × {named}" if self.quantity > 1 else named

    def kept(self) -> dict[str, Any]:
        """As a case remembers it."""
        return {"place": self.place, "reference": self.reference, "name": self.name, "quantity": self.quantity}


@dataclass(frozen=True, slots=True)
class SellerLines:
    """One seller's part of an order. `seller_key` is "" for what the shop sells itself, of which there is nobody to write to.

    `contact` says whether the buyer may write, about which lines, and why not; `cases` are those that are there, the newest first.
    """

    seller_key: str
    seller_name: str
    lines: tuple[BoughtLine, ...]
    contact: Contact
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BoughtOrder:
    """An order of the buyer, with its products by seller."""

    number: str
    status: str
    placed_at: dt.datetime
    delivered_at: dt.datetime | None
    currency: str
    total: Decimal | None
    parts: tuple[SellerLines, ...]


class BoughtPage(NamedTuple):
    """Some orders, newest first, and where the next begin."""

    rows: list[BoughtOrder]
    next_cursor: Cursor | None


def orders_of_buyer(
    shop: KnownShop, buyer: Buyer, now: dt.datetime, *, after: Cursor | None = None, limit: int = PAGE
) -> BoughtPage:
    """A page of the buyer's orders. Seven queries at the most, however many. Raises `NotMediated`."""
    _, mediation = mediation_of(shop.id, now)
    page = orders_page(shop.id, buyer.number, buyer.email, after=after, limit=limit)
    return BoughtPage(_bought(shop, page.rows, buyer, mediation, now), page.next_cursor)


def order_of_buyer(shop: KnownShop, buyer: Buyer, number: str, now: dt.datetime) -> BoughtOrder:
    """One of the buyer's orders. Raises `OrderNotFound` also for another's, and `NotMediated`."""
    _, mediation = mediation_of(shop.id, now)
    return _bought(shop, [_theirs(shop, buyer, number)], buyer, mediation, now)[0]


def seller_part(
    shop: KnownShop, buyer: Buyer, *, number: str, seller_key: str, mediation: Mediation, now: dt.datetime
) -> tuple[KnownOrder, SellerLines]:
    """What the buyer has bought of that seller in that order. Raises `OrderNotFound`, `SellerNotFound`."""
    order = _theirs(shop, buyer, number)
    for part in _bought(shop, [order], buyer, mediation, now)[0].parts:
        if part.seller_key and part.seller_key == seller_key:
            return order, part
    raise SellerNotFound


def part_of_order(shop_id: int, number: str) -> int:
    """How many cases of an order are open."""
    rows = Case.objects.filter(shop_id=shop_id, order_number=number)
    return rows.exclude(conversation__status="closed").count()


def _theirs(shop: KnownShop, buyer: Buyer, number: str) -> KnownOrder:
    order = order_of_number(shop.id, number)
    if order is None or not is_theirs(order, buyer):
        raise OrderNotFound
    return order


def _bought(
    shop: KnownShop, orders: Sequence[KnownOrder], buyer: Buyer, mediation: Mediation, now: dt.datetime
) -> list[BoughtOrder]:
    keys = {line.seller for order in orders for line in order.lines if line.seller}
    names = dict(Seller.objects.filter(shop_id=shop.id, key__in=keys).values_list("key", "name")) if keys else {}
    cases, open_ones = _cases(shop.id, [order.number for order in orders])
    at_most = mediation.open_cases_per_order
    return [
        _order(order, names, cases, open_cases=open_ones[order.number], at_most=at_most, now=now) for order in orders
    ]


def _order(
    order: KnownOrder,
    names: Mapping[str, str],
    cases: Mapping[tuple[str, str], list[int]],
    *,
    open_cases: int,
    at_most: int,
    now: dt.datetime,
) -> BoughtOrder:
    by_seller: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for place, line in enumerate(order.lines):
        by_seller[line.seller].append((place, line))
    parts: list[SellerLines] = []
    for key, lines in by_seller.items():
        contact = contact_for(lines, order.status, order.delivered_at, now, open_cases=open_cases, at_most=at_most)
        own = contact if key else Contact(False, "own_product")
        theirs = tuple(cases.get((order.number, key), ()))
        parts.append(SellerLines(key, names.get(key, key), _lines(lines, contact.places), own, theirs))
    return BoughtOrder(
        number=order.number,
        status=order.status,
        placed_at=order.placed_at,
        delivered_at=order.delivered_at,
        currency=order.currency,
        total=order.total,
        parts=tuple(parts),
    )


def _lines(lines: Iterable[tuple[int, Any]], here: tuple[int, ...]) -> tuple[BoughtLine, ...]:
    return tuple(
        BoughtLine(place, line.reference, line.name, line.quantity, place in here, line.delivered_at)
        for place, line in lines
    )


def _cases(shop_id: int, numbers: Sequence[str]) -> tuple[dict[tuple[str, str], list[int]], Counter[str]]:
    """The cases of these orders by order and seller, the newest first, and how many of each order are open."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = Case.objects.filter(shop_id=shop_id, order_number__in=numbers).order_by("-opened_at", "-pk")
    for pk, number, key in rows.values_list("pk", "order_number", "seller__key")[:200]:
        found[number, key].append(pk)
    still = rows.exclude(conversation__status="closed").order_by().values("order_number").annotate(n=Count("pk"))
    return found, Counter({row["order_number"]: row["n"] for row in still})
