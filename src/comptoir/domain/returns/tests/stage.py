"""What the tests of returns share: a shop with windows and a promised refund, an order, a conversation that names it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.models import Customer, Membership
from comptoir.domain.returns.actions import ask_return
from comptoir.domain.returns.models import Return
from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_shop, a_viewer, a_visitor

REFUNDING = """
[promises.refund]
of = "return"
when = "refund"
within = "14 d"
clock = "wall"
warn_at = "7 d"

[orders]
formats = ["MP-#####"]

[returns]
within = "30 d"
refund_promise = "refund"
not_returnable = ["engraved"]
"""
CHARTER = ALWAYS_OPEN + REFUNDING
RING = OrderLine("B-52", "Bague Rivage", 2)
ENGRAVED = OrderLine("B-53", "Médaille Aube", tags=("engraved",))
SHOWPIECE = OrderLine("B-54", "Coffret", is_returnable=False)
DAY = dt.timedelta(days=1)


def a_returning_shop(**fields: Any) -> Any:
    return a_shop(charter=CHARTER, **fields)


def an_order(
    shop: Any, number: str = "MP-48213", *lines: OrderLine, delivered: float | None = 5, **fields: Any
) -> None:
    """The shop tells of an order of C-1, delivered so many days before noon."""
    facts: dict[str, Any] = {
        "placed_at": NOON - 90 * DAY,
        "delivered_at": None if delivered is None else NOON - delivered * DAY,
        "status": "delivered" if delivered is not None else "shipped",
        "customer": Buyer("C-1"),
        "currency": "EUR",
        "total": Decimal("340.00"),
        "lines": lines or (RING,),
    }
    keep_orders(shop_id=shop.id, orders={number: ToldOrder(**facts | fields)}, told_at=NOON)


def a_talk(shop: Any, member: Membership, *, known: str = "C-1", body: str = "", **fields: Any) -> Conversation:
    """The customer asks, about their order, the member who answers."""
    visitor = a_visitor(shop)
    if known:
        visitor.customer, _ = Customer.objects.get_or_create(shop_id=shop.id, external_id=known)
        visitor.save()
        fields["customer_id"] = visitor.customer_id
    body = body or "Je voudrais renvoyer ma commande MP-48213"
    return a_conversation(shop, visitor=visitor, answered_by=member, body=body, **{"language": "fr"} | fields)


def asks(talk: Conversation, member: Membership, pieces: Any = None, **fields: Any) -> Return:
    """The member writes down what is to come back: all of it unless pieces are named."""
    known: dict[str, Any] = {"order_number": "MP-48213", "asking_id": uuid4(), "now": NOON}
    return ask_return(conversation_id=talk.pk, viewer=a_viewer(member), pieces=pieces, **known | fields)


def same_id() -> UUID:
    return UUID(int=17)
