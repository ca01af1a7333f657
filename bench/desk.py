"""A desk to measure: the real server as a process of its own, on one core, with a database that was seeded for it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any
from unittest.mock import patch

from comptoir.domain.wording.checker import client

ROOT = Path(__file__).resolve().parent.parent
SERVER_CORE, LOAD_CORE = 0, 1


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


class Desk:
    """A running server, seeded by `bench.seed` with `kind` and `counts`; use as a context manager."""

    def __init__(self, kind: str, *, worker: bool = True, **counts: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="comptoir-bench-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._worker = worker
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "COMPTOIR_DATA_DIR": str(self.folder),
            "COMPTOIR_CHECKER_SOCKET": os.environ.get("COMPTOIR_CHECKER_SOCKET") or str(self.folder / "checker.sock"),
            "COMPTOIR_PUBLIC_URL": self.url,
            "COMPTOIR_POSTS_A_MINUTE": "10000000",
            "COMPTOIR_FRAMES_A_MINUTE": "10000000",
            "COMPTOIR_SOCKETS_AN_ADDRESS": "100000",
            "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
        }
        self.seed: dict[str, Any] = self._seeded(kind, counts)

    def __enter__(self) -> Desk:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start the server on its core and wait until it answers."""
        command = [sys.executable, "-m", "comptoir.config.command", "serve", "--port", str(self.port)]
        command += [] if self._worker else ["--no-worker"]
        self._process = subprocess.Popen(["taskset", "-c", str(SERVER_CORE), *command], env=self.environment, cwd=ROOT)
        self.wait_until_ready()

    def wait_until_ready(self, within: float = 30.0) -> None:
        """Wait for the first good answer."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=1).read()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not come up")

    def wait_for_checker(self, within: float = 120.0) -> None:
        """Wait until the reply checker that the server starts has loaded everything, which takes the same core some seconds, once."""
        until = time.monotonic() + within
        with patch.dict(os.environ, COMPTOIR_CHECKER_SOCKET=self.environment["COMPTOIR_CHECKER_SOCKET"]):
            while client.is_wanted() and not client.is_ready(1.0):
                if time.monotonic() > until:
                    raise TimeoutError("the checker did not become ready")
                time.sleep(0.1)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the server."""
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def memory(self) -> int:
        """Bytes of the server's own memory (PSS)."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return next(int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:"))

    def cpu_seconds(self) -> float:
        """Processor time that the server has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _seeded(self, kind: str, counts: dict[str, int]) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.seed", kind, json.dumps(counts)]
        return dict(json.loads(subprocess.check_output(command, env=self.environment, cwd=ROOT).splitlines()[-1]))


def use_load_core() -> None:
    """Keep the load generator off the server's core."""
    os.sched_setaffinity(0, {LOAD_CORE})
