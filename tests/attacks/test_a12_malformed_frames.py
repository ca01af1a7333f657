"""Attack A12: frames that nobody should send (as in Zammad's CVE-2020-10101): the sender is told, everybody else talks on."""

from __future__ import annotations

import json
import os
import random
import struct
import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.live import SITE, LiveAgent, LiveDesk, LiveVisitor

SEED = int(os.environ.get("COMPTOIR_SEED", time.time_ns() % 1_000_000))


def frame(t: str, **more: Any) -> str:
    """A frame as JSON, its numbers however large."""
    return json.dumps({"t": t, **more})


def post(body: Any = "x", **more: Any) -> str:
    """A post with an id of its own."""
    return frame("post", client_id=str(uuid4()), body=body, **more)


BROKEN = {
    "not JSON": "hello?",
    "empty": "",
    "a number": "17",
    "a list": "[]",
    "null": "null",
    "cut off": '{"t":"post","client_id":"',
    "deep lists": "[" * 10_000,
    "deep objects": '{"t":' * 10_000,
    "deep to 64 KB": "[" * 65_536,
    "deep and closed": '{"t":"ping","x":' + "[" * 20_000 + "]" * 20_000 + "}",
    "100,000 deep": "[" * 100_000 + "]" * 100_000,
    "unknown type": frame("drop_everything"),
    "no type": "{}",
    "a type that is no text": '{"t":["post"]}',
    "NaN": frame("read", seq=float("nan")),
    "infinity": '{"t":"read","seq":1e400}',
    "a fraction": frame("read", seq=1.5),
    "lone surrogate": post("\ud800"),
    "lone low surrogate": post("\udfff x"),
    "no UUID": frame("post", client_id="1", body="x"),
    "unknown field": frame("ping", shop=1),
    "body that is a list": post(["x"]),
    "NUL before JSON": "\0{}",
    "one byte more than 64 KB": "x" * (64 * 1024 + 1),
    "far too large": "x" * 200_000,
}
HARMLESS = {
    "enormous number": frame("read", seq=10**30),
    "largest of SQL": frame("read", seq=2**63 - 1),
    "just above SQL": frame("read", seq=2**63),
    "negative": frame("read", seq=-5),
    "history from nowhere": frame("before", seq=10**30),
    "history before all": frame("before", seq=-9),
    "after everything": frame("after", seq=2**63),
    "NUL in the text": post("a\0b"),
    "only NUL": post("\0"),
    "unknown file": post(files=[str(uuid4())]),
    "a thousand files": post(files=[str(uuid4())] * 1000),
}


@pytest.fixture
def bystander(desk: LiveDesk) -> LiveVisitor:
    visitor = desk.visitor()
    visitor.come()
    return visitor


@pytest.fixture(scope="module")
def adele(desk: LiveDesk) -> LiveAgent:
    return desk.agent("advisor")


@pytest.mark.parametrize("side", ["visitor", "agent"])
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_frame_ends_its_own_connection_only(
    desk: LiveDesk, bystander: LiveVisitor, adele: LiveAgent, kind: str, side: str
) -> None:
    """A12: closed with 4400 (or 1009, too large), and a neighbour's message is acknowledged as ever."""
    sender = desk.visitor() if side == "visitor" else adele
    sender.come()
    assert sender.socket is not None

    sender.socket.send(BROKEN[kind])
    code = closed_with(sender)

    assert code in (4400, 1009), (kind, code)
    assert bystander.post(f"after {kind}")["t"] == "ack"
    assert sender.come()["t"] == "welcome"


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_hello_is_answered(desk: LiveDesk, bystander: LiveVisitor, kind: str) -> None:
    """A12: before anybody is known, too."""
    visitor = desk.visitor()

    url = f"ws://127.0.0.1:{desk.port}/ws"
    visitor.socket = connect(url, origin=Origin(SITE), compression=None)
    visitor.socket.send(BROKEN[kind])

    assert closed_with(visitor) in (4400, 1009)
    assert bystander.post(f"after {kind}")["t"] == "ack"


@pytest.mark.parametrize("kind", HARMLESS)
def test_an_odd_frame_does_no_harm(desk: LiveDesk, bystander: LiveVisitor, kind: str) -> None:
    """A12: numbers out of all bounds and texts with NUL are bounded or refused, and the sender may go on."""
    visitor = desk.visitor()
    visitor.come()
    assert visitor.socket is not None

    visitor.socket.send(HARMLESS[kind])

    assert visitor.post("and now?")["t"] == "ack"
    assert bystander.post(f"after {kind}")["t"] == "ack"
    assert visitor.come(after=0)["t"] == "welcome"


ODD_NUMBERS = (0, -1, 2**31, 2**63 - 1, 2**63, 10**30)


@pytest.mark.parametrize("number", ODD_NUMBERS)
def test_odd_numbers_of_an_agent_do_no_harm(desk: LiveDesk, adele: LiveAgent, number: int) -> None:
    """A12: conversations, entries and people that cannot be; each frame has its answer or none, and the agent goes on."""
    visitor = desk.visitor(page="/mon-compte/")
    adele.come()
    for kind in ("watch", "unwatch", "typing", "after", "before", "read"):
        adele.socket.send(frame(kind, c=number, **({"seq": 1} if kind in ("after", "before", "read") else {})))
    adele.socket.send(post(c=number))
    assert adele.watch(visitor.c, after=number)["t"] == "entries"
    for kind in ("after", "before", "read"):
        adele.socket.send(frame(kind, c=visitor.c, seq=number))
    adele.socket.send(post(c=visitor.c, kind="note", mentions=[number], seen=number, files=[str(uuid4())]))

    answer = adele.post(visitor.c, "odd mentions", kind="note", mentions=[number] * 1000, seen=number)

    assert answer["t"] == "ack"
    assert visitor.of_mine("POST", "/end", {})[0] == 204


