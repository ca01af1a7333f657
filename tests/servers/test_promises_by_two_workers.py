"""Two workers share what comes due on PostgreSQL, which crashes meanwhile: each promise is told of once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from tests.faults.due import AWAY, LONGEST, MANY, WITHIN, DueWorkers, promise, until_all_told
from tests.live import LiveDesk
from tests.requirements import patience
from tests.servers.own import OwnPostgres

pytestmark = [
    pytest.mark.servers,
    pytest.mark.own_servers,
    pytest.mark.faults,
    pytest.mark.enable_socket,
    pytest.mark.timeout(LONGEST),
]


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


def expect_each_told_once(desk: LiveDesk) -> None:
    """Every promise has its break once, and its warning at most once."""
    told, twice = until_all_told(desk)
    assert (told["broken"], twice) == (MANY, 0)
    assert 0 < told["at_risk"] <= MANY


def test_two_workers_of_which_one_is_killed_tell_each_promise_once(desk: LiveDesk, workers: DueWorkers) -> None:
    """G3, G8: kill -9 at random; as often as COMPTOIR_KILLS says."""
    promise(desk, MANY, max(WITHIN, 0.6 * patience()))
    for _ in range(patience()):
        time.sleep(random.uniform(0, 1))
        workers.kill()
        workers.start()
    expect_each_told_once(desk)


def test_a_worker_whose_clock_is_an_hour_behind_tells_nothing_again(desk: LiveDesk, workers: DueWorkers) -> None:
    """G3, G8: the other one's clock is right meanwhile."""
    promise(desk, MANY, WITHIN)
    for wrong_by in (-3600, 0, -3600, 0):
        time.sleep(1)
        workers.kill()
        workers.start(wrong_by=wrong_by)
    expect_each_told_once(desk)


def test_a_database_that_crashes_and_comes_back_tells_each_promise_once(
    desk: LiveDesk, workers: DueWorkers, postgres: OwnPostgres
) -> None:
    """G3, G8: nothing is called kept or broken while it is away, and nothing twice when it is back."""
    promise(desk, MANY, WITHIN)
    time.sleep(1.5)
    postgres.stop()
    time.sleep(AWAY)
    postgres.start()
    expect_each_told_once(desk)
