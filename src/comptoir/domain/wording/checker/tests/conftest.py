"""A place of its own for a checker, and who asks there."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comptoir.domain.wording.checker import client, place, starting


class Place:
    """Where a checker may listen."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "checker.sock"
        self.log = folder / "checker.log"
        self.folder = folder

    @property
    def pid(self) -> int:
        """The process that has the place."""
        assert place.is_taken(self.socket)
        return int(self.socket.with_name("checker.sock.lock").read_text().split()[0])

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End the checker, if there is one, and see that it is gone."""
        if place.is_taken(self.socket):
            eventually(lambda: self.pid > 0)
            os.kill(self.pid, how)
            eventually(lambda: not place.is_taken(self.socket))


def eventually(is_so: Callable[[], object], within: float = 20.0) -> None:
    """Wait until something is so."""
    until = time.monotonic() + within
    while True:
        try:
            if is_so():
                return
        except (ValueError, IndexError):
            pass
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """An empty place, at which clients of this process ask; whoever was started there is ended."""
    yield from _place(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def lasting_checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The same, for all tests of a file: the dictionaries take seconds."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from _place(tmp_path_factory.mktemp("checker"), monkeypatch)


def _place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    there = Place(folder)
    monkeypatch.setenv("COMPTOIR_CHECKER_SOCKET", str(there.socket))
    monkeypatch.setattr(client, "_starter", starting.Starter())
    client._lines.forget()
    yield there
    client._lines.forget()
    there.kill()
