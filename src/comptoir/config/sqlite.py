"""Run on the bundled SQLite: versions before 3.51.3 have a race that can lose committed writes, and machines carry old ones."""

from __future__ import annotations

import sys

SAFE_SINCE = (3, 51, 3)


def use_bundled_sqlite() -> None:
    """Let every `import sqlite3` find the bundled library. Call before Django is imported."""
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def sqlite_version() -> tuple[int, ...]:
    """The version in use."""
    import sqlite3

    return tuple(int(part) for part in sqlite3.sqlite_version.split("."))
