"""The bound: the same frames, the same sockets and the same rows in group commits, without an ORM, a rule or a right.

A message costs what it must: one JSON document read, two rows written (the entry, the conversation's counters) and its
share of an announcement, an acknowledgement and twelve deliveries, each made once and written once a connection and batch.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from bench.desk import ROOT, Desk

SCHEMA = """
CREATE TABLE entry (c INTEGER, seq INTEGER, public_seq INTEGER, kind TEXT, author TEXT, membership INTEGER,
  client_id TEXT, body TEXT, facts TEXT, has_files INTEGER, created_at TEXT,
  PRIMARY KEY (c, seq), UNIQUE (c, client_id), UNIQUE (c, public_seq));
CREATE TABLE talk (c INTEGER PRIMARY KEY, seq INTEGER, words TEXT, at TEXT);
CREATE TABLE announcement (id INTEGER PRIMARY KEY, name TEXT, payload TEXT, due_at TEXT);
CREATE INDEX waiting ON announcement (due_at, id);
"""


class BoundDesk(Desk):
    """The bound's server, spoken to by the same load."""

    def __init__(self, seed: dict[str, Any]) -> None:
        self._given = seed
        super().__init__("none")

    def _seeded(self, kind: str, counts: dict[str, int]) -> dict[str, Any]:
        return self._given

    def start(self) -> None:
        command = ["taskset", "-c", "0", sys.executable, "-m", "bench.bound", str(self.port), str(self.folder)]
        self._process = subprocess.Popen(command, env=os.environ.copy(), cwd=ROOT)
        self.wait_until_ready()


class Post(msgspec.Struct):
    client_id: str
    body: str
    c: int = 0


class Bound:
    """Sockets by what they hear, posts that wait, one writing thread."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "bound.sqlite3", check_same_thread=False, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.executescript(SCHEMA)
        self.pending: list[tuple[Any, int, bool, Post]] = []
        self.talks: dict[int, list[Any]] = {}
        self.listeners: list[Any] = []
        self.seqs: dict[int, int] = {}
        self.thread = ThreadPoolExecutor(1)
        self.running = False
        self.decode = msgspec.json.Decoder(Post).decode
        self.encode = msgspec.json.Encoder().encode

    def post(self, wire: Any, c: int, agent: bool, text: bytes) -> None:
        self.pending.append((wire, c, agent, self.decode(text)))
        if not self.running:
            self.running = True
            asyncio.get_running_loop().create_task(self.run())

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while self.pending:
            batch, self.pending = self.pending[:500], self.pending[500:]
            written = await loop.run_in_executor(self.thread, self.write, batch)
            self.deliver(batch, written)
        self.running = False

    def write(self, batch: list[Any]) -> list[tuple[int, str]]:
        at, rows, talks, news = time.strftime("%FT%TZ"), [], {}, []
        for _, c, agent, post in batch:
            seq = self.seqs[c] = self.seqs.get(c, 0) + 1
            author = "agent" if agent else "visitor"
            rows.append((c, seq, seq, "message", author, None, post.client_id, post.body, "", 0, at))
            talks[c] = (seq, post.body[:160], at, c)
            news.append({"conversation_id": c, "seq": seq, "author": author, "posted_at": at})
        self.db.execute("BEGIN IMMEDIATE")
        self.db.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
        self.db.executemany("UPDATE talk SET seq=?, words=?, at=? WHERE c=?", list(talks.values()))
        told = [("posted", self.encode(news[n : n + 50]).decode(), at) for n in range(0, len(news), 50)]
        self.db.executemany("INSERT INTO announcement (name, payload, due_at) VALUES (?,?,?)", told)
        self.db.execute("COMMIT")
        return [(row[1], at) for row in rows]

    def deliver(self, batch: list[Any], written: list[tuple[int, str]]) -> None:
        from comptoir.surfaces.gateway.frames import prepared

        out: dict[Any, list[bytes]] = {}
        rows: dict[int, dict[str, Any]] = {}
        for (wire, c, agent, post), (seq, at) in zip(batch, written, strict=True):
            ack = {"t": "ack", "c": c, "client_id": post.client_id, "seq": seq, "at": at}
            out.setdefault(wire, []).append(prepared(self.encode(ack)))
            author = "agent" if agent else "visitor"
            entry = {"seq": seq, "kind": "message", "from": author, "agent": None, "at": at, "body": post.body}
            team = {"t": "entry", "c": c, "entry": entry | {"client_id": post.client_id}}
            frame = prepared(self.encode(team))
            for listener in self.talks[c]:
                out.setdefault(listener, []).append(frame)
            rows[c] = {"t": "row", "c": c, "shop": 1, "seq": seq, "words": post.body, "from": author, "at": at}
        for row in rows.values():
            frame = prepared(self.encode(row))
            for listener in self.listeners:
                out.setdefault(listener, []).append(frame)
        for listener, frames in out.items():
            listener.write(frames)

    async def application(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"ok"})
            return
        await receive()
        await send({"type": "websocket.accept"})
        wire = scope["extensions"]["comptoir.wire"]
        hello = msgspec.json.decode((await receive())["text"])
        if hello["as"] == "visitor":
            self.join(wire, hello["c"], agent=False)
            await send({"type": "websocket.send", "text": '{"t":"welcome"}'})
        else:
            await send({"type": "websocket.send", "text": '{"t":"welcome"}'})
            asyncio.get_running_loop().create_task(self.watch(wire, receive, send))
            await asyncio.Event().wait()
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def watch(self, wire: Any, receive: Any, send: Any) -> None:
        self.listeners.append(wire)
        message = await receive()
        if message["type"] == "websocket.receive":
            self.listeners.remove(wire)
            self.join(wire, msgspec.json.decode(message["text"])["c"], agent=True)
            await send({"type": "websocket.send", "text": '{"t":"entries"}'})

    def join(self, wire: Any, c: int, agent: bool) -> None:
        self.talks.setdefault(c, []).append(wire)
        self.db.execute("INSERT OR IGNORE INTO talk VALUES (?, 0, '', '')", (c,))
        wire.listen(lambda text: self.post(wire, c, agent, text))


def main() -> None:
    """Serve the bound."""
    import uvicorn

    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    uvicorn.run(
        Bound(folder).application,
        port=port,
        loop="uvloop",
        ws="comptoir.surfaces.gateway.wire:FastProtocol",
        ws_per_message_deflate=False,
        lifespan="off",
        interface="asgi3",
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
