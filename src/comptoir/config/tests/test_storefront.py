"""The demo's shops: pages that carry the widget as a strict shop would."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from comptoir.config.demo.cast import MEMBERS, SHOPS
from comptoir.config.demo.editions import demo_edition
from comptoir.config.demo.stories import stories_of
from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.rules import page_rule, parse
from comptoir.domain.shops.identity import proven_identity
from comptoir.domain.shops.queries import forget_shops, shop_of_key
from comptoir.foundation.clock import now
from comptoir.surfaces.storefront import shelves
from comptoir.surfaces.storefront.portraits import SITTERS, portrait_of

pytestmark = [pytest.mark.urls("comptoir.config.tests.demo_addresses"), pytest.mark.django_db]

STATIC = Path(shelves.__file__).parents[1] / "static/storefront"
EVERY_PAGE = [
    (front.key, place.path)
    for front in shelves.STOREFRONTS.values()
    for place in (
        front.home,
        front.account,
        *front.pages,
        *front.categories,
        *(p for c in front.categories for p in c.products),
    )
]


@pytest.fixture
def _shops() -> None:
    for file in SHOPS.values():
        apply_charter(text=demo_edition(file, "http://localhost:8000"), now=now())
    forget_shops()


@pytest.mark.parametrize(("shop", "path"), EVERY_PAGE)
def test_every_page_of_a_shop_carries_the_widget_and_allows_nothing_inline(
    client: Client, shop: str, path: str
) -> None:
    answer = client.get(f"/demo/{shop}/{path}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("/widget/loader.js") == 1
    assert f'data-shop="{shop}"' in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", page)


@pytest.mark.parametrize(("shop", "path"), EVERY_PAGE)
def test_no_link_of_a_shop_leads_nowhere(client: Client, shop: str, path: str) -> None:
    page = client.get(f"/demo/{shop}/{path}").content.decode()
    front = shelves.STOREFRONTS[shop]
    for target in re.findall(rf'href="/demo/{shop}/([^"]*)"', page):
        assert front.shown_at(target) is not None, target
    for file in re.findall(r'(?:src|href)="/static/storefront/([^"]+)"', page):
        assert (STATIC / file).exists(), file


def test_a_page_that_no_shop_has_is_not_found(client: Client) -> None:
    assert client.get("/demo/maison-perle/rien").status_code == 404
    assert client.get("/demo/nulle-part/").status_code == 404


@pytest.mark.usefixtures("_shops")
def test_the_shop_signs_for_a_customer_who_signs_in(client: Client) -> None:
    client.post("/demo/maison-perle/sign-in", {"customer": "C-20418"})
    page = client.get("/demo/maison-perle/mon-compte/").content.decode()
    signed = re.search(r'data-identity="([^"]+)"', page)
    assert signed
    assert proven_identity(shop_of_key("maison-perle"), signed[1]).first_name == "Brigitte"
    client.post("/demo/maison-perle/sign-out")
    assert "data-identity" not in client.get("/demo/maison-perle/").content.decode()


def test_a_forged_cookie_signs_nobody_in(client: Client) -> None:
    client.cookies["demo-maison-perle"] = "C-20418"
    assert "data-identity" not in client.get("/demo/maison-perle/").content.decode()


def test_the_pages_of_the_stories_exist() -> None:
    for key, front in shelves.STOREFRONTS.items():
        for story in stories_of(key):
            path = story.heads.get("page", "/").partition("|")[0].strip()
            assert front.shown_at(path.lstrip("/")) is not None, (story.title, path)


def test_the_charter_meets_its_pages_in_the_shop() -> None:
    """A3"""
    for key, file in SHOPS.items():
        charter = parse(demo_edition(file, "http://localhost:8000"))
        front = shelves.STOREFRONTS[key]
        chosen = [page_rule(charter, f"/demo/{key}/{place.path}") for place in (*front.categories, *front.pages)]
        assert any(rule.visitor_chooses for rule in chosen), key


def test_everybody_of_the_cast_has_a_portrait(client: Client) -> None:
    assert {part.key for part in MEMBERS} == set(SITTERS)
    assert Image.open(io.BytesIO(portrait_of("ines") or b"")).size == (192, 192)
    assert client.get("/demo/people/ines.webp")["Content-Type"] == "image/webp"
    assert client.get("/demo/people/nobody.webp").status_code == 404


@pytest.mark.usefixtures("_shops")
def test_the_index_shows_shops_console_and_people(client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert "/demo/maison-perle/" in page
    assert "/demo/gradina-verde/" in page
    assert "/console/" in page
