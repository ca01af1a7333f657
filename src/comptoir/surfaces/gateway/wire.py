"""How frames reach a browser: straight into the transport where the server lets us, through ASGI everywhere else."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from comptoir.surfaces.gateway.frames import LARGEST

EXTENSION = "comptoir.wire"
TOO_SLOW = 4409
BUFFER_AT_MOST = 1024 * 1024
"""Bytes that may wait for a slow reader before the connection is given up."""
KERNEL_BUFFER_AT_MOST = 128 * 1024
"""Bytes the system may hold besides, for each connection; left to itself it would grow to several megabytes."""

PARTING = 5.0
"""Seconds for which the last words may take to be read."""

OnText = Callable[[bytes], None]


class Wire(Protocol):
    """A way to one browser."""

    def write(self, frames: list[bytes]) -> None:
        """Send prepared frames with one write; a reader who is too slow is dropped."""

    def close(self, code: int) -> None:
        """End the connection with a close code."""


class FastProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, offering its transport to the gateway as an ASGI extension.

    It leans on names inside uvicorn; a contract test lists and holds them. Without it `PlainWire` does the same work more
    slowly.
    """

    on_text: OnText | None = None

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            line = self.transport.get_extra_info("socket")
            if line is not None:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER_AT_MOST)
            self.scope["extensions"][EXTENSION] = FastWire(self)  # type: ignore[index, assignment]

    def handle_ping(self) -> None:
        super().handle_ping()
        # Whoever pings and does not read the answers would fill the memory.
        if self.transport.get_write_buffer_size() > BUFFER_AT_MOST:
            self.transport.abort()

    def handle_cont(self, event: Any) -> None:
        super().handle_cont(event)
        # Pieces without content pass every bound on size.
        if len(self.frames) > LARGEST and not self.close_sent:
            self.conn.fail(1009, "too many pieces")
            self.handle_parser_exception()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        # Nobody is there to read what still waits; closing alone would linger until TCP gives up, a quarter of an hour.
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        if self.on_text is None or self.curr_msg_data_type != "text":
            super().send_receive_event_to_app()
            return
        frames, self.frames = self.frames, []
        if not self.close_sent:
            self.on_text(frames[0] if len(frames) == 1 else b"".join(frames))


class FastWire:
    """Writes into the transport of a `FastProtocol`."""

    __slots__ = ("_protocol",)

    def __init__(self, protocol: FastProtocol) -> None:
        self._protocol = protocol

    def listen(self, on_text: OnText) -> None:
        """Hear text frames at once, without the ASGI queue between."""
        self._protocol.on_text = on_text

    def write(self, frames: list[bytes]) -> None:
        protocol = self._protocol
        if protocol.disconnected or protocol.close_sent:
            return
        transport = protocol.transport
        if transport.get_write_buffer_size() > BUFFER_AT_MOST:
            self.close(TOO_SLOW)
            transport.abort()
            return
        transport.write(frames[0] if len(frames) == 1 else b"".join(frames))

    def close(self, code: int) -> None:
        protocol = self._protocol
        if protocol.disconnected or protocol.close_sent:
            return
        protocol.conn.send_close(code)
        protocol.transport.write(b"".join(protocol.conn.data_to_send()))
        protocol.close_sent = True
        protocol.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": ""})
        # By then the other side has read what was said last, or it never will: closing alone would wait for it.
        protocol.loop.call_later(PARTING, protocol.transport.abort)


class PlainWire:
    """Sends through ASGI, for every other server."""

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self._send = send
        self._queue: asyncio.Queue[list[bytes] | int] = asyncio.Queue()
        self._waiting = 0
        self._is_closed = False
        self._task = asyncio.get_running_loop().create_task(self._drain())

    def write(self, frames: list[bytes]) -> None:
        if self._is_closed:
            return
        self._waiting += sum(map(len, frames))
        if self._waiting > BUFFER_AT_MOST:
            self.close(TOO_SLOW)
            return
        self._queue.put_nowait(frames)

    def close(self, code: int) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._queue.put_nowait(code)

    def end(self) -> None:
        """Stop sending."""
        self._task.cancel()

    async def _drain(self) -> None:
        while True:
            what = await self._queue.get()
            if isinstance(what, int):
                await self._send({"type": "websocket.close", "code": what})
                return
            for frame in what:
                await self._send({"type": "websocket.send", "text": _payload(frame).decode()})
            self._waiting -= sum(map(len, what))


def _payload(frame: bytes) -> bytes:
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :]
