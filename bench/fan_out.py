"""One message to 500 who watch the same conversation: deliveries a second."""

from __future__ import annotations

import asyncio
import time

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import a_visitor, an_agent

WATCHERS, SECONDS = 500, 4.0


def run() -> Figure:
    """Deliveries a second, while one visitor writes as fast as they are acknowledged."""
    use_load_core()
    with Desk("talks", conversations=1, watchers=WATCHERS) as desk:
        figure = uvloop.run(rate(desk))
    return Figure("fan_out", figure, "deliveries/s", goal=60_000).tell()


async def rate(desk: Desk) -> float:
    """Entries that reached watchers, a second."""
    talk = desk.seed["talks"][0]
    writer = await a_visitor(desk, talk)
    watchers = [await an_agent(desk, cookie, talk["c"]) for cookie in desk.seed["watchers"]]
    in_flight = 8
    going = True

    def again() -> None:
        if going:
            writer.post()

    writer.on_ack = again
    for _ in range(in_flight):
        writer.post()
    await asyncio.sleep(1.0)
    start, before = time.perf_counter(), delivered(watchers)
    await asyncio.sleep(SECONDS)
    figure = (delivered(watchers) - before) / (time.perf_counter() - start)
    going = False
    await asyncio.sleep(0.5)
    return figure


def delivered(watchers: list) -> int:  # type: ignore[type-arg]
    """Entries and rows that have come to all watchers."""
    return sum(watcher.entries + watcher.row_frames for watcher in watchers)
