"""Where the checker listens, and the lock beside it: one checker for each place."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

OFF = "off"
_LONGEST = 100
"""Bytes of a path that every system takes for a socket."""


def socket_path() -> Path | None:
    """The path of the socket; None where the operator wants no checker."""
    named = os.environ.get("COMPTOIR_CHECKER_SOCKET", "")
    if named == OFF:
        return None
    return Path(named or Path(os.environ.get("COMPTOIR_DATA_DIR", "var"), "checker.sock")).absolute()


@cache
def _host() -> str:
    """The running system, the same in all of its containers; "here" where systems have no such name."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "here"


@contextmanager
def address(path: Path) -> Iterator[str]:
    """The path as a socket takes it: a long one by way of its opened folder (Linux)."""
    if len(os.fsencode(path)) <= _LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def lock(path: Path) -> int | None:
    """Take the place: a file descriptor to keep open for as long as it is held; None when somebody has it."""
    file = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def sign(held: int) -> None:
    """Write into the lock who holds it: a process, and on which host."""
    os.ftruncate(held, 0)
    os.write(held, f"{os.getpid()} {_host()}\n".encode())


def is_elsewhere(path: Path) -> bool:
    """Whether who has this place is on another host that shares the folder, and can never be reached from here."""
    signed = path.with_name(f"{path.name}.lock").read_text().split()
    return len(signed) == 2 and signed[1] != _host()


def is_taken(path: Path) -> bool:
    """Whether a checker has this place, listening or about to listen."""
    held = lock(path)
    if held is None:
        return True
    os.close(held)
    return False
