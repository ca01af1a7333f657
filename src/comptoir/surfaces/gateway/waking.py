"""Waking a worker of its own process: whatever others commit is news on the bus, and news may mean work."""

from __future__ import annotations

import time
from collections.abc import Callable

import redis

from comptoir.surfaces.gateway.bus import AGAIN_AFTER, news_channel


def wake_on_news(url: str, wake: Callable[[], object]) -> None:
    """Call `wake` at every news on the bus, for ever. While the bus is down the worker looks by itself every second."""
    while True:
        try:
            with redis.Redis.from_url(url).pubsub(ignore_subscribe_messages=True) as channel:
                channel.subscribe(news_channel())
                wake()
                for _ in channel.listen():
                    wake()
        except redis.RedisError:
            time.sleep(AGAIN_AFTER)
