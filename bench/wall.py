"""The wall with 2,000 live conversations while their visitors write: how often each who looks hears of it, and how much."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from uuid import uuid4

import uvloop
from picows import WSFrame, WSTransport, ws_connect

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import Client, a_visitor

CONVERSATIONS, LOOKERS, PER_SECOND, SECONDS = 2000, 5, 100, 60.0
WRITING = 400
"""Visitors who write all the time; the other conversations stand there, and move by time alone."""

WARM = 50.0
"""Seconds after which those who write have waited so long that they stand first: the page that is seen moves most."""


class Looker(Client):
    """One who looks at the wall, and what they are told of it."""

    def __init__(self) -> None:
        super().__init__()
        self.told = self.size = 0
        self.on_ack = lambda: None

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        payload = bytes(frame.get_payload_as_memoryview())
        if payload.startswith(b'{"t":"wall"'):
            self.told += 1
            self.size += len(payload)
        super().on_ws_frame(transport, frame)


def run() -> Figure:
    """Kilobytes a minute of who was told most, with the first page in them; how often stands beside it."""
    use_load_core()
    with Desk("talks", conversations=CONVERSATIONS, watchers=LOOKERS) as desk:
        often, much = uvloop.run(most_told(desk))
    Figure("wall_updates", often, "frames/s", goal=1.0, more_is_better=False).tell()
    return Figure("wall", much, "kB/min", goal=100.0, more_is_better=False).tell()


async def most_told(desk: Any) -> tuple[float, float]:
    """Of the busiest of those who look: frames a second, and kilobytes a minute."""
    visitors = [await a_visitor(desk, talk) for talk in desk.seed["talks"][:WRITING]]
    flow = asyncio.create_task(written(visitors, WARM + SECONDS))
    await asyncio.sleep(WARM)
    lookers = [await looker(desk, cookie) for cookie in desk.seed["watchers"]]
    start = time.perf_counter()
    for each in lookers:
        each.say({"t": "wall", "on": True})
    await asyncio.sleep(SECONDS)
    took = time.perf_counter() - start
    for each in lookers:
        print(f"  told {each.told} times, {each.size / 1000:.1f} kB in {took:.1f} s", flush=True)
    await flow
    return max(it.told for it in lookers) / took, max(it.size for it in lookers) / 1000 * 60 / took


async def looker(desk: Any, cookie: str) -> Looker:
    """Somebody who watches over the shop, with the line open."""
    headers = {"Origin": desk.url, "Cookie": f"comptoir={cookie}"}
    _, client = await ws_connect(Looker, desk.url.replace("http", "ws") + "/ws", extra_headers=headers)
    client.say({"t": "hello", "as": "agent"})
    await client.ready
    return client


async def written(visitors: list[Client], seconds: float) -> None:
    """Every visitor writes in turn, each time something else."""
    for client in visitors:
        client.on_ack = lambda: None
    start, n = time.perf_counter(), 0
    while (past := time.perf_counter() - start) < seconds:
        while n < past * PER_SECOND:
            words = f"{n} : je voudrais savoir si la bague existe en taille {n % 60}."
            visitors[n % len(visitors)].say({"t": "post", "client_id": str(uuid4()), "body": words})
            n += 1
        await asyncio.sleep(0.002)
