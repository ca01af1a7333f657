"""Orders, as the shop last told of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from comptoir.domain.shops.models import Order
from comptoir.domain.shops.rules import OrderLine, folded
from comptoir.foundation.pages import Cursor, page_of

OF_CUSTOMER_AT_MOST = 20
PAGE = 20


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order as others need it: plain values."""

    id: int
    shop_id: int
    number: str
    status: str
    placed_at: dt.datetime
    delivered_at: dt.datetime | None
    customer_number: str
    customer_email: str
    customer_name: str
    currency: str
    total: Decimal | None
    lines: tuple[OrderLine, ...]
    told_at: dt.datetime


class OrdersPage(NamedTuple):
    """Some of a customer's orders, and where the next begin, if there are more."""

    rows: list[KnownOrder]
    next_cursor: Cursor | None


def order_of_number(shop_id: int, number: str) -> KnownOrder | None:
    """The shop's order of exactly that number, if the shop has told of it."""
    found = Order.objects.filter(shop_id=shop_id, number=number).first()
    return _known(found) if found else None


def orders_of_numbers(shop_id: int, numbers: Iterable[str]) -> list[KnownOrder]:
    """The shop's orders of these numbers, however they are written, newest first."""
    wanted = {folded(number) for number in numbers} - {""}
    rows = Order.objects.filter(shop_id=shop_id, folded__in=wanted).order_by("-placed_at", "-pk")
    return [_known(row) for row in rows]


def orders_of_customer(shop_id: int, number: str, email: str, at_most: int = 5) -> list[KnownOrder]:
    """The newest orders of a customer for whom the shop has signed: of their number, or of their address without any."""
    at_most = min(at_most, OF_CUSTOMER_AT_MOST)
    of_shop = Order.objects.filter(shop_id=shop_id).order_by("-placed_at")
    rows = list(of_shop.filter(customer_number=number)[:at_most]) if number else []
    if email:
        rows += of_shop.filter(customer_email=email.lower(), customer_number="")[:at_most]
    return [_known(row) for row in sorted(rows, key=lambda row: row.placed_at, reverse=True)[:at_most]]


def orders_page(shop_id: int, number: str, email: str, *, after: Cursor | None = None, limit: int = PAGE) -> OrdersPage:
    """A page of all the orders of a customer for whom the shop has signed, newest first: of their number, or of their address
    without any. At most two queries.
    """
    of_shop = Order.objects.filter(shop_id=shop_id)
    parts = [of_shop.filter(customer_number=number)] if number else []
    if email:
        parts.append(of_shop.filter(customer_email=email.lower(), customer_number=""))
    found = page_of(parts, "placed_at", after=after, limit=limit)
    return OrdersPage([_known(row) for row in found.rows], found.next_cursor)


def _known(row: Order) -> KnownOrder:
    return KnownOrder(
        id=row.pk,
        shop_id=row.shop_id,
        number=row.number,
        status=row.status,
        placed_at=row.placed_at,
        delivered_at=row.delivered_at,
        customer_number=row.customer_number,
        customer_email=row.customer_email,
        customer_name=row.customer_name,
        currency=row.currency,
        total=row.total,
        lines=tuple(_line(line) for line in row.lines),
        told_at=row.told_at,
    )


def _line(kept: dict[str, object]) -> OrderLine:
    values = {name: value for name, value in kept.items() if name in OrderLine.__struct_fields__}
    tags, delivered_at = values.pop("tags", ()), values.pop("delivered_at", None)
    moment = dt.datetime.fromisoformat(str(delivered_at)) if delivered_at else None
    return OrderLine(**values, tags=tuple(tags), delivered_at=moment)  # type: ignore[arg-type]
