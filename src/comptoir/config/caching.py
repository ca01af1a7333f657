"""What processes count together: limits and failed sign-ins, in Redis; alone for as long as Redis does not answer.

A limit protects the service, so it must not take the service down. Nor is it thrown open: without Redis each process
counts in its own memory, so that a limit then holds in each of them instead of in all together.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)

ANSWERS_WITHIN = 0.5
"""Seconds that a request waits for Redis; once more if a connection turns out to be dead."""

AGAIN_AFTER = 5.0
"""Seconds in which nobody asks a Redis that did not answer."""

SAID_EVERY = 60.0
"""Seconds between two warnings."""

_COUNT_ON = "if redis.call('exists', KEYS[1]) == 1 then return redis.call('incrby', KEYS[1], ARGV[1]) end"


class Outage:
    """Whether Redis is known not to answer, by the seconds of `clock`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._over_at = self._silent_until = clock()

    @property
    def is_on(self) -> bool:
        """Whether it is too early to ask again."""
        return self._clock() < self._over_at

    def begin(self, error: Exception) -> None:
        """Redis did not answer: leave it alone for a while, and say so once a minute."""
        now = self._clock()
        self._over_at = now + AGAIN_AFTER
        if now < self._silent_until:
            return
        self._silent_until = now + SAID_EVERY
        log.warning("Redis does not answer, so this process counts limits and failed sign-ins alone: %s", error)


outage = Outage()
"""Of this process: its threads have a cache each."""


class Counters(RedisCacheClient):
    """Django's client, whose `incr` could meet a counter in the moment it ends, and revive it to count for ever."""

    def incr(self, key: Any, delta: int) -> int:
        """Count on. Raises `ValueError` where there is no such counter."""
        count = self.get_client(key, write=True).eval(_COUNT_ON, 1, key, delta)
        if count is None:
            raise ValueError(f"there is no counter {key}")
        return int(count)


def _together_or_alone(name: str) -> Callable[..., Any]:
    together, alone = getattr(RedisCache, name), getattr(LocMemCache, name)

    def act(self: SharedCounts, *args: Any, **kwargs: Any) -> Any:
        if not outage.is_on:
            try:
                return together(self, *args, **kwargs)
            except RedisError as error:
                outage.begin(error)
        return alone(self.alone, *args, **kwargs)

    return act


class SharedCounts(RedisCache):
    """Django's cache in Redis, and in this process's memory while Redis does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.alone = LocMemCache("alone", params)
        self._class = Counters
        waits = {"socket_timeout": ANSWERS_WITHIN, "socket_connect_timeout": ANSWERS_WITHIN}
        self._options = {**waits, "retry": Retry(NoBackoff(), 1)}

    add = _together_or_alone("add")
    get = _together_or_alone("get")
    set = _together_or_alone("set")
    incr = _together_or_alone("incr")
    touch = _together_or_alone("touch")
    delete = _together_or_alone("delete")
    has_key = _together_or_alone("has_key")
    get_many = _together_or_alone("get_many")
    set_many = _together_or_alone("set_many")
    delete_many = _together_or_alone("delete_many")
    clear = _together_or_alone("clear")
