"""The demo's orders: every number of which somebody speaks is known. D2."""

from __future__ import annotations

import re

import pytest

from comptoir.config.demo.cast import SHOPS
from comptoir.config.demo.editions import demo_edition
from comptoir.config.demo.orders import ORDERS, tell_orders
from comptoir.config.demo.stories import stories_of
from comptoir.domain.charter.rules import numbers_in, parse
from comptoir.domain.marketplace.queries import order_of_buyer
from comptoir.domain.marketplace.rules import Buyer
from comptoir.domain.shops.models import Order
from comptoir.surfaces.storefront.shelves import STOREFRONTS
from tests.people import NOON, a_shop


@pytest.mark.parametrize(("shop", "file"), SHOPS.items())
def test_every_number_in_the_stories_is_one_of_the_shops_orders(shop: str, file: str) -> None:
    charter = parse(demo_edition(file, "http://localhost:8000"))
    said = "\n".join(str(story.lines) for story in stories_of(shop))
    named = {it.number for it in numbers_in(charter, " ".join(re.findall(r"[A-Z]{1,2}-[\d-]+", said)))}

    assert named <= {sold.number for sold in ORDERS[shop]}
    assert len(named) >= 4


@pytest.mark.parametrize("shop", SHOPS)
def test_who_is_signed_in_finds_the_orders_of_their_account(shop: str) -> None:
    told = {(sold.number, sold.customer) for sold in ORDERS[shop]}

    assert {(order.number, who.id) for who in STOREFRONTS[shop].customers for order in who.orders} <= told


@pytest.mark.django_db
@pytest.mark.parametrize("key", SHOPS)
def test_the_orders_can_be_kept(key: str) -> None:
    tell_orders(a_shop(key), NOON)

    assert Order.objects.count() == len(ORDERS[key])


@pytest.mark.django_db
def test_of_an_order_that_came_in_part_the_seller_of_what_came_may_be_written_to() -> None:
    """E1: line by line."""
    shop = a_shop("feira-do-largo", charter=demo_edition(SHOPS["feira-do-largo"], "http://localhost:8000"))
    tell_orders(shop, NOON)
    rui = Buyer(visitor_id=0, customer_id=None, number="90377")

    order = order_of_buyer(shop, rui, "P-1043-771940", NOON)

    assert order.delivered_at is None
    assert [(part.seller_key, part.contact.is_open, part.contact.why) for part in order.parts] == [
        ("eletro-ribeira", True, ""),
        ("barro-e-cal", False, "not_delivered"),
    ]
