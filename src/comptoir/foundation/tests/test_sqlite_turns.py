"""Writers of one process take turns, and none writes into a file that is not in its place."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import OperationalError

from comptoir.foundation.sqlite import base


@pytest.fixture(autouse=True)
def _files_of_its_own(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE words (word TEXT)")
    made.close()
    return path


def connected(store: Path) -> Any:
    """A connection of its own to the store, as Django makes them."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    flags = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
    return base.DatabaseWrapper({"NAME": str(store), "OPTIONS": options, "TEST": {}, **flags}, "words")


def write(connection: Any, word: str) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        connection.cursor().execute("INSERT INTO words VALUES (%s)", [word])
        connection.commit()
    finally:
        if connection.connection is not None:
            connection.set_autocommit(True)


def words(store: Path) -> list[str]:
    with sqlite3.connect(store) as looking:
        found = [row[0] for row in looking.execute("SELECT word FROM words ORDER BY rowid")]
    looking.close()
    return found


def test_writers_who_come_at_once_all_have_their_turn(store: Path) -> None:
    def act(n: int) -> None:
        mine = connected(store)
        for turn in range(10):
            write(mine, f"{n} {turn}")
        mine.close()

    threads = [threading.Thread(target=act, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(words(store)) == 60


def test_a_transaction_that_is_broken_off_gives_its_turn_away(store: Path) -> None:
    mine, other = connected(store), connected(store)
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    mine.cursor().execute("INSERT INTO words VALUES ('lost')")
    mine.close()
    write(other, "kept")
    assert words(store) == ["kept"]
    other.close()


def test_nobody_writes_into_a_file_that_was_moved_away(store: Path, tmp_path: Path) -> None:
    """G8: fail closed. And the log of the lost file is still whole when it is put back."""
    mine = connected(store)
    write(mine, "before")
    store.rename(tmp_path / "elsewhere")

    for _ in range(2):
        with pytest.raises(OperationalError, match="gone"):
            write(mine, "into nothing")
    assert not store.exists()

    (tmp_path / "elsewhere").rename(store)
    write(mine, "after")
    assert words(store) == ["before", "after"]
    mine.close()


def test_a_file_that_was_replaced_is_opened_anew(store: Path, tmp_path: Path) -> None:
    """G8: a restored backup is written to, not the file that it replaced."""
    mine = connected(store)
    write(mine, "before")
    for name in (store.name, store.name + "-wal", store.name + "-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    with sqlite3.connect(store) as restored:
        restored.execute("CREATE TABLE words (word TEXT)")
    restored.close()
    write(mine, "after")
    assert words(store) == ["after"]
    mine.close()
