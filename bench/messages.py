"""Acknowledged, durable, fully delivered messages a second: 200 conversations × 2 participants, 10 who watch the lists."""

from __future__ import annotations

import asyncio
import statistics

import uvloop

from bench.bound import BoundDesk
from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import Talks

RUNS, SECONDS = 3, 3.0


def run() -> Figure:
    """Measure the desk, then the bound, on the same cores and the same work."""
    use_load_core()
    with Desk("talks", conversations=200, listeners=10) as desk:
        figure = uvloop.run(rate(desk))
    with BoundDesk(desk.seed) as bound:
        limit = uvloop.run(rate(bound))
    return Figure("messages", figure, "messages/s", goal=5000, bound=round(limit, 1), ratio_goal=0.5).tell()


async def rate(desk: Desk) -> float:
    """The median of some runs."""
    talks = Talks(desk)
    await talks.connect()
    runs = [await talks.saturate(SECONDS) for _ in range(RUNS)]
    print(f"  {type(desk).__name__}: " + ", ".join(f"{run:.0f}" for run in runs) + " messages/s", flush=True)
    await asyncio.sleep(0.2)
    return statistics.median(runs)
