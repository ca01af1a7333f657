"""Questions that wait for the one thread that reads: those an agent waits for first, newer drafts in the place of older."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from comptoir.domain.wording.checker.frames import Answered, CustomerQuestion, ReplyQuestion

AT_MOST = 256
"""Questions that wait. Who comes later is told so, and reads by himself what he can."""


@dataclass(slots=True, eq=False)
class Waiting:
    """A question and the line on which it came. `tell` may be called from any thread."""

    n: int
    question: ReplyQuestion | CustomerQuestion
    line: object
    tell: Callable[[Answered], None]


class Queue:
    """What waits. From any thread."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._at_most = at_most
        self._replies: dict[object, Waiting] = {}
        self._customers: dict[object, Waiting] = {}
        self._changed = threading.Condition()
        self.is_closed = False
        self._is_woken = False

    def put(self, waiting: Waiting) -> None:
        """Let it wait, in the place of an older one of the same key; when too many wait it is told "busy"."""
        lane = self._replies if isinstance(waiting.question, ReplyQuestion) else self._customers
        name: object = waiting.question.key or waiting
        with self._changed:
            older = lane.get(name)
            is_room = older is not None or len(self._replies) + len(self._customers) < self._at_most
            if is_room:
                lane[name] = waiting
                self._changed.notify()
        if older:
            older.tell(Answered(n=older.n, error="superseded"))
        if not is_room:
            waiting.tell(Answered(n=waiting.n, error="busy"))

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self._replies or self._customers)

    def drop(self, line: object) -> None:
        """Forget what came on a line that is closed."""
        with self._changed:
            for lane in (self._replies, self._customers):
                for name in [name for name, waiting in lane.items() if waiting.line is line]:
                    del lane[name]

    def wake(self) -> None:
        """Let who waits for a question look after other things."""
        with self._changed:
            self._is_woken = True
            self._changed.notify()

    def take(self, within: float | None) -> Waiting | None:
        """The next question, waited for some seconds, or for ever (None): then there is none only when the queue is closed or
        somebody woke who waits."""
        with self._changed:
            self._changed.wait_for(lambda: self._replies or self._customers or self.is_closed or self._is_woken, within)
            self._is_woken = False
            lane = self._replies or self._customers
            return lane.pop(next(iter(lane))) if lane and not self.is_closed else None

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()
