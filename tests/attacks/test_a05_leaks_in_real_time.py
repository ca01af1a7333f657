"""Attack A5: news of a conversation reach somebody without the right to them (as in Zulip's CVE-2022-31017)."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosed

from tests.live import Browser, LiveAgent, LiveDesk, LiveVisitor

ACCOUNT = "/mon-compte/retours"
"""A page whose visitors are answered by advisors."""


class Eavesdropper:
    """Records everything that a connected socket hears, until it is asked what that was."""

    def __init__(self, browser: Browser) -> None:
        assert browser.socket is not None
        self._socket = browser.socket
        self.heard: list[dict[str, Any]] = [*browser.heard]
        self._thread = threading.Thread(target=self._record, daemon=True)
        self._thread.start()

    def _record(self) -> None:
        with suppress(ConnectionClosed):
            for frame in self._socket:
                self.heard.append(json.loads(frame))

    def text(self) -> str:
        """All that was heard, once the rows that are told at most once a second have had their time, and a last ping its answer."""
        time.sleep(1.5)
        self._socket.send('{"t":"ping"}')
        until = time.monotonic() + 10
        while {"t": "pong"} not in self.heard:
            assert time.monotonic() < until, "this socket is not heard any more"
            time.sleep(0.02)
        return json.dumps(self.heard, ensure_ascii=False)


def everything_happens(visitor: LiveVisitor, agent: LiveAgent, secret: str) -> None:
    """A conversation with all that may be told of it: messages, typing, reading, a note, a topic."""
    assert visitor.post(f"{secret} visitor")["t"] == "ack"
    visitor.say({"t": "typing", "on": True})
    assert agent.post(visitor.c, f"{secret} agent")["t"] == "ack"
    agent.say({"t": "typing", "c": visitor.c, "on": True})
    assert agent.post(visitor.c, f"{secret} note", kind="note")["t"] == "ack"
    visitor.say({"t": "read", "seq": visitor.hear("entry")["entry"]["seq"]})
    agent.say({"t": "read", "c": visitor.c, "seq": 2})


def in_charge(desk: LiveDesk, visitor: LiveVisitor, who: str = "advisor") -> LiveAgent:
    """The agent who has taken the visitor's conversation, connected and watching."""
    agent = desk.agent(who)
    status, answer = agent.act(f"/console/c/{visitor.c}/take")
    assert status in (200, 204), (status, answer)
    agent.come()
    assert agent.watch(visitor.c)["t"] == "entries"
    return agent


def leave(visitor: LiveVisitor) -> None:
    """End the conversation, so that whoever answers has room for the next."""
    assert visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{visitor.c}/end", {})[0] == 204


def test_another_visitor_and_another_shop_hear_nothing(desk: LiveDesk) -> None:
    """A5: sockets of another visitor of the shop, of a visitor and an agent of another shop stay silent."""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()
    agent = in_charge(desk, visitor)
    neighbour, abroad = desk.visitor(), desk.visitor(shop=desk.cast["other"])
    stranger = desk.agent("stranger")
    neighbour.come()
    abroad.come()
    stranger.come()
    ears = [Eavesdropper(browser) for browser in (neighbour, abroad, stranger)]

    everything_happens(visitor, agent, "aurora")

    for ear, browser in zip(ears, (neighbour, abroad, stranger), strict=True):
        text = ear.text()
        assert "aurora" not in text
        assert not [it for it in ear.heard if it.get("c") == visitor.c], (browser, ear.heard)
    leave(visitor)


def test_a_visitor_never_hears_of_notes(desk: LiveDesk) -> None:
    """A5: what the team says among itself does not reach the visitor, not even as a gap in the numbers."""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()
    agent = in_charge(desk, visitor)

    everything_happens(visitor, agent, "borealis")
    assert agent.post(visitor.c, "and a last word")["t"] == "ack"
    last = next(it for it in iter(lambda: visitor.hear("entry"), None) if it["entry"].get("body") == "and a last word")

    text = json.dumps(visitor.heard)
    assert "borealis note" not in text
    assert '"note"' not in text.replace('"note": "', "")
    numbers = [it["entry"]["seq"] for it in visitor.heard if it["t"] == "entry"]
    assert numbers == list(range(last["entry"]["seq"] - len(numbers) + 1, last["entry"]["seq"] + 1))
    leave(visitor)


def test_an_ambassador_hears_no_more_once_the_referent_has_taken_the_conversation(desk: LiveDesk) -> None:
    """A5: after a transfer the former agent's socket is silent, and may neither read back nor write."""
    visitor = desk.visitor()
    visitor.come()
    former = in_charge(desk, visitor, "ambassador")
    visitor.post("before")
    taker = in_charge(desk, visitor, "referent")
    former.hear("resync", c=visitor.c)
    ear = Eavesdropper(former)

    everything_happens(visitor, taker, "cassiopeia")
    for frame in (
        {"t": "before", "c": visitor.c, "seq": 99},
        {"t": "after", "c": visitor.c, "seq": 0},
        {"t": "watch", "c": visitor.c, "after": -1},
        {"t": "typing", "c": visitor.c, "on": True},
        {"t": "read", "c": visitor.c, "seq": 9},
        {"t": "post", "c": visitor.c, "client_id": str(uuid4()), "body": "intruder"},
        {"t": "post", "c": visitor.c, "client_id": str(uuid4()), "body": "intruder", "kind": "note"},
    ):
        former.say(frame)

    text = ear.text()
    told = [it["t"] for it in ear.heard if it.get("c") == visitor.c]
    assert "cassiopeia" not in text
    assert set(told[told.index("resync") + 1 :]) <= {"gone", "refused", "changed", "taken_over"}
    assert taker.post(visitor.c, "end")["t"] == "ack"
    assert "intruder" not in json.dumps(taker.heard)
    leave(visitor)


def test_a_removed_member_is_disconnected_and_comes_back_to_nothing(desk: LiveDesk) -> None:
    """A5: whoever leaves the team hears no more, on the socket they have and on the next."""
    visitor = desk.visitor(page=ACCOUNT)
    visitor.come()
    agent = in_charge(desk, visitor)
    leaver = desk.agent("second_advisor")
    leaver.come()
    assert leaver.watch(visitor.c)["t"] == "entries"
    desk.run("tests.attacks.leaving", str(leaver.id))
    assert leaver.socket is not None
    with suppress(ConnectionClosed):
        while True:
            leaver.socket.recv(timeout=20)

    everything_happens(visitor, agent, "draco")

    # Who is a member is remembered for two seconds by each process.
    until = time.monotonic() + 10
    while leaver.come()["t"] != "error":
        assert time.monotonic() < until, "still a member"
        time.sleep(0.5)
    assert leaver.ask("GET", f"/console/c/{visitor.c}/entries?after=-1")[0] in (403, 404)
    leave(visitor)
