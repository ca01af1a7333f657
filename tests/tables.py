"""The tables of an empty database, made once: all migrations take seconds of a core, and hundreds of tests begin with them.

On SQLite they are a file that is copied; on PostgreSQL a database of the same server, from which others are made.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "comptoir"
LIBRARIES = ("django", "django-allauth")
"""Who else brings tables, or makes them."""
KEPT_ON_SERVERS = "comptoir_tables_"
"""How the databases of tables begin that are kept on a PostgreSQL; it keeps one, of the migrations that were asked for last."""
KEPT_FOR = 24 * 3600.0
"""How long tables are kept that nobody asks for any more, in seconds."""


def kept_of_all_runs() -> Path:
    """The folder of what every run of this person's tests may use again."""
    folder = Path(tempfile.gettempdir(), f"comptoir-tests-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextlib.contextmanager
def turn(what: str) -> Iterator[None]:
    """Only one at a time makes such things; whoever else wants them waits for those."""
    with (kept_of_all_runs() / f"{what}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def lay_tables(file: Path) -> None:
    """Put an SQLite file with all tables and nothing in them at `file`, in place of whatever is there."""
    tables = _tables()
    file.parent.mkdir(parents=True, exist_ok=True)
    for remains in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
        remains.unlink(missing_ok=True)
    shutil.copyfile(tables, file)


def lay_tables_on(address: str) -> None:
    """Put a PostgreSQL database with all tables and nothing in them at `address`, in place of whatever is there."""
    with turn("tables"), _server_of(address) as server:
        made = _tables_on(server, address)
        _drop(server, name_in(address))
        server.execute(_worded("CREATE DATABASE {} TEMPLATE {}", name_in(address), made))


def keep_tables_on(address: str) -> None:
    """Let the server at `address` have the tables of which its databases are made, as soon as somebody wants one."""
    with turn("tables"), _server_of(address) as server:
        _tables_on(server, address)


def drop_database(address: str) -> None:
    """Take a PostgreSQL database away, whoever is still connected to it."""
    with _server_of(address) as server:
        _drop(server, name_in(address))


def beside(address: str, name: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def name_in(address: str) -> str:
    """The name of the database at an address."""
    return urlsplit(address).path.removeprefix("/")


def _tables() -> Path:
    """The file that is copied; made where there is none of these migrations yet, by the first of those who want it."""
    made = kept_of_all_runs() / f"tables-{print_of_the_migrations()}.sqlite3"
    with turn("tables"):
        if not made.exists():
            forget_old_ones()
            _make(made)
        os.utime(made)
    return made


def _tables_on(server: psycopg.Connection, address: str) -> str:
    """The name of the database that is copied; made where the server has none of these migrations yet."""
    made = f"{KEPT_ON_SERVERS}{print_of_the_migrations()}"
    known = [name for (name,) in server.execute("SELECT datname FROM pg_database") if name.startswith(KEPT_ON_SERVERS)]
    if made in known:
        return made
    for old in known:
        _drop(server, old)
    half = f"{made}_half"
    server.execute(_worded("CREATE DATABASE {}", half))
    with tempfile.TemporaryDirectory(prefix="comptoir-tables-") as folder:
        _migrate(folder, DATABASE_URL=beside(address, half))
    server.execute(_worded("ALTER DATABASE {} RENAME TO {}", half, made))
    return made


def _server_of(address: str) -> psycopg.Connection:
    return psycopg.connect(beside(address, "postgres"), autocommit=True)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(_worded("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _worded(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))  # type: ignore[arg-type]


@functools.cache
def print_of_the_migrations() -> str:
    """What the tables depend on, in a few letters: the migrations and settings of this tree, and the libraries that run them."""
    told = hashlib.blake2b(digest_size=12)
    for path in sorted((SOURCE / "config" / "settings.py", *SOURCE.rglob("migrations/*.py"))):
        told.update(f"{path.relative_to(SOURCE)}\n".encode() + path.read_bytes())
    told.update("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    return told.hexdigest()


def _make(file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="comptoir-tables-") as folder:
        _migrate(folder)
        half = Path(folder, "whole.sqlite3")
        with contextlib.closing(sqlite3.connect(Path(folder, "comptoir.sqlite3"))) as rows:
            rows.execute("VACUUM INTO ?", (str(half),))
        shutil.copyfile(half, file.with_suffix(".half"))
        file.with_suffix(".half").replace(file)


def _migrate(folder: str, **where: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"COMPTOIR_DATA_DIR": folder, "PYTHONPATH": str(ROOT / "src"), **where}
    command = [sys.executable, "-m", "comptoir.config.command", "migrate"]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=300)


def forget_old_ones() -> None:
    """Take away what nobody has asked for in a day; call it in turn."""
    for path in kept_of_all_runs().glob("*-*"):
        if time.time() - path.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
