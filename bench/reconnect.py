"""A restart: 5,000 clients come back at once, as their own back-off lets them, until all are whole again."""

from __future__ import annotations

import asyncio
import random
import resource
import time

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import Client, a_visitor

CONNECTIONS, CONVERSATIONS = 5000, 200


def run() -> Figure:
    """Seconds from the server's first good answer until everybody has been welcomed again."""
    use_load_core()
    resource.setrlimit(resource.RLIMIT_NOFILE, (CONNECTIONS + 2500, CONNECTIONS + 2500))
    with Desk("talks", conversations=CONVERSATIONS) as desk:
        figure = uvloop.run(seconds(desk))
    return Figure("reconnect", figure, "s", goal=20, more_is_better=False).tell()


async def seconds(desk: Desk) -> float:
    """Connect everybody, restart, and let everybody come back with a jittered back-off."""
    talks = [desk.seed["talks"][n % CONVERSATIONS] for n in range(CONNECTIONS)]
    clients = [await a_visitor(desk, talk) for talk in talks]
    await asyncio.to_thread(desk.stop)
    await asyncio.to_thread(desk.start)
    start = time.perf_counter()
    await asyncio.gather(*(back(desk, talk) for talk in talks))
    assert all(client.closed for client in clients)
    return time.perf_counter() - start


async def back(desk: Desk, talk: dict[str, object]) -> Client:
    """One client's return: half a second, doubled at each failure, times a random half to three halves."""
    wait = 0.5
    while True:
        await asyncio.sleep(wait * random.uniform(0.5, 1.5))
        try:
            return await asyncio.wait_for(a_visitor(desk, talk, after=0), 15)
        except (TimeoutError, OSError):
            wait = min(wait * 2, 30.0)
