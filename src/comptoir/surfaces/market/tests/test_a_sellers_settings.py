"""A seller's Settings › Profile. E2, threat 18."""

from __future__ import annotations

import re
from types import SimpleNamespace

from django.test import Client

from comptoir.domain.channels.models import SentMail
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.tests.stage import SUPPORT, writes
from comptoir.surfaces.market.limits import CODES_A_MINUTE
from comptoir.surfaces.market.tests.stage import SELLERS, a_seller_at, words
from tests.people import NOON

NEW = "clientes@cozinha-mar.example"


def saves(client: Client, email: str, name: str = "Cozinha Mar", **fields: str) -> object:
    return client.post(SELLERS, {"email": email, "name": name} | fields)


def the_code() -> str:
    content = bytes(SentMail.objects.filter(recipient=NEW).latest("pk").content).decode()
    found = re.search(r"\b\d{3}(?: |=20|=C2=A0)\d{3}\b", content)
    assert found is not None
    return found[0]


def of(key: str) -> Seller:
    return Seller.objects.get(key=key)


def test_a_seller_switches_the_tool_on_with_the_code_that_was_sent(fair: SimpleNamespace) -> None:
    """E2"""
    client = a_seller_at(fair.shop, "cozinha-mar")
    saved = saves(client, NEW)
    waiting = words(client.get(SELLERS))
    confirmed = client.post(f"{SELLERS}code", {"code": the_code()})

    assert saved["Location"] == f"{SELLERS}?done=code_sent"  # type: ignore[index]
    assert NEW in waiting
    assert confirmed["Location"] == f"{SELLERS}?done=confirmed"
    assert (of("cozinha-mar").support_email, of("cozinha-mar").support_name) == (NEW, "Cozinha Mar")


def test_a_wrong_code_opens_nothing(fair: SimpleNamespace) -> None:
    """Threat 18"""
    client = a_seller_at(fair.shop, "cozinha-mar")
    saves(client, NEW)
    wrong = client.post(f"{SELLERS}code", {"code": "000 000"})

    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.content.decode()
    assert of("cozinha-mar").support_email == ""


def test_another_code_may_be_asked_for(fair: SimpleNamespace) -> None:
    """E2: the first one holds no more."""
    client = a_seller_at(fair.shop, "cozinha-mar")
    saves(client, NEW)
    first = the_code()
    client.post(f"{SELLERS}code/again")

    assert SentMail.objects.filter(recipient=NEW).count() == 2
    assert first == the_code() or client.post(f"{SELLERS}code", {"code": first}).status_code == 400


def test_clearing_the_address_asks_first_and_then_switches_off(fair: SimpleNamespace) -> None:
    """E2: open cases go to the team, and the seller is told so before."""
    case = writes(fair.shop, fair.buyer)
    client = a_seller_at(fair.shop)
    asked = saves(client, "", "Casa Luz")

    assert 'role="alertdialog"' in asked.content.decode()  # type: ignore[attr-defined]
    assert of("casa-luz").support_email == SUPPORT
    done = saves(client, "", "Casa Luz", is_sure="yes")
    case.refresh_from_db()
    assert done["Location"] == f"{SELLERS}?done=off"  # type: ignore[index]
    assert of("casa-luz").support_email == ""
    assert (case.is_direct, case.rerouted_why) == (False, "switched_off")


def test_an_address_that_is_none_and_a_name_that_is_not_theirs_are_refused(fair: SimpleNamespace) -> None:
    """Threat 23"""
    client = a_seller_at(fair.shop, "cozinha-mar")
    for email, name in (("not an address", "Cozinha Mar"), (NEW, "Feira do Largo"), (NEW, "Ligue 912 345 678")):
        page = saves(client, email, name)
        assert page.status_code == 400, (email, name)  # type: ignore[attr-defined]
    assert not SentMail.objects.exists()


def test_the_page_says_when_the_address_cannot_be_reached(fair: SimpleNamespace) -> None:
    """E2"""
    Seller.objects.filter(pk=fair.seller.pk).update(unreachable_since=NOON, unreachable_why="550 5.1.1")
    page = a_seller_at(fair.shop).get(SELLERS).content.decode()

    assert "tool unreachable" in page
    assert "550 5.1.1" not in page


def test_many_codes_in_a_minute_are_too_many(fair: SimpleNamespace) -> None:
    """Threat 18, A22"""
    client = a_seller_at(fair.shop, "cozinha-mar")
    saves(client, NEW)
    tries = [client.post(f"{SELLERS}code", {"code": "000000"}).status_code for _ in range(CODES_A_MINUTE + 1)]

    assert tries[0] == 400
    assert tries[-1] == 429
