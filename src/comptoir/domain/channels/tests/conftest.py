from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.channels import taking
from comptoir.domain.channels.actions.applying import placing, understanding
from comptoir.domain.channels.tests.stage import RELAY, a_check, a_shop_with_mail, sender_in
from comptoir.domain.people.queries import forget_members
from comptoir.domain.shops.queries import forget_shops
from tests.people import a_member


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget_members()
    forget_shops()


@pytest.fixture(autouse=True)
def own_domain(settings) -> None:
    """Replies come to a domain of ours; nothing leaves."""
    settings.MAIL_DOMAIN = RELAY
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    settings.DEMO = False


@pytest.fixture(autouse=True)
def nobody_above(monkeypatch) -> None:
    """What the apps above this one would take, they try for themselves."""
    monkeypatch.setattr(taking, "TAKERS", {})
    monkeypatch.setattr(placing, "SCREENS", [])


@pytest.fixture
def senders(monkeypatch) -> SimpleNamespace:
    """What is found of senders, instead of asking names: each proves to be who they say, unless `verdicts` says otherwise."""
    found = SimpleNamespace(verdicts={}, has_means=True, asked=[])

    def checked(raw: bytes, **facts: object) -> object:
        address = sender_in(raw)
        found.asked.append(facts)
        return a_check(found.verdicts.get(address, "proven"), address, has_means=found.has_means)

    monkeypatch.setattr(understanding, "check_sender", checked)
    return found


@pytest.fixture
def desk(db: None, senders: SimpleNamespace) -> SimpleNamespace:
    """A shop whose mailbox is read; Adèle answers, Amin volunteers, Rose watches, Marc manages."""
    shop, box = a_shop_with_mail()
    return SimpleNamespace(
        shop=shop,
        box=box,
        adele=a_member(shop, "advisor"),
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent"),
        marc=a_member(shop, "manager"),
        senders=senders,
    )
