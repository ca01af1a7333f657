"""Attacks A4 and A22 on the socket: every frame of an agent about a conversation that is not theirs, and fields nobody asked for."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from comptoir.surfaces.gateway import frames
from tests.attacks.stage import an_attacked_desk
from tests.attacks.test_a05_leaks_in_real_time import ACCOUNT, in_charge, leave
from tests.attacks.test_a22_mass_assignment import PRIVILEGES
from tests.live import LiveAgent, LiveDesk, LiveVisitor

ABOUT = {
    "watch": {"after": -1},
    "after": {"seq": 0},
    "before": {"seq": 99},
    "unwatch": {},
    "typing": {"on": True},
    "read": {"seq": 9},
    "post": {"body": "intruder"},
    "note": {"t": "post", "body": "intruder", "kind": "note", "mentions": [1, 2, 3]},
}
"""What an agent may say about a conversation, by its name; the frame's own `t` where it is another."""

OF_NO_CONVERSATION = {"wall"}
"""What an agent may say that is about none; `test_the_wall_tells_nobody_who_does_not_watch` tries it."""

OF_VISITOR = {
    "post": {"body": "intruder"},
    "typing": {"on": True},
    "read": {"seq": 1},
    "after": {"seq": 0},
    "before": {"seq": 9},
    "ping": {},
}


def about(c: int, kind: str) -> dict[str, Any]:
    """The frame of that kind about a conversation."""
    body = {"t": kind, "c": c} | ABOUT[kind]
    return body | ({"client_id": str(uuid4())} if body["t"] == "post" else {})


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A desk of its own: what is listed here is not under what a hundred other attacks have left."""
    yield from an_attacked_desk()


@pytest.fixture
def talk(desk: LiveDesk) -> Iterator[tuple[LiveVisitor, LiveAgent]]:
    """A visitor and the advisor who answers them, both listening."""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()
    agent = in_charge(desk, visitor)
    assert agent.post(visitor.c, "secret")["t"] == "ack"
    visitor.hear("entry")
    yield visitor, agent
    leave(visitor)


def test_every_frame_is_in_the_matrix() -> None:
    """A4: a new frame without an entry fails here."""
    tags = {it.__struct_config__.tag for it in frames.Frame.__subclasses__() if it.__name__.startswith("Agent")}
    assert tags == {ABOUT[kind].get("t", kind) for kind in ABOUT} | OF_NO_CONVERSATION


@pytest.mark.parametrize("who", ["stranger", "ambassador"])
def test_no_frame_reaches_a_conversation_that_may_not_be_seen(
    desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent], who: str
) -> None:
    """A4, A5: by an agent of another shop and by a volunteer of this one: told that it is gone, and nobody hears of it."""
    visitor, agent = talk
    before = visitor.of_mine("GET")[1]
    intruder = desk.agent(who)
    intruder.come()
    agent.heard.clear()
    visitor.heard.clear()

    for kind, more in ABOUT.items():
        intruder.say(about(visitor.c, kind))
        answer = intruder.hear("gone", "refused", "error", "entries", "older", "ack", c=visitor.c)
        assert answer["t"] == ("refused" if more.get("t", kind) == "post" else "gone"), (kind, answer)

    assert "secret" not in json.dumps(intruder.heard)
    assert agent.post(visitor.c, "the last word")["t"] == "ack"
    visitor.hear("entry")
    for heard in (visitor.heard, agent.heard):
        assert "intruder" not in json.dumps(heard)
        assert not [it for it in heard if it["t"] in ("typing", "state", "mention")], heard
    assert visitor.of_mine("GET")[1]["last_seq"] == before["last_seq"] + 1


@pytest.mark.parametrize("who", ["stranger", "ambassador", "advisor"])
def test_the_wall_tells_nobody_who_does_not_watch(
    desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent], who: str
) -> None:
    """A4, A5: who asks for the wall of a shop over which they do not watch is refused, and hears of nobody."""
    visitor, _agent = talk
    watcher, intruder = desk.agent("referent"), desk.agent(who)
    shop = watcher.come()["memberships"][0]["shop"]
    intruder.come()
    for frame in ({"t": "wall"}, {"t": "wall", "shop": shop}):
        intruder.say(frame)
        assert intruder.hear("error", "wall")["code"] == "not_allowed"
    watcher.say({"t": "wall", "shop": shop})
    assert visitor.c in watcher.hear("wall")["order"]
    visitor.post("a secret of the wall")
    while "a secret of the wall" not in json.dumps(watcher.hear("wall", within=6.0)):
        pass
    assert intruder.hears_nothing("wall")


def test_who_looks_away_from_the_wall_hears_no_more(desk: LiveDesk, talk: tuple[LiveVisitor, LiveAgent]) -> None:
    """A7: only while one looks."""
    visitor, _agent = talk
    watcher = desk.agent("referent")
    watcher.come()
    watcher.say({"t": "wall"})
    watcher.hear("wall")
    watcher.say({"t": "wall", "on": False})
    visitor.post("nobody looks")
    assert watcher.hears_nothing("wall", within=2.0)


def test_the_one_in_charge_is_answered_by_every_frame(talk: tuple[LiveVisitor, LiveAgent]) -> None:
    """A4: the same frames do what they are for when they come from who may send them; else the matrix would prove nothing."""
    visitor, agent = talk
    expected = {"watch": "entries", "after": "entries", "before": "older", "post": "ack", "note": "ack"}

    for kind, answer in expected.items():
        frame = about(visitor.c, kind)
        agent.say(frame)
        assert agent.hear("entries", "older", "ack", "refused", "gone", c=visitor.c)["t"] == answer, kind
    agent.say(about(visitor.c, "typing"))
    visitor.hear("typing")
    agent.say(about(visitor.c, "read"))
    visitor.hear("state")


@pytest.mark.parametrize("side", ["visitor", "agent"])
def test_no_frame_takes_a_field_more(talk: tuple[LiveVisitor, LiveAgent], side: str) -> None:
    """A22: the frame is refused and the connection ends with 4400; nothing is kept of it."""
    visitor, agent = talk
    known = OF_VISITOR if side == "visitor" else {kind: ABOUT[kind] | {"c": visitor.c} for kind in ABOUT}
    before = visitor.of_mine("GET")[1]["last_seq"]
    who = LiveVisitor.of_the_same_browser(visitor) if side == "visitor" else agent

    for kind, field in itertools.product(known, PRIVILEGES):
        if field in known[kind]:
            continue
        who.come()
        frame = {"t": kind, "client_id": str(uuid4())} if known[kind].get("t", kind) == "post" else {"t": kind}
        who.say(frame | known[kind] | {field: PRIVILEGES[field]})
        answer = who.hear("error", "ack", "entries", "older", "pong", within=3)
        assert answer.get("code") == "bad_request", (kind, field)
    assert visitor.of_mine("GET")[1]["last_seq"] == before


def test_an_agent_cannot_write_as_somebody_or_something_else(talk: tuple[LiveVisitor, LiveAgent]) -> None:
    """A22: a kind that only the desk itself writes, or none at all, is refused and nothing of it is kept."""
    visitor, agent = talk
    before = visitor.of_mine("GET")[1]["last_seq"]

    for kind in ("joined", "closed", "rated", "system", "", "Note"):
        agent.come()
        agent.say(about(visitor.c, "post") | {"kind": kind})
        assert agent.hear("error", "ack", within=3).get("code") == "bad_request", kind

    assert visitor.of_mine("GET")[1]["last_seq"] == before
