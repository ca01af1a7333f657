"""Shapes are taken apart by one thread at a time."""

from __future__ import annotations

import subprocess
import sys

MANY_THREADS_MEET_NEW_SHAPES = """
import sys, threading, msgspec
from uuid import UUID
from comptoir.foundation.shapes import decoded

sys.setswitchinterval(1e-6)
for n in range(200):
    shape = msgspec.defstruct(f"Shape{n}", [("key", UUID), ("words", dict[str, str], {}), ("files", tuple[UUID, ...], ())])
    start = threading.Barrier(6)
    text = b'{"key": "8c6a1d6e-9a3c-4b5f-8d1e-2f3a4b5c6d7e", "words": {"a": "b"}}'
    threads = [threading.Thread(target=lambda: (start.wait(), decoded(text, shape))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_many_threads_may_meet_a_new_shape_at_the_same_moment():
    """G8: with msgspec alone the process dies; in a process of its own, so that only this test would."""
    done = subprocess.run([sys.executable, "-c", MANY_THREADS_MEET_NEW_SHAPES], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
