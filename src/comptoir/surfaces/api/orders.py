"""Orders: told one by one with the shop's key, or several in a signed message."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse

from comptoir.domain.shops.actions import KeptOrders, forget_order, keep_orders
from comptoir.domain.shops.queries import KnownOrder, KnownShop, order_of_number
from comptoir.domain.shops.rules import Buyer, ToldOrder, mistakes_in_number
from comptoir.foundation.clock import now
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.shapes import decoded, decoder_of
from comptoir.surfaces.api.access import body_of, for_signed_messages, for_the_shops_key, wire_answer

TOGETHER = 100
"""Orders in one signed message."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shop's system sends of itself: orders by their number, whole."""

    orders: Annotated[dict[str, ToldOrder], msgspec.Meta(min_length=1, max_length=TOGETHER)]


decoder_of(ToldOrder)  # known before several threads meet them at once
decoder_of(Message)
Shape = TypeVar("Shape")


@for_the_shops_key("PUT", "GET", "DELETE")
def order(request: HttpRequest, shop: KnownShop, number: str) -> HttpResponse:
    """Tell, read or forget one order."""
    if request.method == "PUT":
        kept = _keep(shop, {number: _read(body_of(request), ToldOrder)}, now())
        return wire_answer({"number": number, "kept": _outcome(kept)}, 201 if kept.new else 200)
    known = None if mistakes_in_number(number) else order_of_number(shop.id, number)
    if known is None:
        raise NotFound
    if request.method == "DELETE":
        forget_order(shop_id=shop.id, number=number)
        return HttpResponse(status=204)
    return wire_answer(_told(known))


@for_signed_messages
def webhook(shop: KnownShop, body: bytes, told_at: int) -> HttpResponse:
    """Keep the orders of a signed message, as of the time of its signature: repeated or late, it undoes nothing."""
    at = dt.datetime.fromtimestamp(told_at, dt.UTC)
    return wire_answer(_keep(shop, _read(body, Message).orders, at)._asdict())


@again_when_crossed
def _keep(shop: KnownShop, orders: Mapping[str, ToldOrder], told_at: dt.datetime) -> KeptOrders:
    return keep_orders(shop_id=shop.id, orders=orders, told_at=told_at)


def _read(body: bytes, shape: type[Shape]) -> Shape:
    try:
        return decoded(body, shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(str(error)) from error


def _outcome(kept: KeptOrders) -> str:
    return next(name for name, number in kept._asdict().items() if number)


def _told(known: KnownOrder) -> dict[str, Any]:
    """The order as the shop told of it."""
    told = ToldOrder(
        placed_at=known.placed_at,
        status=known.status,  # type: ignore[arg-type]
        delivered_at=known.delivered_at,
        customer=Buyer(known.customer_number, known.customer_email, known.customer_name),
        currency=known.currency,
        total=known.total,
        lines=known.lines,
    )
    return {"number": known.number, "told_at": known.told_at} | msgspec.structs.asdict(told)
