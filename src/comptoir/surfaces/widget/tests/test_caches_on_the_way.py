"""What a cache between us and the shop's pages may keep: answers that are the same for everybody of a site."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.widget import code
from comptoir.surfaces.widget.tests.stage import SITE, Browser
from tests.people import NOON, a_member, a_shop

PERSONAL = {"Cookie", "Accept-Language", "Authorization"}
SPEAKS_ROMANIAN = {"accept-language": "ro", "accept-encoding": "gzip", "origin": SITE}


@pytest.fixture
def shop(db: None) -> KnownShop:
    return a_shop()


def signed_in(shop: KnownShop) -> Client:
    """The browser of somebody of the team, who looks at the shop's pages too."""
    client = Client()
    client.force_login(a_member(shop, "referent").user)
    return client


def addresses(shop: KnownShop) -> list[str]:
    of_shop = [f"/widget/{shop.key}/{name}.json?language=fr" for name in ("settings", "availability")]
    return ["/widget/loader.js", *code.module_addresses().values(), *of_shop]


def varies_by(answer: Any) -> set[str]:
    return {name.strip() for name in answer["Vary"].split(",")}


def as_read(answer: Any) -> bytes:
    return gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content


@time_machine.travel(NOON, tick=False)
def test_what_is_the_same_for_everybody_neither_sets_nor_heeds_a_cookie(shop: KnownShop) -> None:
    """F: the widget's code and settings are cacheable."""
    client = signed_in(shop)
    for address in addresses(shop):
        answer = client.get(address, headers=SPEAKS_ROMANIAN)
        assert (answer.status_code, answer.cookies.output()) == (200, ""), address
        assert answer["Cache-Control"].startswith("public, max-age="), address
        assert varies_by(answer) <= {"Accept-Encoding", "Origin"}, address
        anonymous = Client().get(address, headers={**SPEAKS_ROMANIAN, "accept-language": "fr"})
        assert as_read(answer) == as_read(anonymous), address


def test_the_code_asks_the_database_nothing_whoever_is_signed_in(shop: KnownShop) -> None:
    """F: a page of the shop costs the desk next to nothing."""
    client = signed_in(shop)
    with CaptureQueriesContext(connection) as queries:
        for address in ["/widget/loader.js", *code.module_addresses().values()]:
            client.get(address)
    assert len(queries) == 0


def test_answers_to_a_visitor_set_no_cookie_and_vary_by_none(shop: KnownShop) -> None:
    browser = Browser(shop)
    c = browser.begins()["id"]
    for path in ["conversations", f"conversations/{c}", f"conversations/{c}/wait"]:
        answer = browser.ask("GET", path, cookie="comptoir=x; comptoir_csrf=y")
        assert not answer.cookies
        assert not varies_by(answer) & PERSONAL


def test_the_console_still_answers_each_for_themselves(shop: KnownShop) -> None:
    answer = signed_in(shop).get("/")
    assert "Cookie" in varies_by(answer)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["nobody/settings.json", "files/forged", "code/settings.000000000000.js", "x/y/z"])
def test_a_refusal_is_kept_by_no_cache_and_speaks_the_visitors_language(db: None, address: str) -> None:
    with translation.override("pt"):  # what this thread spoke before
        refused = Client().get(f"/widget/{address}", headers={"accept-language": "fr"})
    assert (refused.status_code, refused["Cache-Control"]) == (404, "no-store")
    if refused["Content-Type"] == "application/json":
        message = refused.json()["message"]
        assert message != Client().get(f"/widget/{address}", headers={"accept-language": "pt"}).json()["message"]


def test_a_visitor_who_opens_a_dead_address_reads_words_and_not_the_consoles_pages(db: None) -> None:
    refused = Client().get("/widget/files/forged", headers={"accept": "text/html", "accept-language": "fr"})
    assert refused["Content-Type"].startswith("text/plain")
    assert "adresse" in refused.content.decode()
