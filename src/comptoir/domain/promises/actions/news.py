"""What one transaction has to say about promises: events for those who react, a word to those who look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from comptoir.domain.promises.dates import clause_of
from comptoir.domain.promises.events import (
    PromiseAtRisk,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseMoved,
    PromiseReleased,
)
from comptoir.domain.promises.models import Promise
from comptoir.foundation.broadcast import Delivery, on_wall, tell_all
from comptoir.foundation.outbox import announce_all

_encode = msgspec.json.Encoder().encode


class News:
    """Gathered while the books are open; events are made at the end, when new promises have their numbers."""

    def __init__(self) -> None:
        self._happened: list[Callable[[], object]] = []
        self._touched: dict[int, int] = {}

    def made(self, promise: Promise) -> None:
        due_at, audience = promise.due_at, promise.audience
        self._tell(promise, lambda: PromiseMade(*_names(promise), audience, due_at))

    def at_risk(self, promise: Promise, tell: tuple[str, ...]) -> None:
        due_at, number = promise.due_at, promise.warned
        of, owner = _of(promise), promise.owner_id
        self._tell(promise, lambda: PromiseAtRisk(*_names(promise), of, owner, due_at, number, tell))

    def broken(self, promise: Promise, tell: tuple[str, ...]) -> None:
        due_at, of, owner = promise.due_at, _of(promise), promise.owner_id
        self._tell(promise, lambda: PromiseBroken(*_names(promise), of, owner, due_at, tell))

    def kept(self, promise: Promise) -> None:
        due_at, at, owner = promise.due_at, promise.settled_at or promise.due_at, promise.owner_id
        self._tell(promise, lambda: PromiseKept(*_names(promise), owner, due_at, at))

    def released(self, promise: Promise) -> None:
        by = promise.released_by_id
        self._tell(promise, lambda: PromiseReleased(*_names(promise), by))

    def moved(self, promise: Promise, old: dt.datetime, because: str) -> None:
        new = promise.due_at
        self._tell(promise, lambda: PromiseMoved(*_names(promise), old, new, because))

    def touched(self, promise: Promise) -> None:
        """Whoever looks at its conversation should look again."""
        if promise.conversation_id:
            self._touched[promise.conversation_id] = promise.shop_id

    def announce(self) -> None:
        """Write down what happened, in the caller's transaction; those who look are told after the commit."""
        if self._happened:
            announce_all([event() for event in self._happened])
        frames = [({"t": "promises", "c": pk}, f"c:{pk}:team") for pk in self._touched]
        tell_all([Delivery((topic,), _encode(frame)) for frame, topic in frames])
        tell_all([on_wall(shop_id, pk) for pk, shop_id in self._touched.items()])

    def _tell(self, promise: Promise, event: Callable[[], object]) -> None:
        self._happened.append(event)
        self.touched(promise)


def _names(promise: Promise) -> tuple[int, int, int | None, str, str]:
    return promise.pk, promise.shop_id, promise.conversation_id, promise.kind, promise.clause


def _of(promise: Promise) -> str:
    clause = clause_of(promise)
    return clause.of if clause else ""
