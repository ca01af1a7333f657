"""Readers who are slow, sockets that hang, a desk that is restarted: bounded, found, and whole again."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.faults.proxies import BadLine
from tests.faults.talkers import Talker, expect_equal_to_a_fresh_look
from tests.live import Browser, LiveDesk, LiveVisitor

pytestmark = [pytest.mark.faults, pytest.mark.enable_socket]


LIMITS = {"COMPTOIR_FRAMES_A_MINUTE": "100000", "COMPTOIR_POSTS_A_MINUTE": "100000"}


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A desk that asks after a second of silence whether somebody is there."""
    with LiveDesk(COMPTOIR_PING_SECONDS="1", COMPTOIR_PONG_SECONDS="1", **LIMITS) as desk:
        desk.start()
        yield desk


@pytest.fixture(scope="module")
def deaf() -> Iterator[LiveDesk]:
    """A desk that never asks: here only bounds can end a connection."""
    with LiveDesk(COMPTOIR_PING_SECONDS="0", **LIMITS) as desk:
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


def never_reads(browser: Browser, hello: str, **headers: str) -> tuple[ClientConnection, int]:
    """A socket that says `hello`, then reads nothing more; and its own port."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", browser.desk.port))
    slow = connect(
        f"ws://127.0.0.1:{browser.desk.port}/ws",
        sock=line,
        origin=browser.origin,
        additional_headers=headers,
        compression=None,
        max_queue=1,
        ping_interval=None,
        close_timeout=0.1,
    )
    slow.send(hello)
    return slow, line.getsockname()[1]


def is_held(desk: LiveDesk, port: int) -> bool:
    """Whether a process of the desk still has the connection to that port; what only the kernel sends out has no owner."""
    ours, theirs = f":{desk.port:04X}", f":{port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(row[1].endswith(ours) and row[2].endswith(theirs) and row[9] != "0" for row in rows)


def let_go(desk: LiveDesk, port: int, within: float) -> bool:
    """Wait until the desk has let go of the connection to that port; whether it has."""
    until = time.monotonic() + within
    while is_held(desk, port) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_held(desk, port)


def test_a_reader_who_is_too_slow_is_dropped_and_recovers_what_was_missed(deaf: LiveDesk) -> None:
    """G8, R6: a tab that does not read costs bounded memory, disturbs nobody, and comes back by `after`."""
    writer = deaf.visitor()
    writer.come()
    slow, port = never_reads(writer, hello_of(writer))
    waits = []
    for _ in range(500):
        began = time.monotonic()
        assert writer.post("x" * 3900)["t"] == "ack"
        waits.append(time.monotonic() - began)
        if not is_held(deaf, port):
            break
    assert sorted(waits)[len(waits) // 2] < 0.2, "the one who writes is not disturbed"
    assert 200 < len(waits) < 500, "about a megabyte is kept for a slow reader, and no more"
    assert drained(slow) is not None

    welcome = LiveVisitor.of_the_same_browser(writer).come(after=0)
    assert len(welcome["entries"]) == 200
    assert welcome["more"] is True


def test_who_pings_and_does_not_read_the_answers_is_dropped(deaf: LiveDesk) -> None:
    """R6, attack A12: pongs are output, too."""
    visitor, other = deaf.visitor(), deaf.visitor()
    other.come()
    slow, port = never_reads(visitor, hello_of(visitor))
    ping = bytes((0x89, 0x80 | 125)) + b"\0" * 4 + b"x" * 125

    with suppress(OSError):
        for _ in range(400):
            slow.socket.sendall(ping * 100)

    assert let_go(deaf, port, within=5)
    assert other.post("toujours là")["t"] == "ack"


def test_a_line_that_hangs_with_output_waiting_is_dropped(desk: LiveDesk) -> None:
    """R6: what waits to be read by nobody does not keep the connection; here 1 + 1 s, in an installation 15 + 10 s."""
    writer = desk.visitor()
    writer.come()
    _slow, port = never_reads(writer, hello_of(writer))
    for _ in range(150):
        assert writer.post("x" * 3900)["t"] == "ack"

    assert let_go(desk, port, within=10)
    assert writer.post("toujours là")["t"] == "ack"


def test_who_is_told_to_go_and_does_not_read_it_is_dropped(deaf: LiveDesk) -> None:
    """R6, attack A16: a session ends with its sockets, also with one that hangs with output waiting."""
    agent, visitor = deaf.agent("referent"), deaf.visitor()
    visitor.come()
    slow, port = never_reads(agent, '{"t":"hello","as":"agent"}', Cookie=agent.cookie_header())
    slow.send(json.dumps({"t": "watch", "c": visitor.c}))
    for _ in range(150):
        assert visitor.post("x" * 3900)["t"] == "ack"
    assert is_held(deaf, port)

    assert agent.page("POST", "/console/sign-out", {})[0] == 200

    assert let_go(deaf, port, within=12)


def test_a_line_that_hangs_does_not_hold_up_a_restart(deaf: LiveDesk) -> None:
    """R10: the desk ends within seconds, whoever does not read."""
    writer = deaf.visitor()
    writer.come()
    never_reads(writer, hello_of(writer))
    for _ in range(150):
        assert writer.post("x" * 3900)["t"] == "ack"

    process = deaf.processes[-1]
    process.send_signal(signal.SIGTERM)

    assert process.wait(15) in (0, -signal.SIGTERM)
    deaf.kill()
    deaf.start()
    assert writer.come(after=0)["t"] == "welcome"


def test_a_line_that_hangs_is_found_and_the_visitor_is_whole_when_it_is_mended(desk: LiveDesk) -> None:
    """G8: half-open sockets are found by ping; here after 1 + 1 s, in an installation after 15 + 10 s."""
    one = Talker(desk.visitor(), "tunnel")

    async def act() -> None:
        async with BadLine(desk.port) as line:
            one.port = line.port
            living = asyncio.create_task(one.live())
            await one.write("tunnel 0")
            await one.settle()
            line.hang()
            await one.write("tunnel 1")
            found = await asyncio.to_thread(let_go, desk, line.reached_from[-1], 15)
            assert found, "the hanging socket is still taken for alive"
            line.mend()
            line.cut()
            await one.settle()
            living.cancel()

    asyncio.run(act())
    expect_equal_to_a_fresh_look(one)


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
