from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.people.queries import forget_members
from comptoir.domain.privacy.tests.stage import a_private_shop, a_talk
from comptoir.domain.shops.queries import forget_shops
from tests.people import a_member


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_members()
    forget_shops()


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """A customer asks Adèle what is known of them; Rose watches, Amin volunteers, Étienne belongs to another shop."""
    shop = a_private_shop()
    adele = a_member(shop, "advisor")
    return SimpleNamespace(
        shop=shop,
        adele=adele,
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(a_private_shop(key="autre-maison"), "manager", name="Étienne"),
        talk=a_talk(shop, adele),
    )
