"""The checker: a process that holds the dictionaries and answers on a socket that its owner alone may open.

`python -m comptoir.domain.wording.checker.server --socket PATH [--idle SECONDS]`. No Django is imported here.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from comptoir.domain.wording.checker import place
from comptoir.domain.wording.checker.frames import release, release_on_disk
from comptoir.domain.wording.checker.line import Line, Manners
from comptoir.domain.wording.checker.queue import Queue
from comptoir.domain.wording.checker.reader import Reader

log = logging.getLogger("comptoir.checker")

IDLE = 60.0
"""Seconds after which a checker that clients started ends when the last has left."""
LINES_AT_MOST = 256
LONGEST_READING = 30.0
"""Seconds. Who reads one text for so long never ends, and would keep all others waiting: the process is given up."""
TAKEN = 3
"""Exit status when another checker has the place."""
_LOOK = 2.0


class Checker:
    """A checker at its place. Belongs to the loop's thread."""

    def __init__(self, path: Path, idle: float | None) -> None:
        self.queue = Queue()
        self.reader = Reader(self.queue)
        self.manners = Manners()
        self.loop = asyncio.get_running_loop()
        self._path = path
        self._idle = idle
        self._lines: set[Line] = set()
        self._over = asyncio.Event()
        self._leaving: asyncio.TimerHandle | None = None
        self._look_again_at = 0.0
        self._is_outdated = False

    async def serve(self) -> None:
        """Listen and answer, until told to end or nobody has been here for a while."""
        release()
        listening = _listening(self._path)
        server = await self.loop.create_unix_server(lambda: Line(self), sock=listening)
        for told in (signal.SIGTERM, signal.SIGINT):
            self.loop.add_signal_handler(told, self._over.set)
        log.info("listens at %s", self._path)
        self.reader.start()
        self._nobody_here()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        await self._over.wait()
        self._path.unlink(missing_ok=True)
        server.close()
        for line in list(self._lines):
            line.close()
        self.queue.close()
        log.info("ends")

    def welcome(self, line: Line) -> None:
        """A client has come."""
        self._lines.add(line)
        if len(self._lines) > LINES_AT_MOST:
            line.close()
        if self._leaving:
            self._leaving.cancel()

    def leave(self, line: Line) -> None:
        """A client has gone, and needs no answers any more."""
        self._lines.discard(line)
        self.queue.drop(line)
        if not self._lines:
            self._nobody_here()

    def makes_way(self) -> bool:
        """Whether this process reads by rules of yesterday; then it ends, for one that will start with today's."""
        if self.loop.time() >= self._look_again_at:
            self._look_again_at = self.loop.time() + _LOOK
            if release_on_disk() != release():
                log.info("makes way for a newer release")
                self.loop.call_later(0.05, self._over.set)
                self._is_outdated = True
        return self._is_outdated

    def _nobody_here(self) -> None:
        if self._idle is not None:
            self._leaving = self.loop.call_later(self._idle, self._over.set)

    def _watch(self) -> None:
        """On a thread of its own, for the loop reads short drafts itself."""
        while True:
            time.sleep(_LOOK)
            if self.reader.busy_for() > LONGEST_READING:
                log.error("gives up: a text was read for more than %.0f s", LONGEST_READING)
                os._exit(os.EX_SOFTWARE)


def serve(path: Path, idle: float | None) -> int:
    """Be the checker of this place until ended; returns the exit status."""
    path.parent.mkdir(parents=True, exist_ok=True)
    held = _locked(path)
    if held is None:
        return TAKEN
    place.sign(held)
    sys.setswitchinterval(0.0005)  # the loop answers "ready" also while a dictionary is loaded
    try:
        asyncio.run(_serve(path, idle))
    finally:
        os.close(held)
    return 0


async def _serve(path: Path, idle: float | None) -> None:
    await Checker(path, idle).serve()


def _locked(path: Path) -> int | None:
    """The lock of the place, asked for a few times: a client that looks whether it is taken holds it for a moment."""
    for _ in range(10):
        held = place.lock(path)
        if held is not None:
            return held
        time.sleep(0.03)
    return None


def _listening(path: Path) -> socket.socket:
    """A socket at the path, for its owner alone from its first moment. Who has the lock may take away what lay there."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        with place.address(path) as address:
            listening.bind(address)
    finally:
        os.umask(before)
    listening.listen(128)
    listening.setblocking(False)
    return listening


def main() -> int:
    """The process that a client starts."""
    parser = argparse.ArgumentParser(prog="comptoir-checker")
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--idle", type=float, default=IDLE)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    os.nice(3)  # messages go before hints
    return serve(arguments.socket, arguments.idle)


if __name__ == "__main__":
    sys.exit(main())
