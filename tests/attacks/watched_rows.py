"""Looks over the shoulder of the database: which rows of another shop a request has read, and which it has touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from tests.attacks.every_kind import APART, FOREIGN, owned

KNOWN_TO_ALL = re.compile(r'FROM "(shops_shop|shops_site|charter_charterversion)"')
"""What the process keeps in its memory of every shop: which there are, their sites and their charters, open to everybody."""

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


class Seen:
    """What was read and written while one looked: statements, by whose number stood in them."""

    def __init__(self, mark: str, first: int) -> None:
        self.mark, self.first, self.read, self.wrote = mark, first, list[str](), list[str]()

    def look_at(self, statement: str, row: Any) -> None:
        """A row has come out of the database."""
        if any(self._is_foreign(value) for value in row) and not KNOWN_TO_ALL.search(statement):
            self.read.append(statement)

    def note(self, statement: str, values: Any, rows: int) -> None:
        """A statement has changed so many rows."""
        if rows and WRITES.match(statement) and any(self._is_foreign(value) for value in _flat(values)):
            self.wrote.append(statement)

    def _is_foreign(self, value: Any) -> bool:
        if isinstance(value, int):
            return self.first <= value < self.first + len(owned()) * APART
        return isinstance(value, str | bytes) and self.mark in (
            value if isinstance(value, str) else value.decode("utf-8", "ignore")
        )


@contextmanager
def watched(mark: str, first: int = FOREIGN) -> Iterator[Seen]:
    """Look at every statement and every row of this connection; what is foreign is numbered from `first` on, or bears the mark."""
    seen = Seen(mark, first)

    class Watched(CursorWrapper):
        _said = ""

        def execute(self, sql: Any, params: Any = None) -> Any:
            self._said = str(sql)
            done = super().execute(sql, params)
            seen.note(self._said, params or (), self.cursor.rowcount)
            return done

        def executemany(self, sql: Any, param_list: Any) -> Any:
            rows = list(param_list)
            done = super().executemany(sql, rows)
            seen.note(str(sql), rows, self.cursor.rowcount)
            return done

        def fetchone(self) -> Any:
            return self._looked_at([self.cursor.fetchone()])[0]

        def fetchmany(self, *size: Any) -> Any:
            return self._looked_at(self.cursor.fetchmany(*size))

        def fetchall(self) -> Any:
            return self._looked_at(self.cursor.fetchall())

        def __iter__(self) -> Iterator[Any]:
            return iter(self._looked_at(list(self.cursor)))

        def _looked_at(self, rows: Any) -> Any:
            for row in rows:
                if row is not None:
                    seen.look_at(self._said, row)
            return rows

    connection.make_cursor = lambda cursor: Watched(cursor, connection)  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        del connection.make_cursor


def _flat(values: Any) -> Iterator[Any]:
    for value in values.values() if isinstance(values, dict) else values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield value
