"""Servers that start at once: one process imports everything, then forks a server for each port that it reads.

What runs in the fork is what `comptoir serve` runs; only the second that Python needs to import it is spared, so that a
test can kill twenty servers within a minute.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from tests.live import ROOT, LiveDesk


class WarmServers:
    """Servers of one desk, forked from a process that has everything in memory."""

    def __init__(self, desk: LiveDesk) -> None:
        self._desk = desk
        with desk.log.open("ab") as log:
            self._mother = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.warm"],
                env=desk.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.pid = 0

    def start(self, *, is_awaited: bool = True) -> None:
        """Fork a server, and wait until it answers."""
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.write(f"{self._desk.port}\n")
        self._mother.stdin.flush()
        self.pid = int(self._mother.stdout.readline())
        if is_awaited:
            self._desk.wait_until_ready()

    def kill(self, how: int = signal.SIGKILL, within: float = 15.0) -> None:
        """End the server, and wait until it is gone."""
        os.kill(self.pid, how)
        until = time.monotonic() + within
        with suppress(ProcessLookupError):
            while time.monotonic() < until:
                os.kill(self.pid, 0)
                time.sleep(0.005)
            raise TimeoutError(f"the server still runs {within} s after signal {how}")
        self.pid = 0

    def close(self) -> None:
        """End everything."""
        if self.pid:
            self.kill()
        self._mother.terminate()
        self._mother.communicate(timeout=10)


def main() -> None:
    """Fork a server for each line on standard input, and say its process id."""
    import comptoir.config.asgi  # noqa: F401
    from comptoir.config.server import serve

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve("127.0.0.1", int(line), with_worker=True)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
