"""Attack A4: every role at every door, made from the URL conf and the frames. What the table says is what happens.

For each route of the console and each role: who has the right comes in, who has not is told so; who has every right in another
shop has none of them here; and an object of another shop is not there for anybody.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import OUTSIDE, PERMISSIONS, may
from comptoir.surfaces.gateway import frames
from tests.people import NAMES, a_conversation, a_member, a_shop
from tests.routes import Route, routes

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}
DOORS = [
    (it, method)
    for it in routes("console")
    if it.door and it.door.right in PERMISSIONS and it.short not in {"sign_out"}
    for method in it.methods
]


@pytest.fixture
def stage() -> SimpleNamespace:
    """A shop with every role, another shop, and for each role somebody who is that here and an administrator there."""
    cache.clear()
    shop, other = a_shop(), a_shop("autre-maison")
    here = {role: a_member(shop, role) for role in NAMES}
    abroad = {}
    for role in NAMES:
        both = a_member(shop, role, name=f"Both {role}".replace("_", " "))
        Membership.objects.create(user=both.user, shop_id=other.id, role="administrator", display_name="x")
        abroad[role] = both
    foreign = a_conversation(other, answered_by=a_member(other, "advisor", name="Odile"))
    return SimpleNamespace(shop=shop, other=other, here=here, abroad=abroad, foreign=foreign)


def signed_in(member: Membership) -> Client:
    client = Client(raise_request_exception=False, **AS_SCRIPT)
    client.force_login(member.user)
    return client


def ask(client: Client, route: Route, method: str, **values: Any) -> Any:
    """What the route answers; whatever it did is undone."""
    point = transaction.savepoint()
    answer = client.generic(method, route.address(**values), "{}", content_type="application/json")
    transaction.savepoint_rollback(point)
    cache.clear()
    return answer


def is_turned_away(answer: Any) -> bool:
    """Whether the door itself said no."""
    return answer.status_code == 403 and answer.json().get("code") == "not_allowed"


@pytest.mark.parametrize("role", NAMES)
def test_every_role_is_let_in_where_the_table_says_so_and_nowhere_else(stage: SimpleNamespace, role: str) -> None:
    """A4, A11: each route of the console by each of its methods; a number that is nobody's stands for every object."""
    client, wrong = signed_in(stage.here[role]), []
    for route, method in DOORS:
        assert route.door
        answer = ask(client, route, method, **dict.fromkeys(_numbers(route), 999_999))
        lets_in = may(role, route.door.right)
        if not lets_in and not is_turned_away(answer):
            wrong.append((route.name, method, "came in", answer.status_code))
        if lets_in and answer.status_code in (401, 500):
            wrong.append((route.name, method, "was not answered", answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", NAMES)
def test_a_right_in_one_shop_opens_nothing_in_another(stage: SimpleNamespace, role: str) -> None:
    """A4, A22: an administrator elsewhere is here what they are here."""
    asked = [(route, method) for route, method in DOORS if not _numbers(route)]
    client, wrong = signed_in(stage.abroad[role]), []
    for route, method in asked:
        assert route.door
        if may(role, route.door.right):
            continue
        point = transaction.savepoint()
        address = f"{route.address()}?shop={stage.shop.id}"
        answer = client.get(address) if method == "GET" else client.post(address, {"shop": stage.shop.id})
        transaction.savepoint_rollback(point)
        if answer.status_code == 200 and _names_the_shop(answer, stage):
            wrong.append((route.name, method, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", NAMES)
def test_what_belongs_to_another_shop_is_there_for_nobody(stage: SimpleNamespace, role: str) -> None:
    """A4: by every route and method that takes a conversation's number."""
    before = _all_of(stage.foreign)
    client, wrong = signed_in(stage.here[role]), []
    for route, method in DOORS:
        if "conversation_id" not in route.takes:
            continue
        answer = ask(client, route, method, conversation_id=stage.foreign.pk)
        if answer.status_code not in (403, 404):
            wrong.append((route.name, method, answer.status_code))
    assert wrong == []
    assert _all_of(stage.foreign) == before


def test_no_visitor_and_no_seller_is_let_into_the_console() -> None:
    """A11: who comes from outside has no right of the team, whatever a view asks for."""
    for route, _method in DOORS:
        assert route.door
        assert not may("visitor", route.door.right), route.name
        assert not may("seller", route.door.right), route.name


def test_every_door_that_asks_for_no_role_says_whom_it_is_for() -> None:
    for route in routes():
        if route.door and route.door.right not in PERMISSIONS:
            assert route.door.right in OUTSIDE, route.name


FRAMES = {
    "AgentPost": "the conversation that is watched",
    "AgentWatch": "the conversation that it names",
    "AgentTyping": "the conversation that is watched",
    "AgentRead": "the conversation that is watched",
    "AgentAfter": "the conversation that is watched",
    "AgentBefore": "the conversation that is watched",
    "AgentUnwatch": "the conversation that is watched",
    "AgentWall": "watch_wall",
    "FeedAfter": "use_feed",
    "FeedSay": "use_feed",
    "HelloAgent": "open_console",
    "HelloVisitor": "write_to_the_shop",
    "VisitorPost": "one's own conversation",
    "VisitorTyping": "one's own conversation",
    "VisitorRead": "one's own conversation",
    "VisitorAfter": "one's own conversation",
    "VisitorBefore": "one's own conversation",
    "Ping": "anybody",
}


def test_every_frame_says_what_it_asks_for() -> None:
    """A4, A5: a new frame fails here until it is said whom it is for; `test_a04_a22_frames_about_others.py` sends them all."""
    known = {
        name
        for name, it in vars(frames).items()
        if isinstance(it, type) and issubclass(it, frames.Frame) and it is not frames.Frame
    }

    assert known == set(FRAMES)


def _numbers(route: Route) -> list[str]:
    return [name for name, kind in route.arguments if kind == "number"]


def _names_the_shop(answer: Any, stage: SimpleNamespace) -> bool:
    """Whether the page is of the shop in which they have no such right."""
    text = answer.content.decode()
    return f'name="shop" value="{stage.shop.id}"' in text or f'?shop={stage.shop.id}" aria-current' in text


def _all_of(talk: Conversation) -> Any:
    return (
        list(Conversation.objects.filter(pk=talk.pk).values_list()),
        list(Entry.objects.filter(conversation=talk).values_list("seq", "kind", "body")),
    )
