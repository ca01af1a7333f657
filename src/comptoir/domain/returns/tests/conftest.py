from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.people.queries import forget_members
from comptoir.domain.returns.tests.stage import a_returning_shop, a_talk, an_order
from comptoir.domain.shops.queries import forget_shops
from tests.people import a_member


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_members()
    forget_shops()


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """A shop with an order of two rings, whose customer asks Adèle; Rose watches, Amin volunteers."""
    shop = a_returning_shop()
    adele = a_member(shop, "advisor")
    an_order(shop)
    return SimpleNamespace(
        shop=shop,
        adele=adele,
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        talk=a_talk(shop, adele, language="en"),
    )
