"""A shop's own systems tell that a return has come in, and that it was paid back. D8."""

from __future__ import annotations

import json

import pytest
import time_machine
from django.db import transaction

from comptoir.domain.promises.models import Promise
from comptoir.domain.returns.models import Return, ReturnStep
from comptoir.domain.returns.tests.stage import a_returning_shop, a_talk, an_order, asks
from comptoir.domain.shops.identity import api_key, webhook_key
from comptoir.domain.shops.rules import signed
from tests.people import NOON, a_member, said

pytestmark = pytest.mark.django_db
PAID = {"amount": "340.00", "currency": "EUR"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def shop(db):
    return a_returning_shop()


@pytest.fixture
def ret(shop):
    an_order(shop)
    adele = a_member(shop, "advisor")
    return asks(a_talk(shop, adele), adele, accepts=True)


def bearer(shop):
    return {"HTTP_AUTHORIZATION": f"Bearer {api_key(shop)}", "HTTP_ACCEPT_LANGUAGE": "en"}


def put(client, shop, number, step, told=None):
    address = f"/api/v1/shops/{shop.key}/returns/{number}/{step}"
    return client.put(address, json.dumps(told or {}), content_type="application/json", **bearer(shop))


def send(client, shop, returns, *, key=""):
    body = json.dumps({"returns": returns}).encode()
    header = signed(key or webhook_key(shop), body, int(NOON.timestamp()))
    address = f"/api/v1/shops/{shop.key}/webhooks/returns"
    return client.post(address, body, content_type="application/json", HTTP_COMPTOIR_SIGNATURE=header)


def test_a_return_is_received_and_refunded_once_however_often_it_is_told(client, shop, ret):
    """D8, G8"""
    assert put(client, shop, ret.number, "received").json() == {"number": ret.number, "kept": "changed"}
    assert put(client, shop, ret.number, "received").json()["kept"] == "same"
    assert put(client, shop, ret.number, "refunded", PAID).json()["kept"] == "changed"
    assert put(client, shop, ret.number, "refunded", PAID).json()["kept"] == "same"
    assert put(client, shop, ret.number, "received").json()["kept"] == "same"

    assert Promise.objects.get(kind="refund").state == "kept"
    assert len(said(ret.conversation)) == 3
    step = ReturnStep.objects.get(state="refunded")
    assert (step.is_by_shop, step.membership_id) == (True, None)


def test_the_shop_reads_its_returns_and_nothing_that_colleagues_noted(client, shop, ret):
    """D8, A11"""
    put(client, shop, ret.number, "received")

    told = client.get(f"/api/v1/shops/{shop.key}/returns/{ret.number}", **bearer(shop)).json()
    page = client.get(f"/api/v1/shops/{shop.key}/returns", {"state": "received"}, **bearer(shop)).json()

    assert page == {"returns": [told], "next": ""}
    assert (told["order"], told["state"], told["refund_due_at"]) == ("MP-48213", "received", "2026-12-15T12:00:00Z")
    assert told["lines"] == [{"reference": "B-52", "name": "Bague Rivage", "quantity": 2, "is_allowed": True}]
    assert [step["state"] for step in told["steps"]] == ["asked", "accepted", "received"]
    for wrong in ({"state": "lost"}, {"after": "x"}, {"after": "2026-12-01_1"}):
        assert client.get(f"/api/v1/shops/{shop.key}/returns", wrong, **bearer(shop)).status_code == 400


def test_a_list_is_paged(client, shop, django_assert_max_num_queries):
    """D8"""
    adele = a_member(shop, "advisor")
    talk = a_talk(shop, adele)
    for n in range(52):
        an_order(shop, f"MP-{48000 + n}")
        talk = a_talk(shop, adele, body=f"MP-{48000 + n}") if n % 5 == 0 else talk
        asks(talk, adele, order_number=f"MP-{48000 + n}") if n % 5 == 0 else _copied(n)

    with django_assert_max_num_queries(9):
        first = client.get(f"/api/v1/shops/{shop.key}/returns", **bearer(shop)).json()
    second = client.get(f"/api/v1/shops/{shop.key}/returns", {"after": first["next"]}, **bearer(shop)).json()

    numbers = [it["number"] for it in (*first["returns"], *second["returns"])]
    assert (len(first["returns"]), len(second["returns"]), second["next"]) == (50, 2, "")
    assert len(set(numbers)) == 52


def _copied(n):
    last = Return.objects.order_by("-pk").first()
    last.pk, last.asking_id = None, f"00000000-0000-4000-8000-{n:012}"
    last.save()


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"amount": "x"},
        {"amount": "1e999"},
        PAID | {"amount": "340.01"},
        PAID | {"currency": "usd"},
        PAID | {"currency": "USD"},
        PAID | {"surprise": 1},
    ],
)
def test_what_cannot_be_paid_back_is_refused(client, shop, ret, told):
    """D8"""
    assert put(client, shop, ret.number, "refunded", told).status_code == 400
    assert Return.objects.get().state == "accepted"


def test_a_signed_message_tells_of_several_all_or_nothing(client, shop, ret):
    """D8"""
    told = {ret.number: {"state": "received"}}

    with transaction.atomic():
        assert send(client, shop, told | {"R-999": {"state": "received"}}).status_code == 404
    assert Return.objects.get().state == "accepted"
    assert send(client, shop, told).json() == {"changed": 1, "same": 0}
    assert send(client, shop, told).json() == {"changed": 0, "same": 1}
    assert send(client, shop, {ret.number: {"state": "refunded"}}).status_code == 400
    assert send(client, shop, {ret.number: {"state": "refunded"} | PAID}).json()["changed"] == 1
    assert send(client, shop, {ret.number: {"state": "accepted"}}).status_code == 400


def test_without_key_or_signature_nothing_moves(client, shop, ret):
    """Attack A16"""
    other = a_returning_shop(key="autre-maison")

    assert put(client, other, ret.number, "received").status_code == 404
    assert send(client, shop, {ret.number: {"state": "received"}}, key=webhook_key(other)).status_code == 401
    assert send(client, other, {ret.number: {"state": "received"}}).status_code == 404
    assert client.get(f"/api/v1/shops/{shop.key}/returns/{ret.number}", **bearer(other)).status_code == 401
    assert client.put(f"/api/v1/shops/{shop.key}/returns/{ret.number}/received").status_code == 401
    for number in ("R-0", "R-x", "17", "R-1234567890123456789"):
        assert put(client, shop, number, "received").status_code == 404
    assert Return.objects.get().state == "accepted"


def test_a_step_that_does_not_follow_says_so(client, shop):
    """D8"""
    an_order(shop)
    adele = a_member(shop, "advisor")
    ret = asks(a_talk(shop, adele), adele)

    answer = put(client, shop, ret.number, "received")

    assert (answer.status_code, answer.json()["code"]) == (409, "return_is_elsewhere")
