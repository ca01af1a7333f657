"""A clamd of a test's own, that knows one thing: the harmless file by which scanners are tried."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from comptoir.letters.viruses import Clean, scan
from tests.requirements import required

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class OwnClamd:
    """A scanner with limits so small that a test can pass them. Skips or fails where clamd is not installed."""

    def __init__(self) -> None:
        required("servers", bool(shutil.which("clamd")), "no clamd here: install clamav-daemon")
        self._folder = Path(tempfile.mkdtemp(prefix="comptoir-clamd-"))
        self.at = str(self._folder / "clamd.ctl")
        signatures = self._folder / "signatures"
        signatures.mkdir()
        (signatures / "test.ndb").write_text(f"Comptoir.Test:0:0:{EICAR.hex()}\n")
        (self._folder / "clamd.conf").write_text(
            f"DatabaseDirectory {signatures}\nLocalSocket {self.at}\nForeground yes\nStreamMaxLength 4M\n"
            f"TemporaryDirectory {self._folder}\nAlertExceedsMax yes\nAlertEncrypted yes\nMaxRecursion 5\n"
            f"LogFile {self._folder}/log\n"
        )
        self._process = subprocess.Popen(
            ["clamd", "-c", str(self._folder / "clamd.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()

    def stop(self) -> None:
        """End it, and leave its socket as a crash would."""
        self._process.kill()
        self._process.wait(10)

    def close(self) -> None:
        """End it for good."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while scan(b"hello", self.at) != Clean():
            if time.monotonic() > until or self._process.poll() is not None:
                self.close()
                raise AssertionError("clamd did not start")
            time.sleep(0.1)
