"""A shop's own systems tell us of orders. D2."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine

from comptoir.domain.shops.actions import keep_orders, renew_identity_key
from comptoir.domain.shops.identity import api_key, identity_key, webhook_key
from comptoir.domain.shops.models import Order
from comptoir.domain.shops.queries import forget_shops, shop_of_key
from comptoir.domain.shops.rules import ToldOrder, signed
from tests.people import NOON, a_shop

pytestmark = pytest.mark.django_db
TOLD = {
    "placed_at": "2026-11-02T10:00:00+01:00",
    "status": "delivered",
    "delivered_at": "2026-11-05T10:30:00+01:00",
    "customer": {"number": "C-20418", "email": "brigitte@courriel.example"},
    "currency": "EUR",
    "total": "340.00",
    "lines": [{"reference": "B-52", "name": "Bracelet Rivage", "tags": ["engraved"]}],
}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def shop(db):
    return a_shop()


def put(client, shop, number="MP-48213", told=None, *, key=None, **headers):
    body = told if isinstance(told, (bytes, str)) else json.dumps(TOLD if told is None else told)
    shown = {"HTTP_AUTHORIZATION": f"Bearer {api_key(shop) if key is None else key}"} | headers
    return client.put(f"/api/v1/shops/{shop.key}/orders/{number}", body, content_type="application/json", **shown)


def send(client, shop, orders, *, at=NOON, key="", header=""):
    body = json.dumps({"orders": orders}).encode()
    header = header or signed(key or webhook_key(shop), body, int(at.timestamp()))
    address = f"/api/v1/shops/{shop.key}/webhooks/orders"
    return client.post(address, body, content_type="application/json", HTTP_COMPTOIR_SIGNATURE=header)


def test_an_order_is_told_read_and_forgotten(client, shop):
    """D2"""
    assert (put(client, shop).status_code, put(client, shop).status_code) == (201, 200)
    assert put(client, shop).json() == {"number": "MP-48213", "kept": "same"}
    assert put(client, shop, told=TOLD | {"status": "returned"}).json()["kept"] == "changed"

    bearer = {"HTTP_AUTHORIZATION": f"Bearer {api_key(shop)}"}
    told = client.get("/api/v1/shops/maison-perle/orders/MP-48213", **bearer).json()
    assert (told["status"], told["total"], told["customer"]["number"]) == ("returned", "340.00", "C-20418")
    assert client.delete("/api/v1/shops/maison-perle/orders/MP-48213", **bearer).status_code == 204
    assert client.get("/api/v1/shops/maison-perle/orders/MP-48213", **bearer).status_code == 404


def test_a_number_may_have_a_slash(client, shop):
    """D2"""
    assert put(client, shop, "2026/00017").status_code == 201
    assert Order.objects.get().number == "2026/00017"


@pytest.mark.parametrize("key", ["", "x", "é"])
def test_without_the_shops_key_nothing_is_told_and_nobody_learns_which_shops_there_are(client, shop, key):
    """Attack A16"""
    answers = [
        put(client, shop, key=key),
        put(client, shop, key=identity_key(shop)),
        put(client, shop, key=webhook_key(shop)),
    ]
    answers.append(put(client, a_shop("autre-maison"), key=api_key(shop)))
    answers.append(client.put("/api/v1/shops/nowhere/orders/MP-1", b"{}", content_type="application/json"))

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(401, "key_does_not_hold")}
    assert not Order.objects.exists()


def test_a_renewed_key_ends_the_old_one(client, shop):
    """Attack A16"""
    old = api_key(shop)
    renew_identity_key(shop_id=shop.id)
    forget_shops()

    assert put(client, shop_of_key(shop.key), key=old).status_code == 401
    assert put(client, shop_of_key(shop.key)).status_code == 201


@pytest.mark.parametrize(
    ("told", "where"),
    [
        (TOLD | {"surprise": 1}, "surprise"),
        (TOLD | {"placed_at": "2026-11-02T10:00:00"}, "$.placed_at"),
        (TOLD | {"status": "on the moon"}, "$.status"),
        (TOLD | {"lines": [{"reference": "A", "quantity": 0}]}, "$.lines[0].quantity"),
        (TOLD | {"lines": [{"reference": "A"}] * 201}, "$.lines"),
        ({}, "placed_at"),
        ("{", ""),
        ("[" * 100_000, ""),
        (b"\xff", ""),
    ],
)
def test_what_is_not_shaped_as_agreed_is_refused_with_its_place(client, shop, told, where):
    """D2"""
    answer = put(client, shop, told=told)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert where in answer.json()["message"]


def test_each_mistake_names_its_field_in_the_language_asked_for(client, shop):
    """D2"""
    wrong = TOLD | {"delivered_at": "2026-11-01T10:00:00Z", "currency": "euro", "total": "1.005", "lines": [{}]}

    answer = put(client, shop, "4111 1111 1111 1111", wrong, HTTP_ACCEPT="text/html")

    assert answer.status_code == 422
    assert [(it["field"], it["code"]) for it in answer.json()["mistakes"]] == [
        ("number", "card_number"),
        ("delivered_at", "delivered_before_placed"),
        ("currency", "not_currency"),
        ("total", "not_amount"),
        ("lines[0]", "nameless"),
    ]
    assert "4111" not in answer.content.decode()
    assert not Order.objects.exists()


def test_what_is_larger_than_a_megabyte_is_refused(client, shop):
    assert put(client, shop, told=b" " * (1024 * 1024 + 1)).status_code == 413
    assert client.post("/api/v1/shops/maison-perle/orders/MP-1").status_code == 405


def test_a_signed_message_tells_several_orders(client, shop):
    """D2"""
    answer = send(client, shop, {"MP-48213": TOLD, "MP-48214": TOLD})

    assert answer.json() == {"new": 2, "changed": 0, "same": 0, "older": 0}


def test_a_message_that_is_repeated_or_late_undoes_nothing(client, shop):
    """Attack A16: replayed within its five minutes it changes nothing; after them it is refused."""
    late = NOON - dt.timedelta(seconds=200)
    send(client, shop, {"MP-48213": TOLD | {"status": "delivered"}})

    assert send(client, shop, {"MP-48213": TOLD | {"status": "shipped"}}, at=late).json()["older"] == 1
    assert Order.objects.get().status == "delivered"
    assert send(client, shop, {"MP-48213": TOLD}, at=NOON - dt.timedelta(seconds=301)).status_code == 401


def test_a_message_that_is_not_signed_by_the_shop_is_refused(client, shop):
    """Attack A16"""
    other = a_shop("autre-maison")

    for key in (api_key(shop), identity_key(shop), webhook_key(other), "x"):
        assert send(client, shop, {"MP-1": TOLD}, key=key).status_code == 401
    assert send(client, shop, {"MP-1": TOLD}, header="t=1,v1=x").status_code == 401
    assert not Order.objects.exists()


def test_one_mistake_in_a_message_and_nothing_of_it_is_kept(client, shop):
    """D2"""
    answer = send(client, shop, {"MP-48213": TOLD, "bague": TOLD})

    assert (answer.status_code, answer.json()["mistakes"][0]["code"]) == (422, "not_number")
    assert not Order.objects.exists()


def test_the_order_of_another_shop_cannot_be_read(client, shop):
    """A11"""
    other = a_shop("autre-maison")
    keep_orders(shop_id=other.id, orders={"MP-1": ToldOrder(placed_at=NOON)}, told_at=NOON)

    bearer = {"HTTP_AUTHORIZATION": f"Bearer {api_key(shop)}"}
    assert client.get("/api/v1/shops/maison-perle/orders/MP-1", **bearer).status_code == 404
    assert client.get("/api/v1/shops/autre-maison/orders/MP-1", **bearer).status_code == 401
