"""The worker: tells what was announced to all who react, each once, and runs the regular sweeps."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from comptoir.foundation import outbox
from comptoir.foundation.clock import now
from comptoir.foundation.models import Announcement, Receipt

log = logging.getLogger(__name__)

Thing = TypeVar("Thing")
Reaction = Callable[[Any], Any]
Sweep = Callable[[dt.datetime], None]

BATCH = 200
TOGETHER = 20
"""Events told in one transaction, at the most: so few that those who write meanwhile wait for milliseconds."""
PAUSE = 0.05
"""Seconds between two looks at what is due, while the worker rests and others announce all the time."""

ATTEMPTS = 12
LONGEST_WAIT = 1.0

Writing = Callable[[], object]
BatchReaction = Callable[[list[Any]], Writing | None]


def in_batches(reaction: BatchReaction) -> BatchReaction:
    """Mark a reaction that takes a list of events at once; it must not mind hearing an event twice.

    It reads and reckons, and returns what is to be written: only that keeps others from writing, where one writes at a time.
    """
    reaction.takes_batches = True  # type: ignore[attr-defined]
    return reaction


def each_alone(act: Callable[[Thing], object], things: Iterable[Thing]) -> None:
    """For sweeps: act on each, so that one which fails does not keep the others from theirs; `act` is a transaction.

    What fails is logged, and comes again with the next sweep. When the database is away, none is tried in vain.
    """
    for thing in things:
        try:
            act(thing)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("%s failed on %s", getattr(act, "__qualname__", act), thing)


class Worker:
    """Tells announcements to `reactions` and runs `sweeps` (seconds between runs, function of the time)."""

    def __init__(
        self,
        reactions: Mapping[type, Sequence[Reaction]],
        sweeps: Sequence[tuple[float, Sweep]] = (),
    ) -> None:
        self._reactions = {outbox.event_name(cls): list(those) for cls, those in reactions.items()}
        self._sweeps = list(sweeps)
        self._swept = [0.0] * len(self._sweeps)
        self._stopping = threading.Event()
        self._rested_at = 0.0

    def run(self) -> None:
        """Work until `stop()`; trouble with the database is waited out."""
        while not self._stopping.is_set():
            outbox.waiting.clear()
            try:
                told = self.work()
                self.sweep()
            except Exception:
                log.exception("the worker could not reach its work; it tries again")
                self._drop_connection()
                told = 0
                self._stopping.wait(LONGEST_WAIT)
            if not told:
                self._wait()
        connection.close()

    def stop(self) -> None:
        """End `run()` after what is under way."""
        self._stopping.set()
        outbox.waiting.set()

    def work(self) -> int:
        """Tell what is due now, of what comes in bulk one portion; returns how many announcements were taken."""
        return self._tell_prompt(now()) + self._tell_some_bulk(now())

    def deliver(self, at: dt.datetime | None = None) -> int:
        """Tell what is due at `at` (default: now), oldest first; returns how many announcements were taken."""
        at = at or now()
        told = self._tell_prompt(at)
        for name, ids in self._bulk_due(at):
            told += self._tell_in_bulk(name, ids)
        return told

    def deliver_all(self, at: dt.datetime | None = None) -> None:
        """Tell everything that is due, also what the telling announces: for tests and for orderly stops."""
        for _ in range(1000):
            if not self.deliver(at):
                return
        raise RuntimeError("announcements without end: a reaction reacts to itself")

    def sweep(self) -> None:
        """Run the sweeps whose time has come; one that fails comes again in its time, and does not stop the others."""
        for n, (every, sweep) in enumerate(self._sweeps):
            if time.monotonic() - self._swept[n] >= every:
                self._swept[n] = time.monotonic()
                try:
                    sweep(now())
                except Exception:
                    log.exception("the sweep %s failed", getattr(sweep, "__qualname__", sweep))

    def _tell_prompt(self, at: dt.datetime) -> int:
        ids = list(_due(at).filter(is_bulk=False).values_list("id", flat=True)[:BATCH])
        return sum(self._tell(pk, at) for pk in ids)

    def _tell_some_bulk(self, at: dt.datetime) -> int:
        """Tell one group of what comes in bulk, unless the worker still rests from the last one."""
        if time.monotonic() < self._rested_at:
            return 0
        rest = Rest()
        name, ids = next(self._bulk_due(at), ("", []))
        told = self._tell_in_bulk(name, ids) if ids else 0
        self._rested_at = time.monotonic() + rest.seconds()
        return told

    def _bulk_due(self, at: dt.datetime) -> Iterator[tuple[str, list[int]]]:
        rows = _due(at).filter(is_bulk=True).values_list("name", "caused_by", "id", "events")[:TOGETHER]
        return _told_together([((name, cause), pk, events) for name, cause, pk, events in rows])

    def _tell_in_bulk(self, name: str, ids: list[int]) -> int:
        if outbox.is_known(name):
            return self._tell_together(name, ids)
        return sum(self._tell(pk, now()) for pk in ids)

    def _tell_together(self, name: str, ids: list[int]) -> int:
        try:
            with _claim():
                rows = list(_locked(Announcement.objects.filter(pk__in=ids)).order_by("id"))
                if not rows:
                    return 0
                reactions = self._reactions.get(name, [])
                events = [it for row in rows for it in outbox.read_events(row.name, row.payload)] if reactions else []
                cause = rows[0].caused_by
                with outbox.because_of(cause):
                    writings = [reaction(events) for reaction in reactions]
                with transaction.atomic(), outbox.because_of(cause):
                    if _forget_told([row.pk for row in rows]) < len(rows):
                        # Another worker has told some of them meanwhile; what is left comes again.
                        transaction.set_rollback(True)
                        return 0
                    for write in filter(None, writings):
                        write()
        except Exception:
            log.exception("a batch of %s failed; each is told alone", name)
            return sum(self._tell(pk, now()) for pk in _singly(ids))
        return len(rows)

    def _tell(self, pk: int, at: dt.datetime) -> bool:
        """Tell one announcement; says whether it was here to be told, and not with another worker."""
        with transaction.atomic():
            row = _locked(Announcement.objects.filter(pk=pk, failed_at=None)).first()
            if row is None:
                return False
            reactions = {_name_of(each): each for each in self._reactions.get(row.name, [])}
            for name in row.receipts.values_list("reaction", flat=True) if row.last_error else ():
                reactions.pop(name, None)
            failed = {name: why for name, each in reactions.items() if (why := self._react(row, each))}
            trouble = [f"{name}: {why}" for name, why in failed.items()]
            if not outbox.is_known(row.name):
                # Another release wrote it, and its worker knows what to do.
                trouble = [f"nobody here knows {row.name}"]
            if trouble:
                Receipt.objects.bulk_create(
                    [Receipt(announcement=row, reaction=it) for it in reactions.keys() - failed]
                )
                _postpone(row, trouble, at)
            else:
                _forget_told([row.pk])
        return True

    def _react(self, row: Announcement, reaction: Reaction) -> str:
        """Run one reaction whole or not at all; returns what went wrong."""
        try:
            with transaction.atomic(), outbox.because_of(row.caused_by):
                happened = outbox.read_events(row.name, row.payload)
                for heard in [happened] if getattr(reaction, "takes_batches", False) else happened:
                    if write := reaction(heard):
                        write()
        except Exception as error:
            log.exception("%s failed on %s %s", _name_of(reaction), row.name, row.pk)
            return repr(error)
        return ""

    def _wait(self) -> None:
        rest = self._rested_at - time.monotonic()
        if rest > 0:
            self._stopping.wait(min(rest, PAUSE))
        outbox.waiting.wait(min(rest, self._sweeps_in()) if rest > 0 else self._sweeps_in())

    def _sweeps_in(self) -> float:
        """Seconds until the next sweep, so that none is late by more than its own work; at the most the longest wait."""
        at = time.monotonic()
        soonest = min(
            (was + every - at for was, (every, _) in zip(self._swept, self._sweeps, strict=True)), default=LONGEST_WAIT
        )
        return min(max(soonest, 0.0), LONGEST_WAIT)

    def _drop_connection(self) -> None:
        try:
            connection.close()
        except Exception:
            close_old_connections()


def _name_of(reaction: Reaction) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


def _due(at: dt.datetime) -> Any:
    return Announcement.objects.filter(failed_at=None, due_at__lte=at).order_by("due_at", "id")


class Rest:
    """How long to rest after something that can wait, so that those who write meanwhile keep the processor and the locks.

    Twenty times its length where the rest of this process was busy all the time, hardly where it was idle.
    """

    MOST, LONGEST = 20.0, 2.0

    def __init__(self) -> None:
        self._wall, self._own, self._all = time.monotonic(), time.thread_time(), time.process_time()

    def seconds(self) -> float:
        """The rest that has been earned by now."""
        took = time.monotonic() - self._wall
        others = (time.process_time() - self._all) - (time.thread_time() - self._own)
        busy = min(1.0, max(0.0, others) / took) if took else 0.0
        return min(took * self.MOST * busy, self.LONGEST)


def _told_together(waiting: Sequence[tuple[tuple[str, str], int, int]]) -> Iterator[tuple[str, list[int]]]:
    """The numbers of announcements (name and cause, number, events) told in one transaction, by name: never of two causes."""
    for kind in dict.fromkeys(kind for kind, _, _ in waiting):
        group, size = list[int](), 0
        for pk, events in [(pk, events) for its_kind, pk, events in waiting if its_kind == kind]:
            if group and size + events > TOGETHER:
                yield kind[0], group
                group, size = [], 0
            group.append(pk)
            size += events
        yield kind[0], group


def _singly(ids: Sequence[int]) -> list[int]:
    """The numbers of announcements that hold one event each, for these that hold several."""
    with transaction.atomic():
        rows = list(_locked(Announcement.objects.filter(pk__in=ids)).order_by("id"))
        return [alone.pk for row in rows for alone in outbox.announced_singly(row)]


def _claim() -> AbstractContextManager[Any]:
    """While a portion is read: other workers leave locked announcements alone. Where there are no such locks, the first one writes."""
    return transaction.atomic() if connection.features.has_select_for_update_skip_locked else nullcontext()


def _forget_told(ids: list[int]) -> int:
    """How many of them were still there."""
    # Receipts are there only of what has failed before; Django would look for them row by row.
    Receipt.objects.filter(announcement_id__in=ids)._raw_delete(using=connection.alias)
    return int(Announcement.objects.filter(pk__in=ids)._raw_delete(using=connection.alias))


def _locked(rows: Any) -> Any:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _postpone(row: Announcement, trouble: list[str], at: dt.datetime) -> None:
    row.attempts += 1
    row.last_error = "\n".join(trouble)[:2000]
    if row.attempts >= ATTEMPTS:
        row.failed_at = at
    else:
        row.due_at = at + dt.timedelta(seconds=min(2**row.attempts, 3600))
    row.save(update_fields=["attempts", "last_error", "failed_at", "due_at"])
