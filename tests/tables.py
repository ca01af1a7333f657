"""The tables of an empty database, made once: all migrations take seconds of a core, and hundreds of tests begin with them."""

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
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "comptoir"
LIBRARIES = ("django", "django-allauth")
"""Who else brings tables, or makes them."""
KEPT_FOR = 24 * 3600.0
"""How long tables are kept that nobody asks for any more, in seconds."""


def kept_of_all_runs() -> Path:
    """The folder of what every run of this person's tests may use again."""
    folder = Path(tempfile.gettempdir(), f"comptoir-tests-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def lay_tables(file: Path) -> None:
    """Put an SQLite file with all tables and nothing in them at `file`, in place of whatever is there."""
    tables = _tables()
    file.parent.mkdir(parents=True, exist_ok=True)
    for remains in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
        remains.unlink(missing_ok=True)
    shutil.copyfile(tables, file)


def _tables() -> Path:
    """The file that is copied; made where there is none of these migrations yet, by the first of those who want it."""
    made = kept_of_all_runs() / f"tables-{_print_of_the_migrations()}.sqlite3"
    with (kept_of_all_runs() / "tables.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            _forget_old_ones()
            _make(made)
        os.utime(made)
    return made


@functools.cache
def _print_of_the_migrations() -> str:
    """What the tables depend on, in a few letters: the migrations and settings of this tree, and the libraries that run them."""
    told = hashlib.blake2b(digest_size=12)
    for path in sorted((SOURCE / "config" / "settings.py", *SOURCE.rglob("migrations/*.py"))):
        told.update(f"{path.relative_to(SOURCE)}\n".encode() + path.read_bytes())
    told.update("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    return told.hexdigest()


def _make(file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="comptoir-tables-") as folder:
        environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        environment |= {"COMPTOIR_DATA_DIR": folder, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "comptoir.config.command", "migrate"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=300)
        half = Path(folder, "whole.sqlite3")
        with contextlib.closing(sqlite3.connect(Path(folder, "comptoir.sqlite3"))) as rows:
            rows.execute("VACUUM INTO ?", (str(half),))
        shutil.copyfile(half, file.with_suffix(".half"))
        file.with_suffix(".half").replace(file)


def _forget_old_ones() -> None:
    for path in kept_of_all_runs().glob("tables-*"):
        if time.time() - path.stat().st_mtime > KEPT_FOR:
            path.unlink(missing_ok=True)
