"""Attacks without a number: two hundred connections from one address, and a conversation that is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.live import SITE, LiveDesk


@pytest.fixture
def strict() -> Iterator[LiveDesk]:
    """A desk with the limits that every installation has."""
    desk = LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_SOCKETS_AN_ADDRESS="20")
    desk.start()
    yield desk
    desk.close()


def test_two_hundred_connections_of_one_address_are_twenty(strict: LiveDesk) -> None:
    """Reliability: those over the limit hear 4429; who was in talks on, and a place that is left is free again."""
    visitor = strict.visitor()
    visitor.come()
    sockets = [opened(strict) for _ in range(200)]

    # They were let in one after the other: the visitor's own socket is the first of the twenty.
    assert {code_of(socket, within=10) for socket in sockets[19:]} == {4429}
    assert {code_of(socket, within=0.05) for socket in sockets[:19]} == {None}
    assert visitor.post("toujours là")["t"] == "ack"
    for socket in sockets:
        socket.close()
    assert strict.visitor().come()["t"] == "welcome"


def test_a_conversation_that_is_over_takes_no_more_messages(desk: LiveDesk) -> None:
    """Reliability: refused by name on the socket and by HTTP; nothing is added."""
    visitor = desk.visitor()
    visitor.come()
    where = f"/widget/{visitor.shop}/conversations/{visitor.c}"
    assert visitor.ask("POST", f"{where}/end", {})[0] == 204
    before = visitor.ask("GET", where)[1]["last_seq"]

    answer = visitor.post("encore un mot")
    message = {"client_id": "00000000-0000-4000-8000-000000000009", "body": "encore"}
    status, refusal = visitor.ask("POST", f"{where}/messages", message)

    assert (answer["t"], answer["code"]) == ("refused", "conversation_closed")
    assert (status, refusal["code"]) == (409, "conversation_closed")
    assert visitor.ask("GET", where)[1]["last_seq"] == before


def opened(desk: LiveDesk) -> ClientConnection:
    return connect(f"ws://127.0.0.1:{desk.port}/ws", origin=Origin(SITE), compression=None, ping_interval=None)


def code_of(socket: ClientConnection, within: float) -> int | None:
    """The code with which the server has closed, or nothing while it waits for a word."""
    with suppress(TimeoutError):
        try:
            socket.recv(timeout=within)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None
    return None
