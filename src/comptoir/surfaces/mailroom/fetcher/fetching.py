"""All mailboxes that this process fetches from: few threads visit them in turn, and at once where a server has said something."""

from __future__ import annotations

import datetime as dt
import logging
import queue
import selectors
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from comptoir.domain.channels.actions import (
    MailboxToFetch,
    lease_mailboxes,
    let_go_of,
    mailbox_troubled,
    mailbox_well,
)
from comptoir.domain.channels.connecting.access import Trouble
from comptoir.foundation.clock import now

log = logging.getLogger(__name__)

VISITORS = 8
"""Threads."""
AT_MOST = 1000
"""Mailboxes of one process: each has a connection."""
EVERY = 60.0
"""Seconds after which a mailbox is visited though nothing was said of it."""
LEASE = dt.timedelta(seconds=120)
LEASES_EVERY = 10.0
"""Seconds between two looks at which mailboxes there are."""
WELL_EVERY = dt.timedelta(minutes=5)
SOON = 1.0
WAITS = (15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0)
"""Seconds before a mailbox in trouble is tried again."""
NOT_BEFORE = {"sign_in_refused": 300.0, "token_refused": 300.0}
"""Seconds to wait at least: who knocks too often with a wrong password is locked out."""


class _Place:
    """A mailbox among the others: whether a thread is with it, and when the next visit is due."""

    def __init__(self, facts: MailboxToFetch) -> None:
        from comptoir.surfaces.mailroom.fetcher.mailbox import (
            Mailbox,
        )  # where there is none to fetch from, no library for it

        self.mailbox = Mailbox(facts)
        self.due = 0.0
        self.failures = 0
        self.is_visited = self.is_gone = False
        self.watched: Any = None
        self.well_at: dt.datetime | None = None

    @property
    def facts(self) -> MailboxToFetch:
        """What is kept about the mailbox."""
        return self.mailbox.facts


