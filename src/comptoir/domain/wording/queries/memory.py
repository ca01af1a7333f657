"""What was said lately, so that the same draft is not read twice: the composer asks, then whoever posts it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """The last answers of this process, at most so many; safe among threads."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._kept: OrderedDict[Hashable, tuple[T, float]] = OrderedDict()
        self._lock = Lock()

    def recall(self, question: Hashable) -> T | None:
        """What was answered, or nothing."""
        with self._lock:
            found = self._kept.get(question)
            if found is None:
                return None
            self._kept.move_to_end(question)
        answer, until = found
        return answer if not until or time.monotonic() < until else None

    def keep(self, question: Hashable, answer: T, *, seconds: float = 0.0) -> None:
        """Remember the answer: for some seconds, or as long as there is room."""
        with self._lock:
            self._kept[question] = (answer, time.monotonic() + seconds if seconds else 0.0)
            self._kept.move_to_end(question)
            while len(self._kept) > self._at_most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Remember nothing."""
        with self._lock:
            self._kept.clear()
