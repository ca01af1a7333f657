"""Keeping what came in, several mails in one transaction. Whoever waits for the answer knows then that it is on the disk."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection

from comptoir.domain.channels.actions import CameIn, keep_mails
from comptoir.foundation.clock import now

log = logging.getLogger(__name__)

TOGETHER = 32
"""Deliveries in one transaction, at the most."""
BYTES_TOGETHER = 40 * 1024 * 1024
WAITING_AT_MOST = 100

Keep = Callable[[Sequence[CameIn]], object]


class StoreIsAway(Exception):
    """Nothing can be kept now; whoever brought it shall come again."""


class _Delivery(NamedTuple):
    mails: Sequence[CameIn]
    done: Future[None]


def keep(mails: Sequence[CameIn]) -> None:
    """Keep them in one transaction, and let them be worked on."""
    keep_mails(mails, now=now())


class Keeper:
    """A thread that keeps what others bring; a delivery is kept whole or not at all."""

    def __init__(self, keep: Keep = keep) -> None:
        self._keep = keep
        self._waiting: queue.Queue[_Delivery | None] = queue.Queue(WAITING_AT_MOST)
        self._thread = threading.Thread(target=self._run, name="mail keeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End once everything that was brought is kept."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join(timeout=20)

    def bring(self, mails: Sequence[CameIn]) -> Future[None]:
        """Keep these; the future ends when they are on the disk, or with `StoreIsAway`."""
        done: Future[None] = Future()
        try:
            self._waiting.put_nowait(_Delivery(mails, done))
        except queue.Full:
            done.set_exception(StoreIsAway())
        return done

    def _run(self) -> None:
        first = self._waiting.get()
        while first is not None:
            batch, is_last = self._gathered(first)
            self._keep_together(batch)
            first = None if is_last else self._waiting.get()
        connection.close()

    def _gathered(self, first: _Delivery) -> tuple[list[_Delivery], bool]:
        batch, size = [first], _size(first)
        while len(batch) < TOGETHER and size < BYTES_TOGETHER:
            try:
                more = self._waiting.get_nowait()
            except queue.Empty:
                break
            if more is None:
                return batch, True
            batch.append(more)
            size += _size(more)
        return batch, False

    def _keep_together(self, batch: list[_Delivery]) -> None:
        trouble = self._tried([mail for delivery in batch for mail in delivery.mails])
        if trouble is None or len(batch) == 1:
            for delivery in batch:
                _answer(delivery, trouble)
            return
        for delivery in batch:
            _answer(delivery, self._tried(delivery.mails))

    def _tried(self, mails: Sequence[CameIn]) -> Exception | None:
        try:
            self._keep(mails)
        except (DatabaseError, InterfaceError) as error:
            log.warning("mail could not be kept: the database is away (%s)", type(error).__name__)
            _drop_connection()
            return StoreIsAway()
        except Exception as error:
            log.exception("mail could not be kept")
            return error
        return None


def _answer(delivery: _Delivery, trouble: Exception | None) -> None:
    if delivery.done.set_running_or_notify_cancel():
        delivery.done.set_exception(trouble) if trouble else delivery.done.set_result(None)


def _size(delivery: _Delivery) -> int:
    return sum(len(mail.raw) for mail in delivery.mails)


def _drop_connection() -> None:
    try:
        connection.close()
    except (DatabaseError, InterfaceError):
        connection.connection = None
