"""The bus between processes: one publication a transaction, through Redis. It only wakes; the database remembers."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import msgspec
import redis
import redis.asyncio
from django.utils.crypto import salted_hmac
from redis.asyncio.retry import Retry as PatientRetry
from redis.backoff import NoBackoff
from redis.retry import Retry

from comptoir.foundation.broadcast import Delivery
from comptoir.surfaces.gateway.frames import encode
from comptoir.surfaces.gateway.hub import Hub

log = logging.getLogger(__name__)

AGAIN_AFTER = 1.0
"""Seconds between two knocks at a bus that is down."""

RESYNC_EVERY = 3.0
"""Seconds between two calls to look for news while the bus is down."""

PULSE = 5.0
"""Seconds of silence after which a listener asks whether the bus still lives, and in which it must say so."""

SILENT = {"socket_timeout": 1, "socket_connect_timeout": 1}


class News(msgspec.Struct, array_like=True):
    """What is published: by whom, the deliveries, and whether something before them could not be published."""

    sender: str
    deliveries: list[tuple[tuple[str, ...], bytes, str]]
    is_after_gap: bool


_read_news = msgspec.msgpack.Decoder(News).decode


def news_channel() -> str:
    """The channel of this installation: of those who share its secret, and of nobody else on the same Redis."""
    return f"comptoir:news:{salted_hmac('comptoir.news', '').hexdigest()[:16]}"


class Sender:
    """Publishes to the bus, from any thread, and never keeps one waiting for a bus that is known to be down.

    What could not be published is in the database; as soon as the bus is back, everybody is told to look there.
    """

    def __init__(self, url: str) -> None:
        self.name = uuid4().hex
        self._channel = news_channel()
        # The client's own retries would keep whoever publishes waiting for seconds.
        self._redis = redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0), **SILENT)
        self._lock = threading.Lock()
        self._is_down = False

    def publish(self, deliveries: Sequence[Delivery]) -> None:
        """Publish deliveries to the other processes."""
        if self._is_down:
            return
        try:
            self._send([tuple(delivery) for delivery in deliveries])
        except redis.RedisError as error:
            self._notice_down(error)

    def _send(self, deliveries: list[Any], *, is_after_gap: bool = False) -> None:
        self._redis.publish(self._channel, msgspec.msgpack.encode(News(self.name, deliveries, is_after_gap)))

    def _notice_down(self, error: Exception) -> None:
        with self._lock:
            if self._is_down:
                return
            self._is_down = True
        log.warning("the bus is down: %r; other processes look for news themselves", error)
        threading.Thread(target=self._knock, name="bus knocker", daemon=True).start()

    def _knock(self) -> None:
        while True:
            time.sleep(AGAIN_AFTER)
            try:
                self._redis.ping()
                # From here on others publish again; the call to look for news covers all that they left out before.
                self._is_down = False
                self._send([], is_after_gap=True)
            except redis.RedisError:
                self._is_down = True
            else:
                log.info("the bus is back")
                return


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
            except (redis.RedisError, OSError, msgspec.MsgspecError) as error:
                log.warning("the bus is not heard: %r; clients look for news themselves", error)
            self.resync()
            await asyncio.sleep(RESYNC_EVERY)

    async def _hear(self) -> None:
        client = redis.asyncio.Redis.from_url(
            self._url, socket_connect_timeout=PULSE, retry=PatientRetry(NoBackoff(), 0)
        )
        async with client, client.pubsub() as channel:
            await channel.subscribe(self._channel)
            while True:
                message = await _next_message(channel)
                if message["type"] == "subscribe":
                    # What was published while nobody listened here is found in the database.
                    self.resync()
                elif message["type"] == "message":
                    self._deliver(message["data"])

    def _deliver(self, message: bytes) -> None:
        news = _read_news(message)
        if news.is_after_gap:
            self.resync()
        elif news.sender != self.name:
            self._hub.deliver([Delivery(*delivery) for delivery in news.deliveries])

    def resync(self) -> None:
        """Tell every client of this process to ask what it may have missed."""
        everybody = encode({"t": "resync"})
        self._hub.deliver((), [(listener, everybody) for listener in self._hub.everybody()])


async def _next_message(channel: redis.asyncio.client.PubSub) -> dict[str, Any]:
    """What comes next. Raises `redis.ConnectionError` when nothing comes, not even a sign of life."""
    message: dict[str, Any] | None = await channel.get_message(timeout=PULSE)
    if message is None:
        await channel.ping()  # type: ignore[no-untyped-call]
        message = await channel.get_message(timeout=PULSE)
    if message is None:
        raise redis.ConnectionError("no sign of life")
    return message
