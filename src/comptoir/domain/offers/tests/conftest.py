from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.offers.actions import Wanted, import_codes, make_offer
from comptoir.domain.people.queries import forget_members
from comptoir.domain.shops.queries import forget_shops
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

WALLET = '\n[offers]\nper_agent_and_day = 2\ncodes = ["MERCI-*"]\n'
WORDS = {"fr": "Voici votre code : {code}", "en": "Here is your code: {code}"}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_members()
    forget_shops()


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """A shop with a wallet of three codes; Adèle answers, Amin volunteers, Marc manages."""
    shop = a_shop(charter=without_offers(ALWAYS_OPEN) + WALLET)
    adele, marc = a_member(shop, "advisor"), a_member(shop, "manager")
    offer = make_offer(viewer=a_viewer(marc), wanted=Wanted("Welcome", WORDS), now=NOON)
    import_codes(viewer=a_viewer(marc), offer_id=offer.pk, text="code\nmerci-001\nMERCI-002\nMERCI-003\n", now=NOON)
    return SimpleNamespace(
        shop=shop,
        adele=adele,
        marc=marc,
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        offer=offer,
        talk=a_conversation(shop, answered_by=adele, body="Bonjour, auriez-vous un code promo ?"),
    )


def without_offers(charter: str) -> str:
    """The charter without its own section of offers."""
    before, _, after = charter.partition("\n[offers]\n")
    return before + ("\n[" + after.partition("\n[")[2] if "\n[" in after else "")
