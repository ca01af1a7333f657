"""The customer's card shows the facts of orders to whom the charter grants them. D2, D8, A11."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest

from comptoir.domain.people.models import Customer
from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_visitor, says

WITH_ORDERS = (
    ALWAYS_OPEN
    + '[orders]\nformats = ["MP-#####"]\n[returns]\nwithin = "30 d"\nnot_returnable = ["engraved", "blue_ones"]\n'
)
LINES = (
    OrderLine("B-52", "Bracelet Rivage", 2),
    OrderLine("B-53", "Bague <b>gravée</b>", tags=("engraved",)),
    OrderLine("B-54", "Bague bleue", tags=("blue_ones",)),
)


@pytest.fixture
def card(db, at_desk):
    """The card of a customer who speaks of an order, as somebody of the shop sees it."""

    def card(body, *, role="advisor", known="C-1", language="en", charter=WITH_ORDERS):
        shop = a_shop(charter=charter)
        order = ToldOrder(
            placed_at=NOON - dt.timedelta(days=9),
            delivered_at=NOON - dt.timedelta(days=5),
            status="delivered",
            customer=Buyer("C-1", "camille@courriel.example", "Camille Durand"),
            currency="EUR",
            total=Decimal("1340.50"),
            lines=LINES,
        )
        keep_orders(shop_id=shop.id, orders={"MP-48213": order}, told_at=NOON)
        visitor = a_visitor(shop)
        if known:
            visitor.customer = Customer.objects.get_or_create(shop_id=shop.id, external_id=known)[0]
            visitor.save()
        member = a_member(shop, role)
        member.user.language = language
        member.user.save()
        talk = a_conversation(
            shop,
            visitor=visitor,
            customer_id=visitor.customer_id,
            answered_by=member,
            body=body,
        )
        page = at_desk(member).get(f"/console/c/{talk.pk}", **AS_SCRIPT)
        assert page.status_code == 200
        return page.content.decode().split('<aside class="card"')[1].split("</aside>")[0].replace("\xa0", " ")

    return card


def test_the_order_is_shown_with_its_state_its_dates_and_what_may_come_back(card):
    """D2, D8"""
    shown = card("Où est ma commande MP-48213 ?")

    for fact in [
        "MP-48213",
        "Delivered",
        "22 November 2026",
        "26 November 2026",
        "€1,340.50",
        "2 × Bracelet Rivage · B-52",
    ]:
        assert fact in shown, fact
    assert "May come back until 26 December 2026." in shown
    assert "May not come back: engraved products." in shown
    assert "May not come back: blue ones." in shown
    assert "The shop vouches" in shown
    assert "<b>" not in shown


def test_an_ambassador_sees_no_order_and_no_history_of_orders(card):
    """A11"""
    shown = card("Où est ma commande MP-48213 ?", role="ambassador")

    for kept_back in ["MP-48213", "Bracelet", "Orders", "€", "delivered"]:
        assert kept_back not in shown, kept_back
    granted = card("MP-48213", role="ambassador", charter=WITH_ORDERS.replace('"page"]', '"page", "orders"]'))
    assert "Bracelet Rivage" in granted
    assert "Camille" not in granted


def test_nothing_of_somebody_elses_order_is_shown(card):
    """A11"""
    shown = card("Où est ma commande MP-48213 ?", known="C-2")

    assert "another customer" in shown
    for kept_back in ["Bracelet", "November", "1,340", "Delivered"]:
        assert kept_back not in shown, kept_back


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("commande MP-4821", "The number is too short. A number of the shop looks like MP-12345."),
        ("commande 48213", "The beginning of the number is missing. Perhaps MP-48213 is meant."),
        ("commande MP-48214", "The shop has told of no order with this number. Perhaps MP-48213 is meant."),
    ],
)
def test_a_number_that_is_none_is_explained(card, body, said):
    """D2"""
    words = " ".join(re.sub(r"<[^>]+>", " ", card(body)).split())

    assert said in words


def test_a_number_that_is_named_later_is_looked_up_without_a_new_page(db, at_desk):
    """D2, A11"""
    shop = a_shop(charter=WITH_ORDERS)
    keep_orders(shop_id=shop.id, orders={"MP-48213": ToldOrder(placed_at=NOON, lines=LINES)}, told_at=NOON)
    adele, amin = a_member(shop, "advisor"), a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=adele)
    of_amin = a_conversation(shop, answered_by=amin, body="MP-48213")
    address = f"/console/c/{talk.pk}/orders"
    assert at_desk(adele).get(address, **AS_SCRIPT).content.decode().strip() == ""

    says(talk, "c'est la MP-48213")

    assert "Bracelet Rivage" in at_desk(adele).get(address, **AS_SCRIPT).content.decode()
    assert at_desk(amin).get(f"/console/c/{of_amin.pk}/orders", **AS_SCRIPT).content.decode().strip() == ""
    assert "data-orders" not in at_desk(amin).get(f"/console/c/{of_amin.pk}", **AS_SCRIPT).content.decode()
    assert at_desk(amin).get(address, **AS_SCRIPT).status_code == 404


def test_without_proof_it_is_said_that_there_is_none(card):
    """A11"""
    assert "Nothing proves that it is this customer’s." in card("commande MP-48213", known="")
