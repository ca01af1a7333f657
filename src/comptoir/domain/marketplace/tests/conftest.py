from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from comptoir.domain.channels import taking
from comptoir.domain.channels.actions.applying import placing, understanding
from comptoir.domain.marketplace import actions
from comptoir.domain.marketplace.tests.stage import a_buyer, a_market, a_seller, an_order
from comptoir.domain.people.queries import forget_members
from comptoir.domain.shops.queries import forget_shops
from comptoir.letters.reading import read_letter
from tests.people import a_member


@pytest.fixture(autouse=True)
def nothing_remembered(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(taking.TAKERS, "seller", actions.take_seller_letter)
    monkeypatch.setitem(taking.TAKERS, "marketplace:customer", actions.take_buyer_letter)
    monkeypatch.setattr(placing, "SCREENS", [actions.screen_sellers_mail])
    settings.FILES_DIR = str(tmp_path)
    settings.MAIL_DOMAIN, settings.DEMO = "resposta.feira.example", True
    forget_members()
    forget_shops()
    cache.clear()


@pytest.fixture
def senders(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What is found of senders, instead of asking names: `verdict` of whoever writes, and whether their domain publishes anything."""
    found = SimpleNamespace(verdict="proven", has_means=True)

    def checked(raw: bytes, **_facts: object) -> SimpleNamespace:
        sender = read_letter(raw).sender
        address = sender.address if sender else ""
        return SimpleNamespace(verdict=found.verdict, from_address=address, has_means=found.has_means)

    monkeypatch.setattr(understanding, "check_sender", checked)
    return found


@pytest.fixture
def market(db: None) -> SimpleNamespace:
    """João's order has arrived from two sellers; the tool of Casa Luz is on, Cozinha Mar has none. Adèle answers, Rose watches."""
    shop = a_market()
    an_order(shop)
    return SimpleNamespace(
        shop=shop,
        buyer=a_buyer(shop),
        seller=a_seller(shop),
        other=a_seller(shop, "cozinha-mar", is_on=False, name="Cozinha Mar", support_name=""),
        adele=a_member(shop, "advisor"),
        rose=a_member(shop, "referent", audience="advisor"),
    )
