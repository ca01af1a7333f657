"""Servers of a test's own, that it may stop in the middle of something."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.live import free_port
from tests.requirements import required
from tests.tables import forget_old_ones, keep_tables_on, kept_of_all_runs, print_of_the_migrations, turn


class OwnRedis:
    """A Redis without anything kept. Skips or fails where Redis is not installed."""

    def __init__(self) -> None:
        required("own_servers", bool(shutil.which("redis-server")), "no redis-server here: install Redis or Valkey")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, and wait until it can be reached."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self, how: int = signal.SIGKILL) -> None:
        """Kill it, or freeze it with SIGSTOP."""
        assert self._process is not None
        self._process.send_signal(how)
        if how != signal.SIGSTOP:
            self._process.wait(10)

    def thaw(self) -> None:
        """Let it go on after SIGSTOP."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it for good."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)


class OwnPostgres:
    """A PostgreSQL cluster in a folder of its own, in which databases with tables are soon made. Skips or fails where PostgreSQL is not installed."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda it: float(it.parent.name))
        required("own_servers", bool(found), "no PostgreSQL here: install it")
        self._bin = found[-1]
        self._folder = Path(tempfile.mkdtemp(prefix="comptoir-postgres-"))
        if os.getuid() == 0:
            shutil.chown(self._folder, "postgres")
        self.port = free_port()
        self.url = f"postgres://comptoir@127.0.0.1:{self.port}/comptoir"
        self._cluster = self._folder / "cluster"
        self._lay_cluster()
        self.start()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c max_connections=100 -c recovery_init_sync_method=syncfs"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._cluster), "-l", log, "-o", options, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it as a crash would."""
        self._run("pg_ctl", "-D", str(self._cluster), "-m", how, "-w", "stop")

    def close(self) -> None:
        """End it for good, and forget its data."""
        if (self._cluster / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _lay_cluster(self) -> None:
        """Copy one that is kept for all runs; the first who wants one makes it."""
        kept = kept_of_all_runs() / f"cluster-{self._bin.parent.name}-{print_of_the_migrations()}"
        with turn("clusters"):
            if not kept.exists():
                forget_old_ones()
                self._run("initdb", "-D", str(self._cluster), "-U", "comptoir", "-A", "trust", "-E", "UTF8", "-N")
                self.start()
                keep_tables_on(self.url)
                self.stop("fast")
                half = kept.with_suffix(".half")
                shutil.rmtree(half, ignore_errors=True)
                _copy(self._cluster, half)
                half.rename(kept)
            os.utime(kept)
        if not self._cluster.exists():
            _copy(kept, self._cluster)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # Not a pipe: the server that pg_ctl starts would keep it open.
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


def _copy(cluster: Path, to: Path) -> None:
    """As it is, its owner too."""
    subprocess.run(["cp", "-a", str(cluster), str(to)], check=True, timeout=60)


def wait_for_port(port: int, within: float = 10.0) -> None:
    """Wait until something listens there."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens at {port}")
