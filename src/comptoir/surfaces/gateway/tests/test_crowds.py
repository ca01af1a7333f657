"""A large team that watches the same lists hears at most one event a second each; a small one hears all at once."""

from __future__ import annotations

import asyncio
from typing import Any

from comptoir.foundation.broadcast import LIST, Delivery
from comptoir.surfaces.gateway import hub as hubs
from comptoir.surfaces.gateway.crowds import CROWD
from comptoir.surfaces.gateway.hub import Hub
from comptoir.surfaces.gateway.tests.ears import Ear

EVERYBODY = ("inbox:1:all", "inbox:1:advisor:open")


def row(c: int, seq: int, topics: tuple[str, ...] = EVERYBODY) -> Delivery:
    return Delivery(topics, b'{"t":"row","c":%d,"seq":%d}' % (c, seq), f"{LIST}row:{c}")


def team(hub: Hub, size: int, topic: str = "inbox:1:all") -> list[Ear]:
    ears = [Ear() for _ in range(size)]
    for ear in ears:
        hub.listen(ear, (topic,))
    return ears


def after_a_second(monkeypatch: Any, hub: Hub, *batches: list[Delivery]) -> None:
    """Deliver the batches, and let the second go by."""
    monkeypatch.setattr(hubs, "EVERY", 0)

    async def deliver() -> None:
        for batch in batches:
            hub.deliver(batch)
        await asyncio.sleep(0.001)

    asyncio.run(deliver())


def test_a_small_team_sees_every_move_at_once():
    hub = Hub()
    ears = team(hub, CROWD)
    hub.deliver([row(7, 1)])
    assert all(ear.heard == [{"t": "row", "c": 7, "seq": 1}] for ear in ears)


def test_of_five_hundred_who_watch_each_hears_one_event_for_a_second_of_messages(monkeypatch: Any):
    """Issue of Chat, "Speed": 500 agents watching cost each at most one event a second."""
    hub = Hub()
    ears = team(hub, 400) + team(hub, 100, "inbox:1:advisor:open")
    after_a_second(monkeypatch, hub, *[[row(c, seq) for c in range(20)] for seq in range(1, 26)])
    newest = [{"t": "row", "c": c, "seq": 25} for c in range(20)]
    assert all(ear.heard == [{"t": "list", "frames": newest}] for ear in ears)


def test_a_row_that_was_changed_is_fetched_again_even_when_a_message_follows(monkeypatch: Any):
    hub = Hub()
    ears = team(hub, 30)
    changed = Delivery(EVERYBODY, b'{"t":"changed","c":7}', f"{LIST}changed:7")
    after_a_second(monkeypatch, hub, [row(7, 1), changed], [row(7, 2)])
    assert ears[0].heard == [{"t": "list", "frames": [{"t": "changed", "c": 7}, {"t": "row", "c": 7, "seq": 2}]}]


def test_in_a_crowd_each_hears_of_their_own_lists_only(monkeypatch: Any):
    """A11: what is gathered for many reaches nobody who does not listen to it."""
    hub = Hub()
    watchers, elsewhere, mine = team(hub, 30), team(hub, 30, "inbox:2:all"), Ear()
    hub.listen(mine, ("member:5",))
    after_a_second(monkeypatch, hub, [row(1, 1), row(2, 9, ("inbox:1:all", "member:5")), row(3, 1, ("inbox:2:all",))])
    assert [frame["c"] for frame in watchers[0].heard[0]["frames"]] == [1, 2]
    assert [frame["c"] for frame in elsewhere[0].heard[0]["frames"]] == [3]
    assert [frame["c"] for frame in mine.heard[0]["frames"]] == [2]


def test_what_must_be_heard_at_once_is_not_gathered():
    hub = Hub()
    ears = team(hub, 40)
    hub.deliver([Delivery(("inbox:1:all",), b'{"t":"alarm","c":7}')])
    assert all(ear.heard == [{"t": "alarm", "c": 7}] for ear in ears)
