"""The feed of 200 colleagues while customers are answered: how long a message waits for its acknowledgement all the same."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from uuid import uuid4

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure, percentile
from bench.load import Client, Talks, an_agent

COLLEAGUES, POSTS_PER_SECOND = 200, 10
PER_SECOND, SECONDS = 500, 8.0


def run() -> Figure:
    """p95 of a message's acknowledgement with a busy feed (goal 25 ms, as without one), and what a colleague hears a second."""
    use_load_core()
    alone, _ = measured(is_busy=False)
    beside, heard = measured(is_busy=True)
    print(f"  p95 without the feed {alone:.1f} ms, with it {beside:.1f} ms", flush=True)
    Figure("feed_frames", heard, "frames/s", goal=1.5, more_is_better=False).tell()
    return Figure("feed", beside, "ms", goal=25, more_is_better=False).tell()


def measured(*, is_busy: bool) -> tuple[float, float]:
    """The p95 in milliseconds, and the frames that the middle one of the colleagues heard a second."""
    with Desk("talks", conversations=100, watchers=COLLEAGUES) as desk:
        return uvloop.run(paced(desk, is_busy=is_busy))


async def paced(desk: Desk, *, is_busy: bool) -> tuple[float, float]:
    """Messages at a steady pace while 200 listen, and speak."""
    talks = Talks(desk)
    colleagues = [await an_agent(desk, cookie) for cookie in desk.seed["watchers"]]
    await talks.connect()
    busy = asyncio.create_task(speak(desk, colleagues)) if is_busy else None
    before, began = [it.frames for it in colleagues], time.perf_counter()
    taken = await talks.paced(PER_SECOND, SECONDS)
    heard = sorted(it.frames - then for it, then in zip(colleagues, before, strict=True))
    if busy is not None:
        busy.cancel()
        with suppress(asyncio.CancelledError):
            await busy
    return percentile(taken, 0.95) * 1000, heard[len(heard) // 2] / (time.perf_counter() - began)


async def speak(desk: Desk, colleagues: list[Client]) -> None:
    """One colleague after the other says something."""
    n = 0
    while True:
        words = f"Quelqu'un sait-il si la bague {n} existe en taille 54 ?"
        frame = {"t": "feed_say", "shop": desk.seed["shop_id"], "client_id": str(uuid4()), "body": words}
        colleagues[n % len(colleagues)].say(frame)
        n += 1
        await asyncio.sleep(1 / POSTS_PER_SECOND)
