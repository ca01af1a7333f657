"""The side that asks. Children start when they are needed, are renewed when they die, and end with this process."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from comptoir.letters.child.frames import Answered, Asked, Closed, receive, send
from comptoir.letters.letter import Letter, Refused, Unreadable

if TYPE_CHECKING:
    from comptoir.letters.cleaning import Cleaned
    from comptoir.letters.cleaning.cleaned import Picture

MEGABYTES = 512
SECONDS = 5.0
CLEANING_MEGABYTES = 1024
CLEANING_SECONDS = 20.0
"""A picture of fifty million points takes some."""
DRAWERS = 2
_STARTING_SECONDS = 30.0
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")
"""Of our surroundings, what a child gets: no secret of the installation's is among it."""


class Reader:
    """Reads strangers' mails and files, from any thread; as many at a time as it has `processes`, others wait their turn."""

    def __init__(self, processes: int = 1, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._processes = processes
        self._turn = threading.Lock()
        self._begin()

    def read(self, raw: bytes) -> Letter:
        """What the mail says. Raises `Unreadable` with `reading`'s codes, or `too_slow`, `too_big`, `crashed`, `failed:…`."""
        return self.ask("read", raw, {"Letter": Letter}, seconds=self._seconds)

    def clean(
        self, name: str, content_type: str, content: bytes, *, is_mediated: bool, stem: str = "file"
    ) -> Cleaned | Refused:
        """A file made safe, or why not: as `cleaning.clean`. Raises `Unreadable` as `read` does."""
        from comptoir.letters.cleaning import Cleaned

        arguments = {"name": name, "content_type": content_type, "is_mediated": is_mediated, "stem": stem}
        kinds = {"Cleaned": Cleaned, "Refused": Refused}
        return self.ask("clean", content, kinds, arguments, seconds=CLEANING_SECONDS, megabytes=CLEANING_MEGABYTES)

    def draw(self, content: bytes, *, longest_side: int, pixels: int) -> Picture | Refused:
        """A picture drawn anew, or why not: as `cleaning.pictures.drawn_anew`. Raises `Unreadable` as `read` does."""
        from comptoir.letters.cleaning.cleaned import Picture

        kinds = {"Picture": Picture, "Refused": Refused}
        arguments = {"longest_side": longest_side, "pixels": pixels}
        return self.ask("draw", content, kinds, arguments, seconds=CLEANING_SECONDS, megabytes=CLEANING_MEGABYTES)

    def ask(
        self,
        operation: str,
        content: bytes,
        kinds: dict[str, Any],
        arguments: dict[str, Any] | None = None,
        *,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> Any:
        """The answer to an operation, of one of these types by their names. Raises `Unreadable`."""
        asked = Asked(operation=operation, arguments=arguments or {}, seconds=seconds, megabytes=megabytes)
        self._renew_after_fork()
        child = self._free.get()
        try:
            answer, told = child.answer(asked, content)
        finally:
            self._free.put(child)
        if answer.error or answer.kind not in kinds:
            raise Unreadable(answer.error or "crashed")
        try:
            return msgspec.msgpack.decode(told, type=kinds[answer.kind])
        except msgspec.MsgspecError:
            raise Unreadable("crashed") from None

    def close(self) -> None:
        """End the children that are at rest; asked again, new ones start."""
        for child in [self._free.get() for _ in range(self._processes)]:
            child.end()
            self._free.put(child)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._free: queue.LifoQueue[_Child] = queue.LifoQueue()
        for _ in range(self._processes):
            self._free.put(_Child())

    def _renew_after_fork(self) -> None:
        """A process that was forked off leaves its parent's children alone and has its own."""
        with self._turn:
            if self._pid != os.getpid():
                self._begin()


class _Child:
    """One child, or the place of one. Asked by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def answer(self, asked: Asked, content: bytes) -> tuple[Answered, bytearray]:
        """Its answer, or one that says how it failed; then it is gone."""
        line = self._ready()
        until = time.monotonic() + asked.seconds
        try:
            line.settimeout(asked.seconds)
            send(line, asked, content)
            head, told = receive(line, until=until)
            answer = msgspec.msgpack.decode(head, type=Answered)
        except TimeoutError:
            self.end()
            return Answered(error="too_slow"), bytearray()
        except (Closed, OSError, msgspec.MsgspecError):
            return Answered(error=self._word_of_death()), bytearray()
        except BaseException:
            self.end()
            raise
        if answer.is_last:
            self.end()
        return answer, told

    def end(self) -> None:
        """End it, whatever it is doing."""
        process, line = self._process, self._line
        self._process = self._line = None
        if line:
            line.close()
        if process:
            process.kill()
            process.wait()

    def _ready(self) -> socket.socket:
        """The line to a child that has said that it is ready; a fresh one where the last is gone."""
        if self._line and self._process and self._process.poll() is None:
            return self._line
        self.end()
        for _ in range(2):
            line = self._start()
            try:
                receive(line, until=time.monotonic() + _STARTING_SECONDS)
            except (TimeoutError, Closed, OSError):
                self.end()
            else:
                return line
        raise Unreadable("no_reader")

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._line = ours
            self._process = subprocess.Popen(
                [sys.executable, "-m", "comptoir.letters.child"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=_surroundings(),
                start_new_session=True,
            )
        return ours

    def _word_of_death(self) -> str:
        """How it died: the system ends with this signal whoever used up its share of the processor."""
        code = None
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=2)
        self.end()
        return "too_slow" if code == -signal.SIGXCPU else "crashed"


def _surroundings() -> dict[str, str]:
    """The surroundings of a child, with the path by which this package was found."""
    ours = {name: os.environ[name] for name in _KEPT if name in os.environ}
    package = str(Path(__file__).parents[3])
    others = [each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each]
    return ours | {"PYTHONPATH": os.pathsep.join(dict.fromkeys((package, *others))), "MALLOC_ARENA_MAX": "1"}


@cache
def shared_reader() -> Reader:
    """This process's own, for what is read or cleaned now and then; its child begins with the first question."""
    return Reader()


@cache
def shared_drawer() -> Reader:
    """This process's own, for pictures that somebody sends and waits for: one that is hard to read does not hold up the next."""
    return Reader(DRAWERS)
