"""Orders as a shop tells them: kept under their number, the later word standing. D2."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from comptoir.domain.shops.actions import forget_order, forget_orders, keep_orders
from comptoir.domain.shops.errors import OrderMistaken, said
from comptoir.domain.shops.models import Order
from comptoir.domain.shops.queries import order_of_number, orders_of_customer, orders_of_numbers
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder
from tests.people import NOON, a_shop

pytestmark = pytest.mark.django_db
RING = OrderLine(reference="B-52", name="Bague Rivage", tags=("engraved",))


def an_order(**fields) -> ToldOrder:
    return ToldOrder(
        **{"placed_at": NOON, "lines": (RING,), "customer": Buyer("C-1", "Vera@Courriel.example"), **fields}
    )


def test_an_order_is_kept_once_under_its_number():
    """D2"""
    shop = a_shop()

    assert keep_orders(shop_id=shop.id, orders={"MP-48213": an_order()}, told_at=NOON) == (1, 0, 0, 0)
    assert keep_orders(shop_id=shop.id, orders={"MP-48213": an_order()}, told_at=NOON) == (0, 0, 1, 0)
    delivered = an_order(status="delivered", delivered_at=NOON + dt.timedelta(days=2), total=Decimal("340.00"))
    later = NOON + dt.timedelta(days=3)
    assert keep_orders(shop_id=shop.id, orders={"MP-48213": delivered}, told_at=later) == (0, 1, 0, 0)

    kept = order_of_number(shop.id, "MP-48213")
    assert kept is not None
    assert (kept.status, kept.total, kept.lines, kept.told_at) == ("delivered", Decimal("340.00"), (RING,), later)
    assert Order.objects.count() == 1


def test_what_was_told_before_does_not_undo_what_was_told_later():
    """D2: a message that was held up, or repeated, changes nothing."""
    shop = a_shop()
    keep_orders(shop_id=shop.id, orders={"MP-1": an_order(status="shipped")}, told_at=NOON)

    earlier = NOON - dt.timedelta(seconds=1)
    assert keep_orders(shop_id=shop.id, orders={"MP-1": an_order()}, told_at=earlier) == (0, 0, 0, 1)
    assert order_of_number(shop.id, "MP-1").status == "shipped"


def test_one_mistake_and_nothing_is_kept():
    """D2: nothing is lost in silence, for nothing is kept by halves."""
    shop = a_shop()
    orders = {"MP-1": an_order(), "MP-2": an_order(delivered_at=NOON - dt.timedelta(days=1)), "bague": an_order()}

    with pytest.raises(OrderMistaken) as refusal:
        keep_orders(shop_id=shop.id, orders=orders, told_at=NOON)

    assert [it.code for it in refusal.value.mistakes] == ["delivered_before_placed", "not_number"]
    assert "delivered_at: It would be delivered before" in refusal.value.text()
    assert all(said(it) for it in refusal.value.mistakes)
    assert not Order.objects.exists()


def test_a_card_number_is_kept_in_no_field_of_an_order():
    """D9"""
    shop = a_shop()
    card = "4111 1111 1111 1111"
    line = OrderLine(reference=card, name=f"payé par {card}", seller=card)
    told = an_order(lines=(line,), customer=Buyer(card, "4111111111111111@courriel.example", card))
    keep_orders(shop_id=shop.id, orders={"MP-1": told}, told_at=NOON)

    kept = Order.objects.values().get()
    assert "4111" not in str(kept)
    with pytest.raises(OrderMistaken) as refusal:
        keep_orders(shop_id=shop.id, orders={card: told}, told_at=NOON)
    assert "4111" not in refusal.value.text()


def test_the_same_number_in_two_shops_is_two_orders():
    """A11"""
    perle, other = a_shop(), a_shop("autre-maison")
    for shop in (perle, other):
        keep_orders(shop_id=shop.id, orders={"MP-1": an_order(customer=Buyer(shop.key))}, told_at=NOON)

    assert [it.customer_number for it in orders_of_numbers(perle.id, ["mp 1"])] == ["maison-perle"]
    assert orders_of_customer(perle.id, "autre-maison", "") == []


def test_orders_are_found_by_customer_and_however_their_number_is_written():
    """D2"""
    shop = a_shop()
    orders = {f"MP-{n}": an_order(placed_at=NOON + dt.timedelta(hours=n)) for n in range(3)}
    orders["MP-9"] = an_order(customer=Buyer(email="Other@courriel.example"))
    keep_orders(shop_id=shop.id, orders=orders, told_at=NOON)

    assert [it.number for it in orders_of_customer(shop.id, "C-1", "vera@courriel.example", 2)] == ["MP-2", "MP-1"]
    assert [it.number for it in orders_of_customer(shop.id, "", "OTHER@courriel.example")] == ["MP-9"]
    assert [it.number for it in orders_of_numbers(shop.id, ["mp 9", "MP/1", ""])] == ["MP-1", "MP-9"]


def test_orders_are_forgotten_when_the_shop_has_not_spoken_of_them_for_long():
    """D9"""
    shop = a_shop()
    keep_orders(shop_id=shop.id, orders={"MP-1": an_order()}, told_at=NOON - dt.timedelta(days=9))
    keep_orders(shop_id=shop.id, orders={"MP-2": an_order()}, told_at=NOON)

    assert forget_orders(shop_id=shop.id, told_before=NOON - dt.timedelta(days=1)) == 1
    assert forget_order(shop_id=shop.id, number="MP-2")
    assert not forget_order(shop_id=shop.id, number="MP-2")
    assert not Order.objects.exists()


def test_hundreds_are_kept_in_portions():
    shop = a_shop()
    orders = {f"MP-{n:05}": an_order() for n in range(450)}

    assert keep_orders(shop_id=shop.id, orders=orders, told_at=NOON).new == 450
    assert keep_orders(shop_id=shop.id, orders=orders, told_at=NOON).same == 450
