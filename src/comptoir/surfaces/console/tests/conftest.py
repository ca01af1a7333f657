"""The desk of one shop and its neighbour, and people who are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from comptoir.domain.people.models import Membership
from tests.people import NOON, a_conversation, a_member, a_shop

AS_BROWSER = {"HTTP_ACCEPT": "text/html"}
AS_SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def _no_failures_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """Maison Perle with an ambassador, an advisor, a referent and a manager; and somebody of another shop."""
    shop, other = a_shop(), a_shop("autre-maison")
    return SimpleNamespace(
        shop=shop,
        other=other,
        amin=a_member(shop, "ambassador"),
        adele=a_member(shop, "advisor"),
        rose=a_member(shop, "referent", audience="advisor"),
        marc=a_member(shop, "manager"),
        stranger=a_member(other, "advisor", name="Étienne"),
    )


@pytest.fixture
def at_desk() -> Callable[[Membership], Client]:
    """A browser in which that member is signed in."""

    def sign_in(member: Membership) -> Client:
        client = Client(**AS_BROWSER)
        client.force_login(member.user)
        return client

    return sign_in


@pytest.fixture
def of_advisor(desk: SimpleNamespace):
    """A conversation that Adèle answers: opened on a page of the customer's account."""
    return a_conversation(
        desk.shop,
        answered_by=desk.adele,
        page_url="https://www.maison-perle.example/mon-compte/commandes",
        page_title="Commande CMD-777",
        first_name="Camille",
        email="camille.durand@courriel.example",
        answers={"order": "CMD-777-SECRET"},
    )


@pytest.fixture
def waiting(desk: SimpleNamespace):
    """A conversation that waits for an ambassador."""
    return a_conversation(
        desk.shop,
        first_name="Vera",
        email="vera.secret@courriel.example",
        answers={"order": "CMD-777-SECRET"},
        body="Bonjour, je cherche une bague",
    )
