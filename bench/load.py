"""The load: WebSocket clients that count what they are owed and what they get. One process, one core, picows."""

from __future__ import annotations

import asyncio
import json
import re
import time
from typing import Any
from uuid import uuid4

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

ROW = re.compile(r'{"t":"row","c":(\d+),"shop":\d+,"seq":(\d+)')
BODY = "Bonjour, cette bague existe-t-elle en taille 52, en or blanc ? Merci de votre aide."


class Client(WSListener):
    """One socket. `frames` counts what came; `on_ack` is called with every acknowledgement."""

    def __init__(self) -> None:
        self.frames = 0
        self.entries = 0
        self.rows: dict[int, int] = {}
        self.row_frames = 0
        self.ready = asyncio.get_running_loop().create_future()
        self.closed = False
        self.on_ack: Any = None
        self.transport: WSTransport | None = None
        self.wants = 1

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            return
        head = bytes(frame.get_payload_as_memoryview()[:9])
        self.frames += 1
        if head == b'{"t":"ent' and not self.ready.done():
            self._introduced()
        elif head == b'{"t":"ent':
            self.entries += 1
        elif head == b'{"t":"row':
            self._row(frame.get_payload_as_utf8_text()[:80])
        elif head == b'{"t":"ack':
            self.on_ack()
        elif head == b'{"t":"wel':
            self._introduced()
        elif head == b'{"t":"ref' or head == b'{"t":"err':
            raise RuntimeError(frame.get_payload_as_utf8_text())

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.closed = True

    def _row(self, head: str) -> None:
        c, seq = ROW.match(head).groups()  # type: ignore[union-attr]
        self.rows[int(c)] = int(seq)
        self.row_frames += 1

    def say(self, what: dict[str, Any]) -> None:
        assert self.transport is not None
        self.transport.send(WSMsgType.TEXT, json.dumps(what).encode())

    def post(self, c: int | None = None) -> None:
        """Send one message."""
        where = "" if c is None else f'"c":{c},'
        assert self.transport is not None
        self.transport.send(WSMsgType.TEXT, f'{{"t":"post",{where}"client_id":"{uuid4()}","body":"{BODY}"}}'.encode())

    def _introduced(self) -> None:
        self.wants -= 1
        if self.wants == 0 and not self.ready.done():
            self.ready.set_result(None)


async def connect(url: str, headers: dict[str, str]) -> Client:
    """Open a socket."""
    _, client = await ws_connect(Client, url.replace("http", "ws") + "/ws", extra_headers=headers)
    return client


async def a_visitor(desk: Any, talk: dict[str, Any], after: int = -1) -> Client:
    """A visitor who has introduced themselves."""
    client = await connect(desk.url, {"Origin": desk.seed["origin"]})
    hello = {"t": "hello", "as": "visitor", "shop": desk.seed["shop"], "token": talk["token"], "c": talk["c"]}
    client.say(hello | {"after": after})
    await client.ready
    return client


async def an_agent(desk: Any, cookie: str, watches: int | None = None) -> Client:
    """An agent who has introduced themselves and, perhaps, watches a conversation."""
    client = await connect(desk.url, {"Origin": desk.url, "Cookie": f"comptoir={cookie}"})
    client.wants = 1 if watches is None else 2
    client.say({"t": "hello", "as": "agent"})
    if watches is not None:
        client.say({"t": "watch", "c": watches})
    await client.ready
    return client


class Talks:
    """All participants and listeners of the seeded conversations, and what they are owed."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.participants: list[tuple[Client, int | None]] = []
        self.listeners: list[Client] = []
        self.acks = 0
        self.cpu_per_message = 0.0

    async def connect(self) -> None:
        """Open every socket."""
        for talk in self.desk.seed["talks"]:
            self.participants.append((await a_visitor(self.desk, talk), None))
            self.participants.append((await an_agent(self.desk, talk["cookie"], talk["c"]), talk["c"]))
        self.listeners = [await an_agent(self.desk, cookie) for cookie in self.desk.seed["listeners"]]
        # That hundreds of agents came at once keeps the worker busy for a moment; it is no part of what is measured.
        await asyncio.sleep(4.0)

    @property
    def delivered(self) -> int:
        """Messages that have reached everybody: both participants, and every list in which their conversation moved."""
        entries = sum(client.entries for client, _ in self.participants) // 2
        return min([entries, *(sum(client.rows.values()) for client in self.listeners)])

    async def saturate(self, seconds: float) -> float:
        """Messages a second, acknowledged and fully delivered, with one in flight for each participant."""
        going = True

        def again(client: Client, c: int | None) -> Any:
            def acked() -> None:
                self.acks += 1
                if not going:
                    return
                if self.acks - self.delivered_roughly > 4000 / 13:
                    asyncio.get_running_loop().call_later(0.002, lambda: client.post(c))
                else:
                    client.post(c)

            return acked

        self.delivered_roughly = self.delivered
        for client, c in self.participants:
            client.on_ack = again(client, c)
            client.post(c)
        await self._settle(1.0)
        start, before, used = time.perf_counter(), self.delivered, self.desk.cpu_seconds()
        await self._settle(seconds)
        messages = self.delivered - before
        rate = messages / (time.perf_counter() - start)
        self.cpu_per_message = (self.desk.cpu_seconds() - used) / max(messages, 1)
        going = False
        await self.everything_delivered()
        return rate

    async def _settle(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            await asyncio.sleep(0.01)
            self.delivered_roughly = self.delivered

    async def paced(self, per_second: float, seconds: float) -> list[float]:
        """Seconds from the scheduled moment of each message to its acknowledgement, at a steady pace."""
        loop, taken = asyncio.get_running_loop(), []
        waiting: dict[int, list[float]] = {n: [] for n in range(len(self.participants))}

        def acked(n: int) -> Any:
            return lambda: taken.append(loop.time() - waiting[n].pop(0))

        for n, (client, _) in enumerate(self.participants):
            client.on_ack = acked(n)
        start, sent = loop.time() + 0.05, 0
        while loop.time() < start + seconds:
            while sent < (loop.time() - start) * per_second:
                n = sent % len(self.participants)
                client, c = self.participants[n]
                waiting[n].append(start + sent / per_second)
                client.post(c)
                sent += 1
            await asyncio.sleep(0.0005)
        await asyncio.sleep(1.0)
        return taken[int(len(taken) * 0.15) :]

    async def everything_delivered(self, within: float = 20.0) -> None:
        """Wait until nobody is owed anything."""
        until = time.perf_counter() + within
        while self.delivered < self.acks:
            if time.perf_counter() > until:
                raise RuntimeError(f"{self.acks} acknowledged, {self.delivered} delivered")
            await asyncio.sleep(0.05)
