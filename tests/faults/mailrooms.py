"""Mailrooms that die in the middle of something: one process imports everything, then forks a mailroom for each line it reads.

The line names a step, and at which time of taking it the mailroom is to die there by signal 9; an empty one dies from outside.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tests.live import ROOT, LiveDesk

ROOM, DOMAIN = "comptoir.surfaces.mailroom", "comptoir.domain.channels.actions"
STEPS = {
    "brought, not kept": (f"{ROOM}.listener.listening", "Rooms.kept", "before"),
    "kept, not acknowledged": (f"{ROOM}.listener.listening", "Rooms.kept", "after"),
    "fetched, not kept": (f"{ROOM}.fetcher.mailbox", "keep_fetched", "before"),
    "kept, not marked there": (f"{ROOM}.fetcher.mailbox", "keep_fetched", "after"),
    "read, not placed": (f"{DOMAIN}.applying.working", "place", "before"),
    "placed, not committed": (f"{DOMAIN}.applying.working", "settle", "after"),
    "committed": (f"{DOMAIN}.applying.working", "_applied", "after"),
    "leased, not sent": (f"{ROOM}.sender.lanes", "Lane.send", "before"),
    "sent, not written down": (f"{ROOM}.sender.sending", "settle", "before"),
    "written down": (f"{ROOM}.sender.sending", "settle", "after"),
}
"""Where a mailroom dies: module, what is called there, before or after the call."""
SHORT = dt.timedelta(seconds=2)
"""Leases in a test: nobody waits minutes for what a dead process had."""


class DyingMailrooms:
    """Mailrooms of one desk, one at a time."""

    def __init__(self, desk: LiveDesk) -> None:
        with desk.log.open("ab") as log:
            self._mother = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.mailrooms"],
                env=desk.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.pid = 0

    def start(self, step: str = "", times: int = 1) -> None:
        """Fork a mailroom that dies when it takes this step for the so-manieth time."""
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.write(f"{step}|{times}\n")
        self._mother.stdin.flush()
        self.pid = int(self._mother.stdout.readline())

    def died(self, within: float) -> bool:
        """Whether it dies of itself within so many seconds."""
        until = time.monotonic() + within
        while self._lives():
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        return True

    def kill(self) -> None:
        """End it with signal 9, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        if not self.died(10):
            raise TimeoutError("a mailroom that was killed still runs")

    def close(self) -> None:
        """End everything."""
        if self.pid:
            self.kill()
        self._mother.terminate()
        self._mother.communicate(timeout=10)

    def _lives(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


def main() -> None:
    """Fork a mailroom for each line, and say its process id."""
    import comptoir.config.asgi
    import comptoir.config.background
    import comptoir.letters.child
    import comptoir.letters.cleaning  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        step, _, times = line.strip().partition("|")
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _be_mailroom(step, int(times))
            os._exit(0)
        print(pid, flush=True)


def _be_mailroom(step: str, times: int) -> None:
    from comptoir.config.background import keep_mailroom
    from comptoir.config.wiring import REACTIONS, SWEEPS
    from comptoir.foundation.worker import Worker

    _hurry()
    if step:
        _die_at(*STEPS[step], times)
    threading.Thread(target=Worker(REACTIONS, SWEEPS).run, daemon=True).start()
    keep_mailroom()


def _hurry() -> None:
    for module, name, value in (
        (f"{ROOM}.fetcher.fetching", "LEASE", SHORT),
        (f"{ROOM}.fetcher.fetching", "LEASES_EVERY", 0.5),
        (f"{ROOM}.fetcher.fetching", "WAITS", (0.5,)),
        (f"{ROOM}.sender.sending", "FRESH", 1.0),
        (f"{DOMAIN}.sending", "LEASE", SHORT),
        (f"{DOMAIN}.sending", "WAITS", (SHORT,)),
        (f"{DOMAIN}.applying.working", "LEASE", SHORT),
        (f"{DOMAIN}.applying.working", "TRIES", 60),
        (f"{DOMAIN}.applying.working", "WAITS", (dt.timedelta(seconds=0.5),) * 60),
    ):
        setattr(importlib.import_module(module), name, value)


def _die_at(module: str, name: str, when: str, times: int) -> None:
    owner: Any = importlib.import_module(module)
    *above, last = name.split(".")
    for each in above:
        owner = getattr(owner, each)
    setattr(owner, last, _dying(getattr(owner, last), when, times))


def _dying(act: Callable[..., Any], when: str, times: int) -> Callable[..., Any]:
    import asyncio

    left = [times]

    def die_if(moment: str) -> None:
        if moment != when:
            return
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def dying(*arguments: Any, **named: Any) -> Any:
        die_if("before")
        answer = act(*arguments, **named)
        die_if("after")
        return answer

    async def dying_slowly(*arguments: Any, **named: Any) -> Any:
        die_if("before")
        answer = await act(*arguments, **named)
        die_if("after")
        return answer

    return dying_slowly if asyncio.iscoroutinefunction(act) else dying


if __name__ == "__main__":
    main()
