"""Attacks A4, A5 and A22 on the feed's frames: by an agent of another shop, by a volunteer, by a visitor; and nothing doubled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.attacks.stage import an_attacked_desk
from tests.attacks.test_a05_leaks_in_real_time import ACCOUNT, Eavesdropper
from tests.attacks.test_a22_mass_assignment import PRIVILEGES
from tests.live import LiveAgent, LiveDesk


def shop_of(agent: LiveAgent) -> int:
    """The shop in which the agent works, as their socket has been told."""
    return next(it for it in agent.heard if it["t"] == "welcome")["memberships"][0]["shop"]


def say(agent: LiveAgent, shop: int, body: str, **more: Any) -> dict[str, Any]:
    """What comes of saying it in the feed."""
    frame = {"t": "feed_say", "shop": shop, "client_id": str(uuid4()), "body": body} | more
    agent.say(frame)
    return agent.hear("feed_ack", "feed_refused", client_id=frame["client_id"])


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A desk of its own: what is listed here is not under what a hundred other attacks have left."""
    yield from an_attacked_desk()


@pytest.fixture
def adele(desk: LiveDesk) -> LiveAgent:
    agent = desk.agent("advisor")
    agent.come()
    return agent


def test_it_is_acknowledged_and_told_to_colleagues(desk: LiveDesk, adele: LiveAgent) -> None:
    """A12, G8: once for each client_id, by numbers without gaps; what was missed is asked for by number."""
    rose = desk.agent("referent")
    rose.come()
    shop, client_id = shop_of(adele), str(uuid4())

    first = say(adele, shop, "Bonjour à tous", client_id=client_id)
    again = say(adele, shop, "Bonjour à tous", client_id=client_id)
    assert first["t"] == again["t"] == "feed_ack"
    assert first["seq"] == again["seq"]
    heard = rose.hear("feed", shop=shop)
    assert heard["post"]["body"] == "Bonjour à tous"
    assert heard["post"]["client_id"] == client_id
    rose.say({"t": "feed_after", "shop": shop, "v": heard["v"] - 1})
    missed = rose.hear("feed_posts", shop=shop)
    assert [it["id"] for it in missed["posts"]] == [first["seq"]]
    assert missed["v"] == heard["v"]


def test_nobody_else_hears_of_it(desk: LiveDesk, adele: LiveAgent) -> None:
    """A5: a visitor, an agent of another shop, and of what is for the staff a volunteer, hear nothing, not even a number."""
    visitor, stranger, amin = desk.visitor(page=ACCOUNT), desk.agent("stranger"), desk.agent("ambassador")
    for each in (visitor, stranger, amin):
        each.come()
    ears = [Eavesdropper(each) for each in (visitor, stranger, amin)]

    assert say(adele, shop_of(adele), "Entre nous: borealis", reach="staff")["t"] == "feed_ack"

    for ear in ears:
        text = ear.text()
        assert "borealis" not in text
        assert '"feed' not in text
    assert visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{visitor.c}/end", {})[0] == 204


def test_nobody_speaks_or_asks_in_another_shop(desk: LiveDesk, adele: LiveAgent) -> None:
    """A4"""
    shop = shop_of(adele)
    stranger = desk.agent("stranger")
    stranger.come()

    assert say(stranger, shop, "intrus")["code"] == "not_allowed"
    assert say(stranger, 10**9, "intrus")["code"] == "not_allowed"
    stranger.say({"t": "feed_after", "shop": shop, "v": 0})
    assert stranger.hear("error", "feed_posts")["code"] == "not_allowed"
    adele.say({"t": "feed_after", "shop": shop, "v": 0})
    assert "intrus" not in json.dumps(adele.hear("feed_posts"))


@pytest.mark.parametrize("field", [*PRIVILEGES, "membership_id", "pinned", "hidden_at"])
def test_no_frame_takes_a_field_more(desk: LiveDesk, field: str) -> None:
    """A22"""
    agent = desk.agent("advisor")
    agent.come()
    if field in ("shop", "body", "client_id", "reach"):
        pytest.skip("this field is the frame's own")

    agent.say({"t": "feed_say", "shop": 1, "client_id": str(uuid4()), "body": "x", field: PRIVILEGES.get(field, 1)})
    assert agent.hear("error", "feed_ack", within=3).get("code") == "bad_request"


def test_a_visitors_socket_knows_no_feed(desk: LiveDesk) -> None:
    """A4"""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()

    visitor.say({"t": "feed_after", "shop": 1, "v": 0})
    assert visitor.hear("error", within=3)["code"] == "bad_request"
    visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{visitor.c}/end", {})
