"""Keeping orders as a shop tells them, each under its number; and forgetting them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec
from django.db import transaction

from comptoir.domain.shops.errors import OrderMistaken
from comptoir.domain.shops.models import Order, Shop
from comptoir.domain.shops.rules import Mistake, ToldOrder, checked, folded, mistakes_in_number
from comptoir.domain.shops.rules.orders import NUMBER_LONGEST

TOGETHER = 200
"""Orders in one transaction."""

_FIELDS = (
    "folded",
    "status",
    "placed_at",
    "delivered_at",
    "customer_number",
    "customer_email",
    "customer_name",
    "currency",
    "total",
    "lines",
)


class KeptOrders(NamedTuple):
    """How many were new, changed, said again, or older than what was known and therefore left as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0


def keep_orders(*, shop_id: int, orders: Mapping[str, ToldOrder], told_at: dt.datetime) -> KeptOrders:
    """Keep what the shop says, as of `told_at`, of its orders by number; the same twice does no harm.

    What was told as of a later moment stays. Portions of 200 are kept whole or not at all. Raises `OrderMistaken`
    before anything is kept.
    """
    tidy = dict(_tidied(orders))
    # Signatures say whole seconds: of two in one, the one that came later stands.
    told_at = told_at.replace(microsecond=0)
    counts = KeptOrders()
    for numbers in _portions(list(tidy)):
        kept = _keep_portion(shop_id, {number: tidy[number] for number in numbers}, told_at)
        counts = KeptOrders(*map(sum, zip(counts, kept, strict=True)))
    return counts


def forget_order(*, shop_id: int, number: str) -> bool:
    """Forget one order. Returns whether it was known."""
    return bool(Order.objects.filter(shop_id=shop_id, number=number).delete()[0])


def forget_orders(*, shop_id: int, told_before: dt.datetime, at_most: int = 1000) -> int:
    """Forget orders of which the shop has not spoken since `told_before`. Returns how many."""
    oldest = Order.objects.filter(shop_id=shop_id, told_at__lt=told_before).order_by("told_at")
    return Order.objects.filter(pk__in=list(oldest.values_list("pk", flat=True)[:at_most])).delete()[0]


def _tidied(orders: Mapping[str, ToldOrder]) -> Iterator[tuple[str, ToldOrder]]:
    mistakes: list[Mistake] = []
    for number, told in orders.items():
        tidy, wrong = checked(told)
        in_number = mistakes_in_number(number)
        order = "" if any(it.code == "card_number" for it in in_number) else number[:NUMBER_LONGEST]
        mistakes += [it._replace(order=order) for it in (*in_number, *wrong)]
        yield number, tidy
    if mistakes:
        raise OrderMistaken(mistakes)


def _portions(numbers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), TOGETHER):
        yield numbers[start : start + TOGETHER]


@transaction.atomic
def _keep_portion(shop_id: int, orders: Mapping[str, ToldOrder], told_at: dt.datetime) -> KeptOrders:
    # Two who tell of the same order wait for each other here, so that the later word stands; chats go on meanwhile.
    Shop.objects.select_for_update(no_key=True).get(pk=shop_id)
    known = {order.number: order for order in Order.objects.filter(shop_id=shop_id, number__in=list(orders))}
    older = {number for number, order in known.items() if order.told_at > told_at}
    told = {number: _values(number, it) for number, it in orders.items() if number not in older}
    again = [number for number in told if number in known]
    changed = sum(any(getattr(known[it], name) != value for name, value in told[it].items()) for it in again)
    Order.objects.bulk_create(
        [Order(shop_id=shop_id, number=number, told_at=told_at, **values) for number, values in told.items()],
        update_conflicts=True,
        unique_fields=["shop", "number"],
        update_fields=[*_FIELDS, "told_at"],
    )
    return KeptOrders(len(told) - len(again), changed, len(again) - changed, len(older))


def _values(number: str, told: ToldOrder) -> dict[str, object]:
    return {
        "folded": folded(number),
        "status": told.status,
        "placed_at": told.placed_at,
        "delivered_at": told.delivered_at,
        "customer_number": told.customer.number,
        "customer_email": told.customer.email,
        "customer_name": told.customer.name,
        "currency": told.currency,
        "total": told.total,
        "lines": msgspec.json.decode(msgspec.json.encode(told.lines)),
    }
