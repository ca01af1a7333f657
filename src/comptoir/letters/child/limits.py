"""The limits that a child sets itself before it reads anything, and the measure of what it has grown to."""

from __future__ import annotations

import contextlib
import math
import os
import resource
import signal
import time
from pathlib import Path

_OPEN_FILES = 64


def limit() -> None:
    """Open files, no written files, no picture of a crash. Where a system knows a limit not, it goes without."""
    for name, most in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", _OPEN_FILES),
    ):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def allow(seconds: float, megabytes: int) -> None:
    """From now on so much of the processor, then the system ends this process; and so much memory, then it is refused more."""
    _soften("RLIMIT_CPU", math.ceil(time.process_time() + seconds) + 1)
    _soften("RLIMIT_AS", megabytes * 1024 * 1024)


def _soften(name: str, most: int) -> None:
    with contextlib.suppress(AttributeError, ValueError, OSError):
        which = getattr(resource, name)
        resource.setrlimit(which, (most, resource.getrlimit(which)[1]))


def memory() -> int:
    """Megabytes that it holds; at their highest, where a system does not tell them of this moment."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    except (OSError, ValueError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
