"""Visitors who never lose their patience: they keep what is not acknowledged, come back, and fold what they hear.

This is the client that docs/guide/wire.md asks for, in Python, and fast enough to have fifty of them in one process.
"""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.live import LiveVisitor

AT_ONCE = 4
"""Posts that a talker sends without waiting for their acknowledgements."""

MARKS = {"visitor_read", "team_read"}


class Talker:
    """A visitor's browser. `port` may be a proxy's."""

    def __init__(self, visitor: LiveVisitor, name: str, port: int | None = None) -> None:
        self.visitor, self.name = visitor, name
        self.c = visitor.c
        self.port = port or visitor.desk.port
        self.waiting: dict[str, str] = {}
        self.acknowledged: dict[str, int] = {}
        self.written: list[str] = []
        self.entries: list[dict[str, Any]] = []
        self.state: dict[str, Any] = {}
        self.closes: list[int | None] = []
        self.refusals: list[str] = []
        self._asked = 0
        self._sending = asyncio.Lock()
        self._socket: ClientConnection | None = None

    @property
    def last(self) -> int:
        return len(self.entries)

    async def live(self) -> None:
        """Be connected, again and again, until cancelled."""
        while True:
            try:
                await self._be_connected()
            except (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage, TimeoutError):
                self._socket = None
            await asyncio.sleep(random.uniform(0.02, 0.1))

    async def talk(self, pause: float) -> None:
        """Write one message after the other until cancelled, at most `AT_ONCE` ahead of the acknowledgements."""
        while True:
            if len(self.waiting) < AT_ONCE:
                await self.write(f"{self.name} {len(self.written)}")
            await asyncio.sleep(random.uniform(0, pause))

    async def write(self, body: str) -> None:
        """Put a message into the outbox, and send it if there is a way."""
        client_id = str(uuid4())
        async with self._sending:  # nothing new overtakes what is being sent again
            self.written.append(client_id)
            self.waiting[client_id] = body
            if self._socket is not None:
                await self._send_post(client_id)

    async def settle(self, within: float = 30.0) -> None:
        """Wait until all that was written is acknowledged and heard."""
        async with asyncio.timeout(within):
            while self.waiting or self.last < max(self.acknowledged.values(), default=0):
                await asyncio.sleep(0.02)

    async def catch_up(self) -> None:
        """Ask for what may have been missed."""
        self._asked = self.last
        await self._say({"t": "after", "seq": self.last})

    async def _be_connected(self) -> None:
        url = f"ws://127.0.0.1:{self.port}/ws"
        async with connect(
            url, origin=self.visitor.origin, compression=None, open_timeout=5, close_timeout=0.2, max_size=2**22
        ) as socket:
            self._asked = self.last
            hello = {"t": "hello", "as": "visitor", "shop": self.visitor.shop, "token": self.visitor.token}
            await socket.send(json.dumps(hello | {"c": self.c, "after": self.last}))
            try:
                async for text in socket:
                    await self._hear(json.loads(text), socket)
            finally:
                self._socket = None
                self.closes.append(socket.close_code)

    async def _hear(self, frame: dict[str, Any], socket: ClientConnection) -> None:
        kind = frame["t"]
        if kind == "welcome":
            async with self._sending:
                self._socket = socket
                await self._fold(frame)
                for client_id in list(self.waiting):
                    await self._send_post(client_id)
        elif kind == "entries":
            await self._fold(frame)
        elif kind == "entry":
            await self._take(frame["entry"])
        elif kind == "resync":
            await self.catch_up()
        elif kind == "ack":
            self._acknowledge(frame)
        elif kind == "refused":
            self.refusals.append(frame["code"])

    def _acknowledge(self, frame: dict[str, Any]) -> None:
        client_id, seq = frame["client_id"], frame["seq"]
        self.waiting.pop(client_id, None)
        assert self.acknowledged.setdefault(client_id, seq) == seq, "acknowledged at two places"

    async def _fold(self, frame: dict[str, Any]) -> None:
        is_news = self.last == self._asked or (bool(frame["entries"]) and frame["entries"][-1]["seq"] >= self.last)
        for entry in frame["entries"]:
            await self._take(entry)
        if is_news and not frame["more"]:
            self.state = frame["state"]
        elif frame["more"]:
            await self.catch_up()

    async def _take(self, entry: dict[str, Any]) -> None:
        if entry["seq"] > self.last + 1:
            await self.catch_up()
        elif entry["seq"] == self.last + 1:
            self.entries.append(entry)
            self.state = {**self.state, **entry.get("state", {})}
        else:
            assert self.entries[entry["seq"] - 1] == entry, "an entry has changed"

    async def _send_post(self, client_id: str) -> None:
        await self._say({"t": "post", "client_id": client_id, "body": self.waiting[client_id]})

    async def _say(self, frame: dict[str, Any]) -> None:
        if self._socket is not None:
            try:
                await self._socket.send(json.dumps(frame))
            except ConnectionClosed:
                self._socket = None


async def until_acknowledged(people: list[Talker], count: int, within: float = 60.0) -> None:
    """Wait until so many messages of these people are acknowledged altogether."""
    async with asyncio.timeout(within):
        while sum(len(one.acknowledged) for one in people) < count:
            await asyncio.sleep(0.02)


def whole_stream(visitor: LiveVisitor) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """All entries from the first, and the present state, asked by HTTP page by page."""
    entries: list[dict[str, Any]] = []
    while True:
        path = f"/widget/{visitor.shop}/conversations/{visitor.c}?after={len(entries)}"
        status, answer = visitor.ask("GET", path)
        assert status == 200, (status, answer)
        entries += answer["entries"]
        if not answer["more"]:
            return entries, answer["state"]


def expect_equal_to_a_fresh_look(talker: Talker) -> None:
    """What the talker has folded is what anybody gets who asks for everything; read marks may still be on their way."""
    entries, state = whole_stream(talker.visitor)
    assert talker.entries == entries
    assert {k: v for k, v in talker.state.items() if k not in MARKS} == {
        k: v for k, v in state.items() if k not in MARKS
    }
