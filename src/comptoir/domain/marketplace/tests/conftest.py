from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from comptoir.domain.marketplace.tests.stage import a_buyer, a_market, a_seller, an_order
from comptoir.domain.people.queries import forget_members
from comptoir.domain.shops.queries import forget_shops
from tests.people import a_member


@pytest.fixture(autouse=True)
def nothing_remembered(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = str(tmp_path)
    settings.MAIL_DOMAIN, settings.DEMO = "resposta.feira.example", True
    forget_members()
    forget_shops()
    cache.clear()


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
