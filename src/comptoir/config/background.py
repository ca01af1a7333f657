"""The worker and the mailroom, as threads of this process or as processes of their own."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from django.conf import settings

from comptoir.config.wiring import REACTIONS, SWEEPS
from comptoir.foundation import broadcast, outbox
from comptoir.foundation.worker import Worker
from comptoir.surfaces.gateway.bus import Sender
from comptoir.surfaces.gateway.waking import wake_on_news
from comptoir.surfaces.helpcentre.opened import Notebook
from comptoir.surfaces.mailroom.mailroom import Mailroom

log = logging.getLogger("comptoir")


class Background:
    """A worker with the house's wiring, a mailroom, and what writes down which articles this process has shown."""

    def __init__(self, with_worker: bool) -> None:
        self._worker = Worker(REACTIONS, SWEEPS) if with_worker else None
        self._mailroom = Mailroom() if with_worker and settings.MAILROOM != "elsewhere" else None
        self._notebook = Notebook()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work, on threads beside the server."""
        if self._worker:
            self._thread = threading.Thread(target=self._worker.run, name="worker", daemon=True)
            self._thread.start()
        if self._mailroom:
            self._mailroom.start()
        self._notebook.start()

    def stop(self) -> None:
        """End after what is under way."""
        self._notebook.stop()
        if self._mailroom:
            self._mailroom.stop()
        if self._worker and self._thread:
            self._worker.stop()
            self._thread.join(timeout=10)


def work_alone() -> None:
    """Be a worker process until it is ended."""
    _tell_others()
    if settings.REDIS_URL:
        threading.Thread(target=wake_on_news, args=(settings.REDIS_URL, outbox.waiting.set), daemon=True).start()
    Worker(REACTIONS, SWEEPS).run()


def keep_mailroom() -> None:
    """Be a mailroom process until it is ended (SIGTERM, SIGINT); what is under way is brought to its end."""
    _tell_others()
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)
    mailroom = Mailroom()
    mailroom.start()
    log.info("the mailroom is open")
    ended.wait()
    mailroom.stop()


def _tell_others() -> None:
    """Let other processes hear what this one commits."""
    if settings.REDIS_URL:
        broadcast.publish_with(Sender(settings.REDIS_URL).publish)
