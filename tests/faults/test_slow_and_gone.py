"""Readers who are slow, sockets that hang, a desk that is restarted: bounded, found, and whole again."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.faults.proxies import BadLine
from tests.faults.talkers import Talker, expect_equal_to_a_fresh_look
from tests.live import LiveDesk, LiveVisitor

pytestmark = [pytest.mark.faults, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    limits = {"COMPTOIR_FRAMES_A_MINUTE": "100000", "COMPTOIR_POSTS_A_MINUTE": "100000"}
    with LiveDesk(COMPTOIR_PING_SECONDS="1", COMPTOIR_PONG_SECONDS="1", **limits) as desk:
        desk.start()
        yield desk


def hello_of(visitor: LiveVisitor, after: int = 0) -> str:
    hello = {"t": "hello", "as": "visitor", "shop": visitor.shop, "token": visitor.token, "c": visitor.c}
    return json.dumps(hello | {"after": after})


def drained(socket: ClientConnection, within: float = 15.0) -> ConnectionClosed | None:
    """Read until the other side has closed; returns how, or nothing when it goes on or falls silent."""
    until = time.monotonic() + within
    try:
        while time.monotonic() < until:
            socket.recv(timeout=within)
    except ConnectionClosed as closed:
        return closed
    except TimeoutError:
        return None
    return None


def test_a_reader_who_is_too_slow_is_dropped_and_recovers_what_was_missed(desk: LiveDesk) -> None:
    """G8, R6: a tab that does not read costs bounded memory, disturbs nobody, and comes back by `after`."""
    writer = desk.visitor()
    writer.come()
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", desk.port))
    slow = connect(
        f"ws://127.0.0.1:{desk.port}/ws",
        sock=line,
        origin=writer.origin,
        compression=None,
        max_queue=1,
        ping_interval=None,
    )
    slow.send(hello_of(writer))
    time.sleep(0.2)
    waits = []
    for _ in range(600):
        began = time.monotonic()
        assert writer.post("x" * 3900)["t"] == "ack"
        waits.append(time.monotonic() - began)
    assert sorted(waits)[len(waits) // 2] < 0.2, "the one who writes is not disturbed"

    assert drained(slow) is not None, "the slow one is still connected"

    welcome = LiveVisitor.of_the_same_browser(writer).come(after=0)
    assert len(welcome["entries"]) == 200
    assert welcome["more"] is True


def test_a_line_that_hangs_is_found_and_the_visitor_is_whole_when_it_is_mended(desk: LiveDesk) -> None:
    """G8: half-open sockets are found by ping; here after 1 + 1 s, in an installation after 15 + 10 s."""
    one = Talker(desk.visitor(), "tunnel")

    async def act() -> None:
        async with BadLine(desk.port) as line:
            one.port = line.port
            living = asyncio.create_task(one.live())
            await one.write("tunnel 0")
            await one.settle()
            before = sockets_open(desk)
            line.hang()
            began = time.monotonic()
            await one.write("tunnel 1")
            while sockets_open(desk) >= before:
                await asyncio.sleep(0.1)
                assert time.monotonic() - began < 15, "the hanging socket is still taken for alive"
            line.mend()
            line.cut()
            await one.settle()
            living.cancel()

    asyncio.run(act())
    expect_equal_to_a_fresh_look(one)


def sockets_open(desk: LiveDesk) -> int:
    """How many connections the desk's port holds, as the kernel sees them from the desk's side."""
    port = f":{desk.port:04X}"
    with open("/proc/net/tcp") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    return sum(row[1].endswith(port) and row[3] == "01" for row in rows)


def test_a_restart_closes_with_1012_and_writes_down_what_was_under_way(desk: LiveDesk) -> None:
    """G8: clients come back by themselves, and what they had sent stands once."""
    visitor = desk.visitor()
    visitor.come()
    ids = [str(uuid4()) for _ in range(50)]
    for client_id in ids:
        visitor.say({"t": "post", "client_id": client_id, "body": client_id})
    assert visitor.socket is not None
    desk.processes[-1].send_signal(signal.SIGTERM)
    closed = drained(visitor.socket)
    assert closed is not None
    assert closed.rcvd is not None
    assert closed.rcvd.code == 1012
    desk.kill()
    desk.start()

    visitor.come(after=0)
    for client_id in ids:
        assert visitor.post(client_id, client_id)["t"] == "ack"

    entries = visitor.of_mine("GET", "?after=0")[1]["entries"]
    assert [entry["body"] for entry in entries if entry.get("client_id") in ids] == ids
