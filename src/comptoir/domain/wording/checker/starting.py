"""Starting the checker where none listens. Several processes may want to at once: the lock lets one of them stay."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from comptoir.domain.wording.checker import place

log = logging.getLogger("comptoir.checker")

NOT_AGAIN_FOR = 3.0
"""Seconds between two starts by this process; doubled up to a minute while what was started does not stay."""
_LONGEST_PAUSE = 60.0


class Starter:
    """Starts the checker of a place, and not too often. From any thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._last: subprocess.Popen[bytes] | None = None
        self._not_before = 0.0
        self._pause = NOT_AGAIN_FOR
        self._has_complained = False

    def start(self, path: Path) -> bool:
        """Whether a checker is there or on its way, started now if need be."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._turn:
                if place.is_taken(path):
                    return not self._is_elsewhere(path)
                return self._is_on_its_way() or self._started(path)
        except OSError as error:
            log.warning("the checker cannot be started: %s", error)
            return False

    def stays(self) -> None:
        """It was seen to answer: the next start need not wait long."""
        self._pause = NOT_AGAIN_FOR

    def _is_elsewhere(self, path: Path) -> bool:
        if not place.is_elsewhere(path):
            return False
        if not self._has_complained:
            log.warning(
                "another host's checker has %s: let COMPTOIR_CHECKER_SOCKET name a path of this host's own", path
            )
            self._has_complained = True
        return True

    def _is_on_its_way(self) -> bool:
        return self._last is not None and self._last.poll() is None

    def _started(self, path: Path) -> bool:
        now = time.monotonic()
        if now < self._not_before:
            return False
        self._not_before, self._pause = now + self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        command = [sys.executable, "-m", "comptoir.domain.wording.checker.server", "--socket", str(path)]
        with os.fdopen(os.open(path.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            # A session of its own: what ends this process at a terminal leaves the others' checker alone.
            self._last = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd="/",
                env=_environment(),
                start_new_session=True,
            )
        log.info("the checker was started; it writes to %s", path.with_suffix(".log"))
        return True


def _environment() -> dict[str, str]:
    """Ours, with the path by which this package was found."""
    ours = dict(os.environ)
    package = str(Path(__file__).parents[4])
    others = [each for each in ours.get("PYTHONPATH", "").split(os.pathsep) if each]
    return ours | {"PYTHONPATH": os.pathsep.join(dict.fromkeys((package, *others)))}
