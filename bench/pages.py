"""Pages while 500 messages a second flow through the same process: they must stay usable."""

from __future__ import annotations

import asyncio

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure, percentile
from bench.http import Pages, shown
from bench.load import Talks

PER_SECOND, SECONDS = 500, 10.0


def run() -> Figure:
    """p95 of the inbox page."""
    use_load_core()
    with Desk("talks", conversations=200, listeners=10) as desk:
        taken, acks = uvloop.run(both(desk))
    print(f"  acknowledgements meanwhile: p95 {percentile(acks, 0.95) * 1000:.1f} ms", flush=True)
    return Figure("pages", shown("the inbox", taken)["p95"], "ms", goal=150, more_is_better=False).tell()


async def both(desk: Desk) -> tuple[list[float], list[float]]:
    """Messages at a steady pace, and one page after the other."""
    talks = Talks(desk)
    await talks.connect()
    pages = Pages(desk.url, desk.seed["listeners"][0])
    flow = asyncio.create_task(talks.paced(PER_SECOND, SECONDS))
    await asyncio.sleep(1.0)
    taken = []
    for _ in range(60):
        taken.append(await asyncio.to_thread(pages.seconds, "/console/?view=all"))
        await asyncio.sleep(0.05)
    return taken, await flow
