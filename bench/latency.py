"""How long a sender waits for the acknowledgement, at half the load that saturates."""

from __future__ import annotations

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure, percentile
from bench.load import Talks

RUNS, SECONDS = 3, 6.0
PER_SECOND = 2500


def run() -> Figure:
    """p95 (goal 25 ms); p99 (goal 50 ms) is told beside it. The median of some runs, each on a desk of its own."""
    use_load_core()
    runs = sorted((measured() for _ in range(RUNS)), key=lambda shares: shares[1])
    _p50, p95, p99 = runs[RUNS // 2]
    Figure("latency_p99", p99, "ms", goal=50, more_is_better=False).tell()
    return Figure("latency", p95, "ms", goal=25, more_is_better=False).tell()


def measured() -> tuple[float, float, float]:
    """p50, p95 and p99 of one run, in milliseconds."""
    with Desk("talks", conversations=200, listeners=10) as desk:
        taken = uvloop.run(paced(desk))
    p50, p95, p99 = (percentile(taken, share) * 1000 for share in (0.5, 0.95, 0.99))
    print(f"  {len(taken)} messages at {PER_SECOND}/s: p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms", flush=True)
    return p50, p95, p99


async def paced(desk: Desk) -> list[float]:
    """Seconds from schedule to acknowledgement."""
    talks = Talks(desk)
    await talks.connect()
    return await talks.paced(PER_SECOND, SECONDS)
