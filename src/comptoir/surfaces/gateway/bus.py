"""The bus between processes: one publication a transaction, through Redis. It only wakes; the database remembers."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import msgspec
import redis
import redis.asyncio

from comptoir.foundation.broadcast import Delivery
from comptoir.surfaces.gateway.frames import encode
from comptoir.surfaces.gateway.hub import Hub

log = logging.getLogger(__name__)

CHANNEL = "comptoir:news"
AGAIN_AFTER = 1.0
MESSAGE_TYPE = tuple[str, list[tuple[tuple[str, ...], bytes, str]]]
RESYNC_EVERY = 3.0
"""Seconds between two calls to look for news while the bus is down."""


class Sender:
    """Publishes to the bus, from any thread. What cannot be published is read from the database later."""

    def __init__(self, url: str) -> None:
        self.name = uuid4().hex
        self._redis = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._lock = threading.Lock()
        self._silent_until = 0.0

    def publish(self, deliveries: Sequence[Delivery]) -> None:
        """Publish deliveries to the other processes."""
        message = msgspec.msgpack.encode((self.name, [tuple(delivery) for delivery in deliveries]))
        try:
            self._redis.publish(CHANNEL, message)
        except redis.RedisError as error:
            log.warning("the bus is down: %r", error)


class Bus(Sender):
    """The bus as a gateway uses it: it publishes, and hears what other processes publish."""

    def __init__(self, url: str, hub: Hub) -> None:
        super().__init__(url)
        self._url = url
        self._hub = hub
        self._thread = ThreadPoolExecutor(1, "bus")
        self._task: asyncio.Task[None] | None = None

    def publish_soon(self, deliveries: Sequence[Delivery]) -> None:
        """Publish without keeping the event loop waiting."""
        self._thread.submit(self.publish, deliveries)

    def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self) -> None:
        """Listen no more."""
        if self._task:
            self._task.cancel()
        self._thread.shutdown(wait=False)

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except (redis.RedisError, OSError) as error:
                log.warning("the bus is down: %r; clients look for news themselves", error)
            self.resync()
            await asyncio.sleep(RESYNC_EVERY)

    async def _hear(self) -> None:
        async with (
            redis.asyncio.Redis.from_url(self._url, health_check_interval=10) as client,
            client.pubsub() as channel,
        ):
            await channel.subscribe(CHANNEL)
            # What was published while nobody listened here is found in the database.
            self.resync()
            async for message in channel.listen():
                if message["type"] == "message":
                    self._deliver(message["data"])

    def _deliver(self, message: bytes) -> None:
        name, deliveries = msgspec.msgpack.decode(message, type=MESSAGE_TYPE)
        if name != self.name:
            self._hub.deliver([Delivery(*delivery) for delivery in deliveries])

    def resync(self) -> None:
        """Tell every client of this process to ask what it may have missed."""
        everybody = encode({"t": "resync"})
        self._hub.deliver((), [(listener, everybody) for listener in self._hub.everybody()])