class Fetching:
    """Fetches until it is stopped."""

    def __init__(self) -> None:
        self._places: dict[int, _Place] = {}
        self._jobs: queue.SimpleQueue[_Place | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[_Place] = queue.SimpleQueue()
        self._selector = selectors.DefaultSelector()
        self._ear, self._bell = socket.socketpair()
        self._ear.setblocking(False)
        self._selector.register(self._ear, selectors.EVENT_READ)
        self._stopping = threading.Event()
        self._leased_at = -LEASES_EVERY
        self._threads = [
            threading.Thread(target=self._supervise, name="mail fetching", daemon=True),
            *(threading.Thread(target=self._visit_on, name=f"mail visitor {n}", daemon=True) for n in range(VISITORS)),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the visits that are under way, and let others fetch."""
        self._stopping.set()
        self._ring()
        for _ in range(VISITORS):
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(timeout=20)

    def _supervise(self) -> None:
        while not self._stopping.is_set():
            try:
                self._look_at_leases()
            except (DatabaseError, InterfaceError):
                log.warning("mailboxes are not fetched from now: the database is away")
                _drop_connection()
            except Exception:
                log.exception("mailboxes could not be looked at")
            self._take_back()
            for place in self._ready():
                self._send_visitor(place)
        self._end()

    def _look_at_leases(self) -> None:
        if time.monotonic() - self._leased_at < LEASES_EVERY:
            return
        self._leased_at = time.monotonic()
        at = now()
        leased = lease_mailboxes(now=at, until=at + LEASE, at_most=AT_MOST, held=list(self._places))
        facts_of = {facts.id: facts for facts in leased}
        for gone in self._places.keys() - facts_of.keys():
            self._let_go(self._places.pop(gone))
        for mailbox_id, facts in facts_of.items():
            self._welcome(mailbox_id, facts)

    def _welcome(self, mailbox_id: int, facts: MailboxToFetch) -> None:
        place = self._places.get(mailbox_id)
        if place and _is_same(place.facts, facts):
            return
        if place:
            self._let_go(place)
        self._places[mailbox_id] = _Place(facts)

    def _ready(self) -> list[_Place]:
        """Those whose servers have said something, and those whose time has come; waits for them a while."""
        at = time.monotonic()
        soonest = min((place.due for place in self._places.values() if not place.is_visited), default=at + SOON)
        told = self._selector.select(max(0.0, min(soonest - at, SOON)))
        ready = {id(key.data): key.data for key, _ in told if key.data}
        self._hear()
        at = time.monotonic()
        ready |= {id(it): it for it in self._places.values() if not it.is_visited and it.due <= at}
        return list(ready.values())

    def _send_visitor(self, place: _Place) -> None:
        self._unwatch(place)
        place.is_visited = True
        self._jobs.put(place)

    def _take_back(self) -> None:
        with suppress(queue.Empty):
            while True:
                place = self._done.get_nowait()
                place.is_visited = False
                if place.is_gone:
                    place.mailbox.close()
                elif (told_by := place.mailbox.socket()) is not None:
                    self._selector.register(told_by, selectors.EVENT_READ, place)  # type: ignore[arg-type]
                    place.watched = told_by

    def _unwatch(self, place: _Place) -> None:
        if place.watched is not None:
            with suppress(KeyError, ValueError):
                self._selector.unregister(place.watched)
            place.watched = None

    def _let_go(self, place: _Place) -> None:
        self._unwatch(place)
        place.is_gone = True
        if not place.is_visited:
            place.mailbox.close()

    def _end(self) -> None:
        ids = list(self._places)
        for place in self._places.values():
            self._let_go(place)
        with suppress(DatabaseError, InterfaceError):
            let_go_of(ids)
            connection.close()
        self._selector.close()

    def _visit_on(self) -> None:
        while (place := self._jobs.get()) is not None and not self._stopping.is_set():
            try:
                self._visit(place)
            except Exception:
                log.exception("a visit to mailbox %s failed", place.facts.id)
                place.mailbox.close()
                self._wait(place, "")
                _drop_connection()
            self._done.put(place)
            self._ring()
        _drop_connection()

    def _visit(self, place: _Place) -> None:
        at = now()
        try:
            place.mailbox.visit(at)
        except Trouble as trouble:
            self._wait(place, trouble.code)
            # A connection that was lost is not yet a trouble: servers end them now and then.
            if place.failures > 1 or trouble.code != "connection_lost":
                place.well_at = None
                mailbox_troubled(mailbox_id=place.facts.id, why=trouble.code, now=at)
            return
        place.failures, place.due = 0, time.monotonic() + EVERY
        if place.well_at is None or at - place.well_at >= WELL_EVERY:
            mailbox_well(mailbox_id=place.facts.id, now=at)
            place.well_at = at

    def _wait(self, place: _Place, code: str) -> None:
        place.failures += 1
        if place.failures == 1 and code == "connection_lost":
            wait = SOON
        else:
            wait = max(WAITS[min(place.failures, len(WAITS)) - 1], NOT_BEFORE.get(code, 0.0))
        place.due = time.monotonic() + wait

    def _ring(self) -> None:
        with suppress(OSError):
            self._bell.send(b".")

    def _hear(self) -> None:
        with suppress(OSError):
            while self._ear.recv(4096):
                pass


def _is_same(one: MailboxToFetch, other: MailboxToFetch) -> bool:
    """Whether it is fetched from as before; how far we have come, and how the tokens stand, we know better ourselves."""
    was_begun_anew = bool(one.uidvalidity) and not other.uidvalidity
    names = [(it.access, it.folder, it.oauth and (it.oauth.provider, it.oauth.client)) for it in (one, other)]
    return names[0] == names[1] and not was_begun_anew


def _drop_connection() -> None:
    with suppress(DatabaseError, InterfaceError):
        connection.close()
