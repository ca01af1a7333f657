"""SQLite takes one writer at a time. Left alone, the others sleep and poll, and under load some starve; here they take turns."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LONGEST_TURN_WAIT = 20.0

_turn = threading.Lock()
_seen: set[Path] = set()
_DatabaseWrapper: Any = base.DatabaseWrapper  # the methods that are overridden here are not in its type stubs


class DatabaseWrapper(_DatabaseWrapper):
    """One transaction at a time in this process; other processes are kept out by SQLite itself.

    No transaction begins on a file that is not in its place any more: what was written there would be lost.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._has_turn = False
        self._file: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: Any) -> Any:
        path = self._path()
        if path in _seen and not path.exists():
            # SQLite would make an empty one, and throw the write-ahead log of the lost one away.
            raise OperationalError("the database file is gone")
        connection = super().get_new_connection(conn_params)
        self._file = _identity(path)
        if self._file is not None:
            _seen.add(path)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        if self._file != _identity(self._path()):
            self.close()
            self.connect()
        if not _turn.acquire(timeout=LONGEST_TURN_WAIT):
            raise OperationalError("database is locked by a transaction of this process")
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _path(self) -> Path:
        return Path(self.settings_dict["NAME"])

    def _end_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
