"""The worker dies, its clock is wrong, its database is busy, while promises come due: each is told of once."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Iterator

import pytest

from tests.faults.due import AWAY, LONGEST, MANY, WITHIN, DueWorkers, promise, until_all_told
from tests.live import DATABASE, LiveDesk
from tests.requirements import patience

SEED = int(os.environ.get("COMPTOIR_SEED", time.time_ns() % 1_000_000))
pytestmark = [pytest.mark.faults, pytest.mark.enable_socket, pytest.mark.timeout(LONGEST)]


@pytest.fixture
def desk() -> Iterator[LiveDesk]:
    with LiveDesk() as desk:
        yield desk


@pytest.fixture
def workers(desk: LiveDesk) -> Iterator[DueWorkers]:
    workers = DueWorkers(desk)
    yield workers
    workers.close()


def expect_each_told_once(desk: LiveDesk) -> None:
    """Every promise has its break once, and its warning at most once: one that passed while nobody worked is told as broken."""
    told, twice = until_all_told(desk)
    assert twice == 0, f"told twice (COMPTOIR_SEED={SEED})"
    assert told["broken"] == MANY
    assert 0 < told["at_risk"] <= MANY


def test_a_worker_that_is_killed_while_promises_come_due_tells_each_once(desk: LiveDesk, workers: DueWorkers) -> None:
    """G3, G8: kill -9 at random; as often as COMPTOIR_KILLS says."""
    chance = random.Random(SEED)
    workers.start()
    promise(desk, MANY, max(WITHIN, 0.6 * patience()))
    for _ in range(patience()):
        time.sleep(chance.uniform(0, 1))
        workers.kill()
        workers.start()
    expect_each_told_once(desk)


def test_a_clock_that_is_set_back_an_hour_tells_nothing_again(desk: LiveDesk, workers: DueWorkers) -> None:
    """G3, G8."""
    workers.start()
    promise(desk, MANY, WITHIN)
    for wrong_by in (-3600, 0, -3600, 0):
        time.sleep(1)
        workers.kill()
        workers.start(wrong_by=wrong_by)
    expect_each_told_once(desk)


def test_two_workers_of_one_file_and_a_database_that_is_taken_tell_each_once(
    desk: LiveDesk, workers: DueWorkers
) -> None:
    """G3, G8: another program holds the file for longer than anybody waits for it."""
    workers.start()
    workers.start()
    promise(desk, MANY, WITHIN)
    time.sleep(1)
    taken = sqlite3.connect(desk.folder / DATABASE, isolation_level=None, timeout=30)
    taken.execute("BEGIN EXCLUSIVE")
    time.sleep(AWAY)
    taken.execute("ROLLBACK")
    taken.close()
    expect_each_told_once(desk)
