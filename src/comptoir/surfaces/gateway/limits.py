"""How much is too much: buckets that leak, for frames, for what one person posts, and for sockets of one address."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable

from comptoir.foundation.limits import limit

POSTS_A_MINUTE = limit("POSTS_A_MINUTE", 30)
FRAMES_A_MINUTE = limit("FRAMES_A_MINUTE", 600)
SOCKETS_AN_ADDRESS = limit("SOCKETS_AN_ADDRESS", 20)
CONNECTIONS_AT_MOST = limit("CONNECTIONS_AT_MOST", 20_000)


class Bucket:
    """Lets `per_minute` things through in a minute, all at once if need be."""

    __slots__ = ("_left", "_per_minute", "_since")

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._left = float(per_minute)
        self._since = time.monotonic()

    def take(self) -> bool:
        """Whether one more may pass now."""
        now = time.monotonic()
        self._left = min(self._per_minute, self._left + (now - self._since) * self._per_minute / 60)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Allowances:
    """The buckets of those who were here lately: whoever comes by another socket finds their own, not a full one."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._buckets: dict[Hashable, Bucket] = {}

    def of(self, who: Hashable) -> Bucket:
        """The bucket of `who`; those who were not here for the longest are forgotten."""
        bucket = self._buckets.pop(who, None) or Bucket(self._per_minute)
        self._buckets[who] = bucket
        if len(self._buckets) > CONNECTIONS_AT_MOST:
            del self._buckets[next(iter(self._buckets))]
        return bucket


class Addresses:
    """How many sockets each address holds open."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._all = 0

    def enter(self, address: str) -> bool:
        """Whether the address may open one more."""
        if self._open[address] >= SOCKETS_AN_ADDRESS or self._all >= CONNECTIONS_AT_MOST:
            return False
        self._open[address] += 1
        self._all += 1
        return True

    def leave(self, address: str) -> None:
        """One of the address' sockets is closed."""
        self._open[address] -= 1
        self._all -= 1
        if self._open[address] <= 0:
            del self._open[address]
