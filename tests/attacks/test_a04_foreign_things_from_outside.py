"""Attack A4 from outside: visitors, readers and a shop's systems, by the numbers and names of what another shop has."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from comptoir.domain.people.tokens import visitor_token
from tests.attacks.every_door import value_of
from tests.attacks.every_kind import FOREIGN, OWN, plant
from tests.attacks.test_a04_foreign_things_of_every_kind import MARK, asked, troubles
from tests.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

NAMED = {
    "conversation_id": ("conversations.Conversation",),
    "translation_id": ("knowledge.Translation",),
    "slug": ("knowledge.Translation.slug", "knowledge.Slug.slug"),
    "number": ("shops.Order.number", "returns.ReturnedOrder.number"),
}
"""What the arguments of an address name, besides keys."""

KEYS = ("conversations.Attachment.key", "knowledge.Picture.key", "knowledge.Category.key")

FROM_OUTSIDE = [it for surface in ("widget", "helpcentre", "api", "market") for it in routes(surface)]
OPEN = [it for it in FROM_OUTSIDE if "shop_key" in it.takes]


@pytest.fixture
def stage() -> SimpleNamespace:
    """Two shops with one thing of each kind; who asks is a visitor of one's own."""
    cache.clear()
    foreign = plant("autre-maison", FOREIGN, MARK)
    own = plant("maison-perle", OWN, "ours")
    return SimpleNamespace(foreign=foreign, own=own, visitor=own["conversations.Conversation"].visitor)


def addresses(route: Route, stage: SimpleNamespace) -> Iterator[str]:
    """At one's own shop, with the other's things."""
    named = [(name, kind) for name in route.takes for kind in NAMED.get(name, ())]
    keys = [("key", kind) for kind in KEYS] if "key" in route.takes else []
    language: dict[str, Any] = {"language": "fr"} if "language" in route.takes else {}
    for name, kind in [*named, *keys] or [("", "")]:
        given = {name: value_of(stage.foreign, kind)} if name else {}
        is_uuid = ("key", "uuid") in route.arguments
        if name == "key" and is_uuid != (kind != "knowledge.Category.key"):
            continue
        others = {it: value_of(stage.foreign, NAMED[it][0]) for it in route.takes & set(NAMED) - {name}}
        yield route.address(shop_key="maison-perle", **language, **others, **given)


@pytest.mark.parametrize("route", OPEN, ids=lambda it: it.name)
def test_no_visitor_and_no_system_of_one_shop_meets_what_another_has(stage: SimpleNamespace, route: Route) -> None:
    """A4: nothing of it is shown, read for an answer, or touched, by any method, with one's own token."""
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {visitor_token(stage.visitor)}"})
    wrong = []
    for address in addresses(route, stage):
        for method in ("GET", "POST"):
            for sent in ({"q": "bague", "score": "1", "client_id": "x"}, '{"body": "intruder", "seq": 1}'):
                if method == "GET" and isinstance(sent, str):
                    continue
                answer, seen = asked(client, method, address, sent)
                wrong += [(method, address, it) for it in troubles(answer, seen)]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_same_addresses_open_with_ones_own(stage: SimpleNamespace) -> None:
    """Else it would prove nothing: an article is read, and one's own conversation answered."""
    own = SimpleNamespace(foreign=stage.own)
    token = {"Authorization": f"Bearer {visitor_token(stage.visitor)}"}
    for name in ("widget:conversation", "widget:article", "helpcentre:article"):
        route = next(it for it in OPEN if it.name == name)
        codes = [Client(headers=token).get(address).status_code for address in addresses(route, own)]
        assert 200 in codes, (name, codes)
