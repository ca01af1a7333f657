"""Acknowledged, durable, fully delivered messages a second: 200 conversations × 2 participants, 10 who watch the lists.

The reply checker has loaded its dictionaries before anything is measured; what is said is read by it while messages flow.
"""

from __future__ import annotations

import asyncio
import os
import statistics

import uvloop

from bench.bound import BoundDesk
from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import Talks

RUNS, SECONDS = 5, 3.0


def run() -> Figure:
    """Measure the desk, then the bound, on the same cores and the same work; with DATABASE_URL, PostgreSQL alone."""
    use_load_core()
    with Desk("talks", conversations=200, listeners=10) as desk:
        desk.wait_for_checker()
        figure = uvloop.run(rate(desk))
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return Figure("messages_postgresql", figure, "messages/s", goal=4000).tell()
    with BoundDesk(desk.seed) as bound:
        limit = uvloop.run(rate(bound))
    return Figure("messages", figure, "messages/s", goal=5000, bound=round(limit, 1), ratio_goal=0.5).tell()


async def rate(desk: Desk) -> float:
    """The median of some runs."""
    talks = Talks(desk)
    await talks.connect()
    runs, costs = [], []
    for _ in range(RUNS):
        runs.append(await talks.saturate(SECONDS))
        costs.append(talks.cpu_per_message * 1e6)
    shown = ", ".join(f"{run:.0f}" for run in runs)
    cost = statistics.median(costs)
    print(f"  {type(desk).__name__}: {shown} messages/s; {cost:.0f} µs of processor a message", flush=True)
    await asyncio.sleep(0.2)
    return statistics.median(runs)
