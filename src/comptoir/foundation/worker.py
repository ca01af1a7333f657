"""The worker: tells what was announced to all who react, each once, and runs the regular sweeps."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import close_old_connections, connection, transaction

from comptoir.foundation import outbox
from comptoir.foundation.clock import now
from comptoir.foundation.models import Announcement, Receipt

log = logging.getLogger(__name__)

Reaction = Callable[[Any], None]
Sweep = Callable[[dt.datetime], None]

BATCH = 200
BULK = 400
TOGETHER = 50
"""Announcements told in one transaction: so few that those who write meanwhile wait for milliseconds."""

REST = 2.0
"""What comes in bulk takes a third of the time at the most: after each transaction the worker rests so many times its length."""

LONGEST_REST = 0.2

ATTEMPTS = 12
LONGEST_WAIT = 1.0


def in_batches(reaction: Callable[[list[Any]], None]) -> Callable[[list[Any]], None]:
    """Mark a reaction that takes a list of events at once; it must not mind hearing an event twice."""
    reaction.takes_batches = True  # type: ignore[attr-defined]
    return reaction


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

    def run(self) -> None:
        """Work until `stop()`; trouble with the database is waited out."""
        while not self._stopping.is_set():
            outbox.waiting.clear()
            try:
                told = self.deliver()
                self.sweep()
            except Exception:
                log.exception("the worker could not reach its work; it tries again")
                self._drop_connection()
                told = 0
                self._stopping.wait(LONGEST_WAIT)
            if not told:
                outbox.waiting.wait(LONGEST_WAIT)
        connection.close()

    def stop(self) -> None:
        """End `run()` after what is under way."""
        self._stopping.set()
        outbox.waiting.set()

    def deliver(self, at: dt.datetime | None = None) -> int:
        """Tell what is due at `at` (default: now), oldest first; returns how many announcements were taken."""
        at = at or now()
        due = Announcement.objects.filter(failed_at=None, due_at__lte=at).order_by("due_at", "id")
        prompt = list(due.filter(is_bulk=False).values_list("id", flat=True)[:BATCH])
        for pk in prompt:
            self._tell(pk, at)
        bulk = list(due.filter(is_bulk=True).values_list("id", "name")[:BULK])
        for name in dict.fromkeys(name for _, name in bulk):
            self._tell_in_bulk(name, [pk for pk, its_name in bulk if its_name == name])
        return len(prompt) + len(bulk)

    def deliver_all(self, at: dt.datetime | None = None) -> None:
        """Tell everything that is due, also what the telling announces: for tests and for orderly stops."""
        for _ in range(1000):
            if not self.deliver(at):
                return
        raise RuntimeError("announcements without end: a reaction reacts to itself")

    def sweep(self) -> None:
        """Run the sweeps whose time has come."""
        for n, (every, sweep) in enumerate(self._sweeps):
            if time.monotonic() - self._swept[n] >= every:
                self._swept[n] = time.monotonic()
                sweep(now())

    def _tell_in_bulk(self, name: str, ids: list[int]) -> None:
        for start in range(0, len(ids), TOGETHER):
            began = time.monotonic()
            if outbox.is_known(name):
                self._tell_together(name, ids[start : start + TOGETHER])
            else:
                for pk in ids[start : start + TOGETHER]:
                    self._tell(pk, now())
            self._stopping.wait(min((time.monotonic() - began) * REST, LONGEST_REST))

    def _tell_together(self, name: str, ids: list[int]) -> None:
        try:
            with transaction.atomic():
                rows = list(_locked(Announcement.objects.filter(pk__in=ids)).order_by("id"))
                if reactions := self._reactions.get(name, []):
                    events = [outbox.read_event(row.name, row.payload) for row in rows]
                    for reaction in reactions:
                        reaction(events)
                _forget_told([row.pk for row in rows])
        except Exception:
            log.exception("a batch of %s failed; each is told alone", name)
            for pk in ids:
                self._tell(pk, now())

    def _tell(self, pk: int, at: dt.datetime) -> None:
        with transaction.atomic():
            row = _locked(Announcement.objects.filter(pk=pk, failed_at=None)).first()
            if row is None:
                return
            done = set(row.receipts.values_list("reaction", flat=True))
            reactions = self._reactions.get(row.name, [])
            trouble = [why for why in (self._react(row, each, done) for each in reactions) if why]
            if not outbox.is_known(row.name):
                # Another release wrote it, and its worker knows what to do.
                trouble = [f"nobody here knows {row.name}"]
            if trouble:
                _postpone(row, trouble, at)
            else:
                row.delete()

    def _react(self, row: Announcement, reaction: Reaction, done: set[str]) -> str:
        name = f"{reaction.__module__}.{reaction.__qualname__}"
        if name in done:
            return ""
        try:
            with transaction.atomic():
                happened = outbox.read_event(row.name, row.payload)
                reaction([happened] if getattr(reaction, "takes_batches", False) else happened)
                Receipt.objects.create(announcement=row, reaction=name)
        except Exception as error:
            log.exception("%s failed on %s %s", name, row.name, row.pk)
            return f"{name}: {error!r}"
        return ""

    def _drop_connection(self) -> None:
        try:
            connection.close()
        except Exception:
            close_old_connections()


def _forget_told(ids: list[int]) -> None:
    # Receipts are there only of what has failed before; Django would look for them row by row.
    Receipt.objects.filter(announcement_id__in=ids)._raw_delete(using=connection.alias)
    Announcement.objects.filter(pk__in=ids)._raw_delete(using=connection.alias)


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
