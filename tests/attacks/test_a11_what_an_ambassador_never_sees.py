"""A11: what the charter keeps from ambassadors leaves the server by no way: every route, list, search, completion and frame.

Values that stand nowhere else are planted with a customer, and everything that an ambassador can ask for is looked through.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comptoir.domain.conversations.actions import raise_alarm
from comptoir.domain.conversations.queries import search, snapshot
from comptoir.domain.people.rules import PERMISSIONS, may
from tests.attacks.asking import AS_PAGE, AS_SCRIPT, signed_in
from tests.attacks.planted import PLANTED, a_known_customer, her_browser, leaked, of_her
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says
from tests.routes import Route, routes

pytestmark = pytest.mark.django_db

PAGES = [
    "/console/?view={}",
    "/console/list?view={}",
    "/console/list?view={}&shop={shop}",
]


@pytest.fixture
def stage() -> SimpleNamespace:
    """An ambassador who answers a customer of whom much is known, and an advisor who may know it."""
    cache.clear()
    shop = a_shop()
    amin, adele, rose = a_member(shop, "ambassador"), a_member(shop, "advisor"), a_member(shop, "referent")
    customer = a_known_customer(shop)
    visitor, facts = her_browser(shop, customer), of_her(customer)
    earlier = a_conversation(shop, visitor=visitor, answered_by=amin, body="Une question d’avant", **facts)
    talk = a_conversation(shop, visitor=visitor, answered_by=amin, body="Bonjour, une bague", **facts)
    says(talk, "Je regarde", by=amin)
    says(talk, "Merci !")
    return SimpleNamespace(shop=shop, amin=amin, adele=adele, rose=rose, talk=talk, earlier=earlier, customer=customer)


def asked(client: Client, route: Route, method: str, stage: SimpleNamespace) -> str:
    """What the route answers about what the ambassador answers; whatever it did is undone."""
    values = {"conversation_id": stage.talk.pk, "membership_id": stage.amin.pk, "seq": 1, "other_id": stage.earlier.pk}
    point = transaction.savepoint()
    answer = client.generic(method, route.address(**values), "{}", content_type="application/json")
    transaction.savepoint_rollback(point)
    return f"{answer.content.decode(errors='replace')}\n{answer.headers}"


def test_no_route_shows_what_the_charter_keeps_back(stage: SimpleNamespace) -> None:
    """A11, attack A5: every address of the console, as page and as script, by every method."""
    wrong = []
    for headers in (AS_PAGE, AS_SCRIPT):
        client = signed_in(stage.amin, **headers)
        for route in routes("console"):
            if not route.door or route.door.right not in PERMISSIONS or route.short == "sign_out":
                continue
            if not may("ambassador", route.door.right):
                continue
            for method in route.methods:
                if found := leaked(asked(client, route, method, stage)):
                    wrong.append((route.name, method, found))
                cache.clear()
    assert wrong == []


@pytest.mark.parametrize("view", ["mine", "waiting", "all", "closed", "snoozed"])
def test_no_list_shows_it(stage: SimpleNamespace, view: str) -> None:
    client = signed_in(stage.amin, **AS_PAGE)

    for page in PAGES:
        assert leaked(client.get(page.format(view, shop=stage.shop.id)).content.decode()) == []
    rows = client.get(
        f"/console/rows?ids={stage.talk.pk},{stage.earlier.pk}&view={view}", HTTP_ACCEPT="application/json"
    )
    assert leaked(rows.content.decode()) == []


@pytest.mark.parametrize("name", ["e-mail", "last name", "telephone", "left address"])
def test_a_search_does_not_answer_what_may_not_be_seen(stage: SimpleNamespace, name: str) -> None:
    """A11: else one would learn by asking; who may know it finds it."""
    assert search([a_viewer(stage.amin)], PLANTED[name]).rows == []


def test_what_is_told_on_the_socket_holds_none_of_it(stage: SimpleNamespace) -> None:
    """A11, attack A5: the snapshot, and what is told of what happens then."""
    viewer = a_viewer(stage.amin)
    raise_alarm(conversation_id=stage.talk.pk, why="called", now=NOON)

    assert leaked(repr(snapshot(stage.talk.pk, public=False, viewer=viewer))) == []
    client = signed_in(stage.amin, **AS_SCRIPT)
    for path in ("entries?after=-1", "entries?after=0", "entries?before=99", "head"):
        assert leaked(client.get(f"/console/c/{stage.talk.pk}/{path}").content.decode()) == []
    assert leaked(client.get("/console/standing").content.decode()) == []


def test_who_may_know_it_does_see_it(stage: SimpleNamespace) -> None:
    """The look finds what is there: else it would prove nothing."""
    client = signed_in(stage.rose, **AS_PAGE)

    assert {"last name", "left address", "telephone", "answer"} <= set(
        leaked(client.get(f"/console/c/{stage.talk.pk}").content.decode())
    )
