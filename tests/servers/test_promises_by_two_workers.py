"""Two workers share what comes due on PostgreSQL, which crashes meanwhile: each promise is told of once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.faults.due import DueWorkers, promise, until_all_told
from tests.live import LiveDesk
from tests.servers.own import OwnPostgres

pytestmark = [pytest.mark.servers, pytest.mark.faults, pytest.mark.enable_socket]

MANY = 300


@pytest.fixture(scope="module")
def postgres() -> Iterator[OwnPostgres]:
    postgres = OwnPostgres()
    yield postgres
    postgres.close()


@pytest.fixture
def desk(postgres: OwnPostgres) -> Iterator[LiveDesk]:
    with LiveDesk(DATABASE_URL=postgres.url, REDIS_URL="") as desk:
        yield desk


@pytest.fixture
def workers(desk: LiveDesk) -> Iterator[DueWorkers]:
    workers = DueWorkers(desk)
    workers.start()
    workers.start()
    yield workers
    workers.close()


def test_two_workers_of_which_one_is_killed_tell_each_promise_once(desk: LiveDesk, workers: DueWorkers) -> None:
    """G3, G8."""
    promise(desk, MANY, 4.0)
    for _ in range(4):
        time.sleep(0.7)
        workers.kill()
        workers.start()
    told, twice = until_all_told(desk)
    assert (told["broken"], twice) == (MANY, 0)


def test_a_database_that_crashes_and_comes_back_tells_each_promise_once(
    desk: LiveDesk, workers: DueWorkers, postgres: OwnPostgres
) -> None:
    """G3, G8: nothing is called kept or broken while it is away, and nothing twice when it is back."""
    promise(desk, MANY, 4.0)
    time.sleep(1.5)
    postgres.stop()
    time.sleep(2)
    postgres.start()
    told, twice = until_all_told(desk)
    assert (told["broken"], twice) == (MANY, 0)
