"""PostgreSQL crashes while people write: no acknowledgement that is not true, and all goes on when it is back."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.faults.store import expect_whole_streams, kept_entries
from tests.live import LiveDesk, LiveVisitor
from tests.servers.own import OwnPostgres

pytestmark = [
    pytest.mark.servers,
    pytest.mark.own_servers,
    pytest.mark.faults,
    pytest.mark.enable_socket,
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[OwnPostgres]:
    postgres = OwnPostgres()
    yield postgres
    postgres.close()


@pytest.fixture(scope="module")
def desk(postgres: OwnPostgres) -> Iterator[LiveDesk]:
    with LiveDesk(DATABASE_URL=postgres.url, REDIS_URL="") as desk:
        desk.start()
        yield desk


def test_with_postgresql_stopped_nothing_is_acknowledged_and_nothing_is_lost(
    desk: LiveDesk, postgres: OwnPostgres
) -> None:
    """G8: fail closed, and works again without a restart of the desk."""
    visitor = desk.visitor()
    visitor.come()
    kept = [visitor.post(f"avant {n}")["seq"] for n in range(5)]
    postgres.stop()

    refusal = visitor.post("dans le vide", client_id := "7d9d0000-0000-4000-8000-000000000001")
    assert (refusal["t"], refusal["code"]) == ("refused", "unavailable")
    status, answer = visitor.of_mine("POST", "/messages", {"client_id": client_id, "body": "dans le vide"})
    assert (status, answer["code"]) == (503, "unavailable")

    postgres.start()
    acknowledged = insist(visitor, "dans le vide", client_id)

    desk.kill()
    entries = kept_entries(desk)
    expect_whole_streams(entries)
    places = {it.public_seq: it.body for it in entries[visitor.c]}
    assert [places[seq] for seq in kept] == [f"avant {n}" for n in range(5)]
    assert places[acknowledged] == "dans le vide"


def insist(visitor: LiveVisitor, body: str, client_id: str, within: float = 15.0) -> int:
    """Send it again until it is acknowledged, on a new socket where the old one is gone."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        answer = visitor.post(body, client_id)
        if answer["t"] == "ack":
            return int(answer["seq"])
        time.sleep(0.2)
    raise TimeoutError("the desk does not work again")