def test_whatever_comes_in_nobody_else_notices(desk: LiveDesk, bystander: LiveVisitor, adele: LiveAgent) -> None:
    """A12: frames as they should be, spoilt at random places, from both sides; the server writes no trace of a failure."""
    chance, before = random.Random(SEED), desk.log.read_text()
    visitor = desk.visitor()
    good = [HARMLESS[kind] for kind in HARMLESS] + [post(), frame("typing", on=True), frame("ping")]
    good += [frame(kind, c=visitor.c, seq=1) for kind in ("after", "before", "read")] + [post(c=visitor.c)]

    for n in range(300):
        sender = adele if n % 2 else visitor
        if not sender.socket or sender.socket.state != State.OPEN:
            sender.come()
        with suppress(ConnectionClosed):
            sender.socket.send(spoilt(chance.choice(good).encode(), chance), text=True)
        if n % 50 == 0:
            assert bystander.post(f"after {n}")["t"] == "ack", f"COMPTOIR_SEED={SEED}"

    assert bystander.post("at the end")["t"] == "ack"
    assert visitor.come()["t"] == adele.come()["t"] == "welcome"
    assert "Traceback" not in desk.log.read_text().removeprefix(before), f"COMPTOIR_SEED={SEED}"


def spoilt(text: bytes, chance: random.Random) -> bytes:
    """`text` with some bytes changed, left out, doubled or put in."""
    for _ in range(chance.randint(1, 4)):
        at, wide = chance.randrange(len(text) + 1), chance.choice((1, 1, 1, 5, 40))
        put = chance.choice((b"", text[at : at + wide] * 2, chance.randbytes(wide), b'"', b"{[", b"\\u0000", b"-1e99"))
        text = text[:at] + put + text[at + wide * chance.randint(0, 1) :]
    return text


def test_binary_frames_are_refused(desk: LiveDesk, bystander: LiveVisitor) -> None:
    """A12: frames are text."""
    visitor = desk.visitor()
    visitor.come()
    assert visitor.socket is not None

    visitor.socket.send(b"\x00\xff" * 100)

    assert closed_with(visitor) == 4400
    assert bystander.post("still here")["t"] == "ack"


def test_a_message_in_a_thousand_pieces_is_one_message(desk: LiveDesk, bystander: LiveVisitor) -> None:
    """A12: fragments are joined; joined, they must not be larger than a frame may be."""
    visitor = desk.visitor()
    visitor.come()
    assert visitor.socket is not None
    client_id = str(uuid4())
    text = json.dumps({"t": "post", "client_id": client_id, "body": "morceaux " * 100})

    visitor.socket.send(text[n : n + 1] for n in range(len(text)))
    assert visitor.hear("ack", client_id=client_id)
    with suppress(ConnectionClosed):
        visitor.socket.send("x" * 1000 for _ in range(200))

    # Who is still writing when the other side closes may see the line cut before the reason arrives.
    assert closed_with(visitor) in (4400, 1009, 1006)
    assert bystander.post("still here")["t"] == "ack"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x81\x05hello",
        b"\xf1\x80\0\0\0\0",
        b"\x83\x80\0\0\0\0",
        b"\x81\xff" + struct.pack("!Q", 2**62) + b"\0" * 4,
        b"\x89\xfe\x01\x00" + b"\0" * 4 + b"x" * 256,
        b"\x80\x80\0\0\0\0",
        b"\x81\x82\0\0\0\0\xff\xfe",
        b"\x88\x81\0\0\0\0x",
    ],
    ids=[
        "unmasked",
        "reserved bits",
        "reserved opcode",
        "2^62 bytes",
        "long ping",
        "stray piece",
        "no UTF-8",
        "bad close",
    ],
)
def test_frames_that_break_the_protocol_end_their_connection_only(
    desk: LiveDesk, bystander: LiveVisitor, raw: bytes
) -> None:
    """A12: what RFC 6455 forbids is closed at once; nobody else notices."""
    visitor = desk.visitor()
    visitor.come()
    assert visitor.socket is not None

    visitor.socket.socket.sendall(raw)

    assert closed_with(visitor) is not None
    assert bystander.post("still here")["t"] == "ack"


def test_the_wrong_conversation_is_not_shown(desk: LiveDesk, bystander: LiveVisitor) -> None:
    """A12, A4: a valid token with another's conversation is answered as if there were none."""
    visitor = desk.visitor()
    hello = {"t": "hello", "as": "visitor", "shop": visitor.shop, "token": visitor.token}

    codes = {visitor.connect(hello | {"c": c})["code"] for c in (bystander.c, 10**17, 2**63, 10**30, 0, -1)}

    assert codes == {"conversation_not_found"}


def closed_with(visitor: LiveVisitor | LiveAgent) -> int | None:
    """The close code, once the server has closed; what comes before is passed over."""
    assert visitor.socket is not None
    try:
        while True:
            visitor.socket.recv(timeout=15)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else closed.sent.code if closed.sent else 1006
