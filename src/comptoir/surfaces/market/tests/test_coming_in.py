"""Who comes in, by what the shop has signed, and as whom. E1, E2, A16."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.queries import seller_token
from comptoir.surfaces.market.limits import ENTRIES_A_MINUTE
from comptoir.surfaces.market.sessions import COOKIES
from comptoir.surfaces.market.tests.stage import ORDERS, SELLERS, a_customer_at, a_seller_at, signed, words
from tests.people import NOON, a_shop

DAY = 24 * 3600


def test_a_customer_comes_by_a_form_of_the_shops_own_site(fair: SimpleNamespace) -> None:
    """E1"""
    page = a_customer_at(fair.shop).get(ORDERS)

    assert page.status_code == 200
    assert "P-2026-000417" in words(page)
    assert "João" in words(page)


@pytest.mark.parametrize("side", ["buyer", "seller"])
def test_a_links_secret_leaves_the_address_at_once_and_stands_in_no_page(fair: SimpleNamespace, side: Any) -> None:
    """A16: the browser keeps it out of reach of scripts, for these pages alone."""
    home = ORDERS if side == "buyer" else SELLERS
    claims = {"sub": "C-77", "email": "joao.melo@correio.example"} if side == "buyer" else {"seller": "casa-luz"}
    token, client = signed(fair.shop, **claims), Client()
    came = client.get(f"{home}enter/{token}")
    page, cookie = client.get(home), came.cookies[COOKIES[side]]

    assert (came.status_code, came["Location"]) == (303, home)
    assert came["Referrer-Policy"] == "no-referrer"
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (home, "Lax", True)
    assert token not in cookie.value
    assert token not in page.content.decode()
    for response in (came, page):
        assert response["Cache-Control"] == "no-store"
        assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize(
    "claims", [{}, {"sub": "C-77", "lasts": -1}, {"sub": "C-77", "lasts": 2 * DAY}, {"seller": "casa-luz"}]
)
def test_what_is_not_signed_for_a_customer_lets_none_in(fair: SimpleNamespace, claims: Any) -> None:
    """A16: expired, too long, nobody's, or a seller's."""
    client = Client()
    assert client.get(f"{ORDERS}enter/{signed(fair.shop, **claims)}").status_code == 403
    assert client.get(ORDERS).status_code == 403


def test_what_is_signed_for_a_customer_makes_no_seller_of_them(fair: SimpleNamespace) -> None:
    """A16"""
    client = Client()
    assert client.get(f"{SELLERS}enter/{signed(fair.shop, sub='C-77')}").status_code == 403
    assert client.get(SELLERS).status_code == 403


def test_another_shops_signature_lets_nobody_in(fair: SimpleNamespace) -> None:
    """A16"""
    other = a_shop()
    assert Client().get(f"{ORDERS}enter/{signed(other, sub='C-77')}").status_code == 403


def test_a_shop_without_sellers_has_no_such_pages(fair: SimpleNamespace) -> None:
    """E1"""
    a_shop()
    assert Client().get("/orders/maison-perle/").status_code == 404
    assert Client().get("/sellers/maison-perle/").status_code == 404
    assert Client().get("/orders/no-such-shop/").status_code == 404


def test_a_visit_lasts_two_hours(fair: SimpleNamespace, clock: Any) -> None:
    """A16"""
    client = a_customer_at(fair.shop)
    clock.move_to(NOON + dt.timedelta(hours=2, seconds=1), tick=False)

    assert client.get(ORDERS).status_code == 403


def test_who_leaves_is_not_known_any_more(fair: SimpleNamespace) -> None:
    """A16"""
    client = a_customer_at(fair.shop)
    client.post(f"{ORDERS}leave")

    assert client.get(ORDERS).status_code == 403


def test_a_seller_also_comes_by_the_link_in_our_letters(fair: SimpleNamespace) -> None:
    """E2"""
    client = Client()
    came = client.get(f"{SELLERS}link/{seller_token(fair.seller.pk, NOON)}")

    assert came["Location"] == SELLERS
    assert "Casa Luz" in words(client.get(SELLERS))
    assert Client().get(f"{SELLERS}link/nonsense").status_code == 404


def test_a_seller_whose_access_was_renewed_has_to_come_again(fair: SimpleNamespace) -> None:
    """A16"""
    client = a_seller_at(fair.shop)
    Seller.objects.filter(pk=fair.seller.pk).update(access_generation=2)

    assert client.get(SELLERS).status_code == 403


def test_the_shop_names_its_seller_by_coming(fair: SimpleNamespace) -> None:
    """E2: of a seller of whom nobody has heard, the shop's word is enough."""
    client = a_seller_at(fair.shop, "nova-banca", name="Nova Banca", language="en", email="conta@nova.example")
    seller = Seller.objects.get(key="nova-banca")

    assert (seller.name, seller.language, seller.account_email) == ("Nova Banca", "en", "conta@nova.example")
    assert "Nova Banca" in words(client.get(SELLERS))


def test_many_who_come_at_once_are_too_many(fair: SimpleNamespace) -> None:
    """A22"""
    client = Client()
    came = [
        client.get(f"{ORDERS}enter/{signed(fair.shop, sub='C-77')}").status_code for _ in range(ENTRIES_A_MINUTE + 1)
    ]
    assert came[-2:] == [303, 429]


@pytest.mark.parametrize(("asked", "spoken"), [("en", "en"), ("pt", "pt"), ("fr", "pt"), ("", "pt")])
def test_the_pages_speak_the_shops_languages(fair: SimpleNamespace, asked: str, spoken: str) -> None:
    """F"""
    client = a_customer_at(fair.shop)
    page = client.get(ORDERS, headers={"accept-language": asked}).content.decode()

    assert f'<html lang="{spoken}">' in page
    chosen = client.get(f"{ORDERS}?language=en", headers={"accept-language": "pt"})
    assert '<html lang="en">' in chosen.content.decode()
    assert '<html lang="en">' in client.get(ORDERS, headers={"accept-language": "pt"}).content.decode()
