"""500 consoles that watch the lists while messages flow: what each of them hears a second."""

from __future__ import annotations

import asyncio
import time

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import Talks, an_agent

WATCHERS, PER_SECOND, SECONDS = 500, 300, 10.0


def run() -> Figure:
    """Frames a second of the console that heard most."""
    use_load_core()
    with Desk("talks", conversations=200, watchers=WATCHERS) as desk:
        figure = uvloop.run(most_heard(desk))
    return Figure("watching", figure, "frames/s", goal=1.05, more_is_better=False).tell()


async def most_heard(desk: Desk) -> float:
    """What came to the busiest of the watchers, a second, while conversations moved."""
    talks = Talks(desk)
    watchers = [await an_agent(desk, cookie) for cookie in desk.seed["watchers"]]
    await talks.connect()
    flow = asyncio.create_task(talks.paced(PER_SECOND, SECONDS + 4.0))
    await asyncio.sleep(2.0)
    start, before = time.perf_counter(), [watcher.frames for watcher in watchers]
    await asyncio.sleep(SECONDS)
    took = time.perf_counter() - start
    heard = [watcher.frames - count for watcher, count in zip(watchers, before, strict=True)]
    print(f"  {len(watchers)} consoles heard {min(heard)} to {max(heard)} frames in {took:.1f} s", flush=True)
    await flow
    return max(heard) / took
