"""How much a shop's system may ask, and what it is told when something in a message cannot be. D2, D8."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError

from comptoir.domain.returns.models import Return
from comptoir.domain.returns.tests.stage import a_returning_shop, a_talk, an_order, asks
from comptoir.domain.shops.identity import api_key, webhook_key
from comptoir.domain.shops.models import Order
from comptoir.domain.shops.rules import signed
from comptoir.surfaces.api import limits, orders
from tests.people import NOON, a_member, a_shop

pytestmark = pytest.mark.django_db
TOLD = {"placed_at": "2026-11-02T10:00:00+01:00"}


@pytest.fixture(autouse=True)
def _at_noon():
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield
    cache.clear()


@pytest.fixture
def shop(db):
    return a_returning_shop()


@pytest.fixture
def ret(shop):
    an_order(shop)
    adele = a_member(shop, "advisor")
    return asks(a_talk(shop, adele), adele, accepts=True)


def ask(client, shop, way, method="get", told=None, key=None):
    body = told if isinstance(told, str) else json.dumps(told or {})
    shown = {"HTTP_AUTHORIZATION": f"Bearer {key or api_key(shop)}", "HTTP_ACCEPT_LANGUAGE": "en"}
    return client.generic(method.upper(), f"/api/v1/shops/{shop.key}/{way}", body, "application/json", **shown)


def send(client, shop, what, told, at=NOON):
    body = json.dumps({what: told}).encode()
    shown = {"HTTP_COMPTOIR_SIGNATURE": signed(webhook_key(shop), body, int(at.timestamp()))}
    address = f"/api/v1/shops/{shop.key}/webhooks/{what}"
    return client.post(address, body, "application/json", HTTP_ACCEPT_LANGUAGE="en", **shown)


def test_a_shop_that_asks_too_often_is_told_when_to_come_back_and_another_is_not_kept_waiting(
    client, shop, monkeypatch
):
    """Attack A17"""
    monkeypatch.setattr(limits, "REQUESTS_A_MINUTE", 3)
    other = a_shop("autre-maison")

    answers = [ask(client, shop, "returns") for _ in range(3)]
    answers.append(ask(client, shop, "orders/MP-1", "put", TOLD))
    answers.append(send(client, shop, "orders", {"MP-1": TOLD}))

    assert [it.status_code for it in answers] == [200, 200, 200, 429, 429]
    assert answers[3].json()["code"] == "too_many"
    assert [1 <= int(it.headers["Retry-After"]) <= 60 for it in answers[3:]] == [True, True]
    assert not Order.objects.filter(number="MP-1").exists()
    assert ask(client, other, "returns").status_code == 200


def test_who_has_no_key_uses_up_nothing_of_the_shops(client, shop, monkeypatch):
    """Attack A17"""
    monkeypatch.setattr(limits, "REQUESTS_A_MINUTE", 1)

    for _ in range(3):
        assert ask(client, shop, "returns", key="x").status_code == 401
    assert ask(client, shop, "returns").status_code == 200


def test_a_method_that_is_not_known_is_answered_with_those_that_are(client, shop):
    answer = ask(client, shop, "orders/MP-1", "post")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "PUT, GET, DELETE")


def test_a_mistake_in_a_message_names_its_order(client, shop):
    """D2"""
    answer = send(client, shop, "orders", {"MP-1": TOLD, "MP-2": TOLD | {"currency": "euro"}, "bague": TOLD})

    assert answer.status_code == 422
    told = [(it["order"], it["field"], it["code"]) for it in answer.json()["mistakes"]]
    assert told == [("MP-2", "currency", "not_currency"), ("bague", "number", "not_number")]
    assert "MP-2" in answer.json()["message"]


def test_a_card_number_is_not_repeated_as_the_number_of_the_order(client, shop):
    answer = send(client, shop, "orders", {"4111 1111 1111 1111": TOLD | {"currency": "euro"}})

    assert [it["code"] for it in answer.json()["mistakes"]] == ["card_number", "not_currency"]
    assert "4111" not in answer.content.decode()


def test_what_cannot_be_in_a_message_of_returns_names_its_return(client, shop, ret):
    """D8"""
    received = {"state": "received"}
    answers = [
        send(client, shop, "returns", {ret.number: received, "R-999": received}),
        send(client, shop, "returns", {ret.number: {"state": "refunded", "amount": "1e5"}}),
        send(client, shop, "returns", {ret.number: {"state": "refunded"}}),
    ]

    told = [(it.status_code, it.json()["code"], it.json()["return"]) for it in answers]
    assert told == [
        (404, "return_not_found", "R-999"),
        (400, "refund_mistaken", ret.number),
        (400, "bad_request", ret.number),
    ]
    assert Return.objects.get().state == "accepted"


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "-sNaN", "Infinity", "-1", "0", "1e999999999", "0.001"])
def test_an_amount_that_is_none_is_refused_before_and_after_the_refund(client, shop, ret, amount):
    """D8"""
    way = f"returns/{ret.number}/refunded"

    assert ask(client, shop, way, "put", {"amount": amount}).status_code == 400
    assert ask(client, shop, way, "put", {"amount": "340.00"}).status_code == 200
    assert ask(client, shop, way, "put", {"amount": amount}).status_code == 400


@pytest.mark.parametrize(
    "place", ["0001-01-01T00:00:00+14:00_1", "9999-12-31T23:59:59-14:00_1", "2026-12-01T00:00:00Z_x", "_", "²_1"]
)
def test_a_place_in_the_list_that_cannot_be_is_refused(client, shop, place):
    """D8"""
    address = f"/api/v1/shops/{shop.key}/returns"
    answer = client.get(address, {"after": place}, HTTP_AUTHORIZATION=f"Bearer {api_key(shop)}")

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("number", ["%00", "MP-%0012", "%F0%9F%92%8D", "x" * 500, "../returns", "MP-1/"])
def test_any_number_of_an_order_can_be_asked_for(client, shop, number):
    """D2"""
    answers = [ask(client, shop, f"orders/{number}", method, TOLD) for method in ("get", "put", "delete")]

    assert [it.status_code for it in answers] == [404, 422, 404]


@pytest.mark.django_db(transaction=True)
def test_two_who_wait_for_each_other_in_the_database_are_not_seen_outside(client, shop, monkeypatch):
    """G8: whom PostgreSQL sends back goes again by itself."""
    tries, keep = [], orders.keep_orders

    def crossed(**told):
        tries.append(dt.datetime.now(dt.UTC))
        if len(tries) < 3:
            raise _deadlock()
        return keep(**told)

    monkeypatch.setattr(orders, "keep_orders", crossed)

    assert ask(client, shop, "orders/MP-7", "put", TOLD).status_code == 201
    assert len(tries) == 3


def test_a_database_that_refuses_otherwise_is_not_asked_again(client, shop, monkeypatch):
    """G8"""
    tries = []

    def refused(**_told):
        tries.append(1)
        raise OperationalError("gone")

    monkeypatch.setattr(orders, "keep_orders", refused)
    answer = ask(client, shop, "orders/MP-7", "put", TOLD)

    assert (answer.status_code, answer.headers["Retry-After"], len(tries)) == (503, "5", 1)


def _deadlock():
    class DeadlockDetected(Exception):
        sqlstate = "40P01"

    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected()
    return error
