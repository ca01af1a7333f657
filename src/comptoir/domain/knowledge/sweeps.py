"""What is done regularly: seconds between two runs, and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from comptoir.domain.knowledge.actions import forget_lessons, reindex_some

HOURLY = 3600.0
STEPS = 5
"""Of one run at the most: after that the worker sees to the rest of its work before it goes on."""
REST = dt.timedelta(minutes=1)
"""How long a worker does not look again once all is of this release's edition."""


class IndexAnew:
    """After an upgrade, index what stands in the index by another edition. Each step is committed: whoever is killed, another goes on."""

    def __init__(self) -> None:
        self._rests_until: dt.datetime | None = None

    def __call__(self, now: dt.datetime) -> None:
        """Make some steps; where nothing is left, look again after `REST`."""
        if self._rests_until and now < self._rests_until:
            return
        for _ in range(STEPS):
            if not reindex_some():
                self._rests_until = now + REST
                return


def fade_lessons(now: dt.datetime) -> None:
    """Forget what was taught long ago, or is more than a shop keeps."""
    forget_lessons(now)


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [(1.0, IndexAnew()), (HOURLY, fade_lessons)]
