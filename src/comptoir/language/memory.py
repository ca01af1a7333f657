"""What was found in sentences lately, so that a draft of which one sentence changed is read again quickly."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """The answers to the last questions; safe among threads."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def recall(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer kept, or else the one given by the function, which is then kept."""
        kept = self.kept(question)
        if kept is None:
            kept = answer()
            self.keep(question, kept)
        return kept

    def kept(self, question: Hashable) -> T | None:
        """The answer kept, if there is one."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def keep(self, question: Hashable, answer: T) -> None:
        """Keep the answer, and no more than there is room for."""
        with self._lock:
            self._kept[question] = answer
            while len(self._kept) > self._at_most:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Everything."""
        with self._lock:
            self._kept.clear()
