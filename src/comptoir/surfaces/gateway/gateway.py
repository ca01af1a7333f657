"""The gateway of one process: accepts sockets, finds out who is there, and ties hub, writer and bus together."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection

from comptoir.foundation import broadcast
from comptoir.foundation.broadcast import Delivery
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.surfaces.gateway import frames
from comptoir.surfaces.gateway.admission import Admission
from comptoir.surfaces.gateway.agents import AgentConnection
from comptoir.surfaces.gateway.bus import Bus
from comptoir.surfaces.gateway.connection import (
    BAD_FRAME,
    NO_HELLO,
    NOT_ALLOWED,
    SIGNED_OUT,
    TOO_MANY,
    Connection,
    unavailable,
)
from comptoir.surfaces.gateway.hub import Hub
from comptoir.surfaces.gateway.identity import is_welcome, known_agent, known_visitor
from comptoir.surfaces.gateway.limits import POSTS_A_MINUTE, Addresses, Allowances
from comptoir.surfaces.gateway.presence import Presence
from comptoir.surfaces.gateway.visitors import VisitorConnection
from comptoir.surfaces.gateway.walls import Walls
from comptoir.surfaces.gateway.wire import EXTENSION, FastWire, PlainWire
from comptoir.surfaces.gateway.writer import Writer

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
HELLO_WITHIN = 10.0
"""Seconds in which a socket must introduce itself."""
WELCOME_FOR = 5.0
"""Seconds for which an origin that was welcome stays so without asking again."""

CLOSE_CODES = {401: SIGNED_OUT, 403: NOT_ALLOWED, 404: NOT_ALLOWED, 400: BAD_FRAME, 429: TOO_MANY}


class Gateway:
    """All sockets of this process."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.writer = Writer(self.hub, self.tell_other_processes)
        self.presence = Presence(self)
        self.walls = Walls(self)
        self.admission = Admission(self)
        self.posts = Allowances(POSTS_A_MINUTE)
        self._bus = Bus(settings.REDIS_URL, self.hub) if settings.REDIS_URL else None
        self._readers = ThreadPoolExecutor(3, "reader")
        self._feed = ThreadPoolExecutor(1, "feed")
        self._addresses = Addresses()
        self._welcome: dict[str, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Listen to what this process and the others commit."""
        self._loop = asyncio.get_running_loop()
        broadcast.publish_with(self._publish)
        self.presence.start()
        self.admission.start()
        if self._bus:
            self._bus.start()

    async def stop(self) -> None:
        """Write what waits, and part."""
        broadcast.stop_publishing_with(self._publish)
        await self.presence.stop()
        self.walls.stop()
        await self.admission.stop()
        await self.writer.stop()
        if self._bus:
            await self._bus.stop()
        self._readers.shutdown(wait=False)
        self._feed.shutdown(wait=False)

    async def read(self, question: Callable[[], Answer]) -> Answer:
        """Ask the database on a reader thread. Raises refusals; a database error becomes `StoreUnavailable`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, _asked, question)

    async def beside(self, act: Callable[[], Answer]) -> Answer:
        """Do one after the other, on a thread of its own, what must not keep the conversations waiting. Raises as `read` does."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._feed, _asked, act)

    def tell_others(self, deliveries: Sequence[Delivery]) -> None:
        """Tell what needs no database (somebody is typing) to the listeners here and in other processes."""
        self.hub.deliver(deliveries)
        if self._bus:
            self._bus.publish_soon(deliveries)

    def tell_other_processes(self, deliveries: Sequence[Delivery]) -> None:
        """Publish what this process' writer has committed and told here already."""
        if self._bus and deliveries:
            self._bus.publish(deliveries)

    async def socket(self, scope: Any, receive: Any, send: Any) -> None:
        """One WebSocket, as ASGI brings it."""
        await receive()
        address, origin = client_address(scope), header(scope, b"origin")
        if scope["path"] != "/ws" or not await self._is_welcome(origin):
            await send({"type": "websocket.close", "code": NOT_ALLOWED})
            return
        if not self._addresses.enter(address):
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": TOO_MANY})
            return
        try:
            await send({"type": "websocket.accept"})
            await self._talk(scope, receive, send, origin)
        finally:
            self._addresses.leave(address)

    async def _is_welcome(self, origin: str) -> bool:
        if self._welcome.get(origin, 0.0) > time.monotonic():
            return True
        try:
            welcome = await self.read(partial(is_welcome, origin))
        except Refusal:  # the database is away: nobody can be let in, and whoever knocked comes back
            return False
        if welcome:
            self._welcome[origin] = time.monotonic() + WELCOME_FOR
        return welcome

    async def _talk(self, scope: Any, receive: Any, send: Any, origin: str) -> None:
        wire: FastWire | PlainWire = scope.get("extensions", {}).get(EXTENSION) or PlainWire(send)
        connection: Connection | None = None
        try:
            text = await asyncio.wait_for(_text(receive), HELLO_WITHIN)
            if text is None:
                return
            connection = await self._introduced(text, wire, origin, header(scope, b"cookie"))
            if isinstance(wire, FastWire):
                wire.listen(connection.hear)
            while (text := await _text(receive)) is not None:
                connection.hear(text)
        except TimeoutError:
            wire.close(NO_HELLO)
            await _closed(receive)
        except Refusal as refusal:
            wire.write([frames.prepared(frames.encode({"t": "error", **refusal.as_answer()}))])
            wire.close(CLOSE_CODES.get(refusal.status, 1013))
            await _closed(receive)
        finally:
            if connection is not None:
                connection.end()
                self.presence.left(connection)
                self.admission.left(connection)
            if isinstance(wire, PlainWire):
                wire.end()

    async def _introduced(self, text: str | bytes, wire: Any, origin: str, cookies: str) -> Connection:
        if len(text) > frames.LARGEST:
            raise BadRequest("the frame is too large")
        hello: Any = frames.read_frame(frames.hello, text)
        if hello.t != "hello":
            raise BadRequest("the first frame must be hello")
        if isinstance(hello, frames.HelloVisitor):
            known = await self.read(partial(known_visitor, hello, origin))
            visitor = VisitorConnection(self, wire, known)
            try:
                visitor.say(await self.read(partial(visitor.catch_up, "welcome", hello.after)))
            except BaseException:
                visitor.end()  # it listens already
                raise
            self.admission.came(visitor)
            return visitor
        agent = AgentConnection(self, wire, await self.read(partial(known_agent, cookies, origin)))
        agent.say(agent.welcome())
        self.presence.came(agent)
        self.admission.came(agent)
        return agent

    def _publish(self, deliveries: Sequence[Delivery]) -> None:
        assert self._loop is not None
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.hub.deliver, deliveries)
        if self._bus:
            self._bus.publish(deliveries)


def header(scope: Any, name: bytes) -> str:
    """A request header, or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def client_address(scope: Any) -> str:
    """The visitor's address: what the nearest proxy says last, if we trust it, else who is really connected."""
    peer: str = scope["client"][0] if scope.get("client") else ""
    # A proxy may add a line of its own below those that the client has made up.
    lines = [value.decode("latin-1") for key, value in scope["headers"] if key == b"x-forwarded-for"]
    return lines[-1].rsplit(",", 1)[-1].strip() if lines and peer in settings.TRUSTED_PROXIES else peer


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except DatabaseError as error:
        connection.close()
        raise unavailable(error) from error


async def _text(receive: Any) -> str | bytes | None:
    message = await receive()
    if message["type"] == "websocket.disconnect":
        return None
    text = message.get("text")
    if text is None:
        raise BadRequest("frames are text")
    return str(text)


async def _closed(receive: Any) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass
