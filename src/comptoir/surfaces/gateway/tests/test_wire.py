"""The fast way to the wire leans on names inside uvicorn: they must be there, and the plain way must do the same."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import ConnectionClosed

from comptoir.surfaces.gateway import wire
from comptoir.surfaces.gateway.frames import prepared
from comptoir.surfaces.gateway.wire import FastProtocol, PlainWire
from tests.live import LiveDesk


@pytest.fixture(scope="module", params=["fast", "plain"])
def desk(request: pytest.FixtureRequest) -> Iterator[LiveDesk]:
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_WIRE=request.param) as desk:
        desk.start()
        yield desk


@pytest.mark.enable_socket
@pytest.mark.timeout(240)
def test_a_visitor_and_an_advisor_talk_by_either_way(desk: LiveDesk):
    """The contract of both wires: hello, acknowledgement, news, order, unusual sizes, and close codes."""
    visitor = desk.visitor(page="/mon-compte/commandes")
    advisor = desk.agent("advisor")
    advisor.come()
    advisor.is_available()
    visitor.come()
    advisor.accepts(advisor.hear("offer"))
    advisor.watch(visitor.c)
    for body in ("a", "é" * 63, "x" * 126, "€" * 4000):
        assert visitor.post(body)["t"] == "ack"
        assert advisor.hear("entry")["entry"]["body"] == body
    words = [f"Voici la page {n}." for n in range(30)]
    for body in words:
        advisor.say({"t": "post", "c": visitor.c, "client_id": str(uuid4()), "body": body})
    heard: list[str] = []
    while len(heard) < len(words):
        entry = visitor.hear("entry")["entry"]
        heard += [entry["body"]] if entry["from"] == "agent" and entry["kind"] == "message" else []
    assert heard == words
    expect_close(visitor, '{"t":"nothing"}', 4400)
    visitor.come()
    expect_close(visitor, json.dumps({"t": "post", "client_id": str(uuid4()), "body": "x" * 66_000}), 4400)


def expect_close(visitor: Any, text: str, code: int) -> None:
    """What the visitor says ends the connection with this code."""
    visitor.socket.send(text)
    with pytest.raises(ConnectionClosed) as closed:
        visitor.hear("nothing that is ever said", within=5)
    assert closed.value.rcvd.code == code


def test_uvicorn_still_has_the_names_that_the_fast_wire_leans_on():
    source = inspect.getsource(WebSocketsSansIOProtocol)
    for name in (
        "transport",
        "conn",
        "scope",
        "loop",
        "queue",
        "frames",
        "curr_msg_data_type",
        "close_sent",
        "disconnected",
    ):
        assert f"self.{name}" in source, name
    own = {name for name, it in vars(FastProtocol).items() if inspect.isfunction(it)} | {"handle_parser_exception"}
    for method in own:
        assert callable(getattr(WebSocketsSansIOProtocol, method, None)), method
    assert own > {"handle_connect", "handle_ping", "handle_cont", "keepalive_timeout", "send_receive_event_to_app"}


def test_a_reader_who_is_too_slow_is_dropped_by_the_plain_wire_too(monkeypatch: pytest.MonkeyPatch):
    """G8: bounded."""
    monkeypatch.setattr(wire, "BUFFER_AT_MOST", 1000)
    sent: list[dict[str, Any]] = []

    async def act() -> None:
        reads = asyncio.Event()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            await reads.wait()

        plain = PlainWire(send)
        for _ in range(20):
            plain.write([prepared(b"x" * 100)])
            await asyncio.sleep(0)
        reads.set()
        await asyncio.sleep(0.05)
        plain.end()

    asyncio.run(act())
    assert sent[-1] == {"type": "websocket.close", "code": 4409}
    assert len(sent) < 12
