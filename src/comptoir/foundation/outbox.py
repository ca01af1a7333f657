"""The outbox: what happened is written down in the same transaction, and told afterwards, once, to all who react.

A timer is an announcement for later: `announce(event, at=…, key=…)`. Whoever hears a late event looks at the present state first.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import msgspec
from django.db import connection, transaction

from comptoir.foundation.clock import now
from comptoir.foundation.models import Announcement
from comptoir.foundation.rows import insert_rows
from comptoir.foundation.shapes import decoded

Event = TypeVar("Event")

BULK = 20
"""Events of one announcement at the most."""

_names: dict[type, str] = {}
_types: dict[str, type] = {}
_bulk: set[type] = set()
_encoder = msgspec.json.Encoder()
_cause: ContextVar[str] = ContextVar("cause", default="")

waiting = threading.Event()
"""Set when something was announced in this process; the worker of this process waits for it."""

wake_others: list[Callable[[], None]] = []
"""How to wake the workers of other processes, once the bus is there."""


def event(name: str, *, is_bulk: bool = False) -> Callable[[type[Event]], type[Event]]:
    """Register a frozen dataclass as an event under a stable `name` (renaming one is a data change: rows may be waiting).

    What comes in bulk is told after all else that is due, and only to reactions that take batches. All that one
    transaction announces of it is written down together.
    """

    def register(cls: type[Event]) -> type[Event]:
        assert _types.setdefault(name, cls) is cls, f"two events are called {name}"
        _names[cls] = name
        if is_bulk:
            _bulk.add(cls)
        return cls

    return register


def event_name(cls: type) -> str:
    """The stable name of an event type."""
    return _names[cls]


def is_known(name: str) -> bool:
    """Whether an event type is registered under this name."""
    return name in _types


def read_events(name: str, payload: str) -> list[object]:
    """The events that an announcement holds. Raises `KeyError` for a name nobody knows (another release wrote it)."""
    cls = _types[name]
    if cls not in _bulk:
        return [decoded(payload, cls)]
    found: list[object] = decoded(payload, list[cls])  # type: ignore[valid-type]
    return found


def facts_of(failed: Announcement) -> dict[str, Any]:
    """The plain values of an event that failed for good, also of one that nobody here knows; it stands by itself."""
    facts = json.loads(failed.payload)
    return dict(facts[0] if isinstance(facts, list) else facts)


@contextmanager
def because_of(cause: str) -> Iterator[None]:
    """Within, all that is announced carries this cause; so does what follows from it, however far, also after a timer."""
    token = _cause.set(cause)
    try:
        yield
    finally:
        _cause.reset(token)


def present_cause() -> str:
    """The cause of what is told or done at this moment; empty where a person, or nothing in particular, is it."""
    return _cause.get()


def announce(happened: object, *, caused_by: str = "", at: dt.datetime | None = None, key: str | None = None) -> None:
    """Write down that something happened, in the caller's transaction; it is told after the commit, or at `at`.

    With a `key` there is at most one such announcement waiting: a newer one takes the place of the older.
    """
    if key is not None:
        forget(key)
    announce_all([happened], caused_by=caused_by, at=at, key=key)


def announce_all(
    happened: Sequence[object], *, caused_by: str = "", at: dt.datetime | None = None, key: str | None = None
) -> None:
    """Write down several things that happened, with one statement; without a cause of their own they carry the present one."""
    caused_by = caused_by or present_cause()
    if not connection.in_atomic_block:
        raise RuntimeError("announce() belongs in the transaction of what it announces")
    due_at = at or now()
    insert_rows(
        Announcement,
        ["name", "payload", "is_bulk", "events", "caused_by", "key", "due_at", "attempts", "failed_at", "last_error"],
        [
            (_names[kind], _encoder.encode(what).decode(), kind in _bulk, events, caused_by, key, due_at, 0, None, "")
            for kind, events, what in _announcements(happened)
        ],
    )
    transaction.on_commit(wake)


def _announcements(happened: Sequence[object]) -> Iterator[tuple[type, int, object]]:
    """What is written down together: each event by itself, those that come in bulk by their kind; with their number."""
    in_bulk: dict[type, list[object]] = {}
    for it in happened:
        if type(it) in _bulk:
            in_bulk.setdefault(type(it), []).append(it)
        else:
            yield type(it), 1, it
    for kind, events in in_bulk.items():
        for start in range(0, len(events), BULK):
            portion = events[start : start + BULK]
            yield kind, len(portion), portion


def announced_singly(announcement: Announcement) -> list[Announcement]:
    """An announcement of several events as one for each, to be told by themselves. Use inside a transaction."""
    events = read_events(announcement.name, announcement.payload)
    facts = {
        "name": announcement.name,
        "is_bulk": True,
        "due_at": announcement.due_at,
        "caused_by": announcement.caused_by,
    }
    alone = [Announcement(payload=_encoder.encode([it]).decode(), **facts) for it in events]
    announcement.delete()
    return Announcement.objects.bulk_create(alone)


def forget(key: str) -> None:
    """Take back an announcement that is still waiting under `key`, if there is one."""
    Announcement.objects.filter(key=key).delete()


def wake() -> None:
    """Tell the workers that there is something to do."""
    waiting.set()
    for wake_other in wake_others:
        wake_other()


def failures(limit: int = 100) -> list[Announcement]:
    """Announcements that failed for good, newest first."""
    return list(Announcement.objects.exclude(failed_at=None).order_by("-failed_at", "-id")[:limit])


def tell_again(announcement_id: int, at: dt.datetime) -> None:
    """Give an announcement that failed for good its tries anew; what has reacted to it already does not react twice."""
    failed = Announcement.objects.filter(pk=announcement_id).exclude(failed_at=None)
    failed.update(failed_at=None, attempts=0, due_at=at)
    transaction.on_commit(wake)
