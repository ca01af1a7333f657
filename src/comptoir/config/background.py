"""The worker, as a thread of this process or as a process of its own."""

from __future__ import annotations

import threading

from django.conf import settings

from comptoir.config.wiring import REACTIONS, SWEEPS
from comptoir.foundation import broadcast, outbox
from comptoir.foundation.worker import Worker
from comptoir.surfaces.gateway.bus import Sender
from comptoir.surfaces.gateway.waking import wake_on_news


class Background:
    """A worker with the house's wiring."""

    def __init__(self, with_worker: bool) -> None:
        self._worker = Worker(REACTIONS, SWEEPS) if with_worker else None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work, on a thread beside the server."""
        if self._worker:
            self._thread = threading.Thread(target=self._worker.run, name="worker", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after what is under way."""
        if self._worker and self._thread:
            self._worker.stop()
            self._thread.join(timeout=10)


def work_alone() -> None:
    """Be a worker process until it is ended."""
    if settings.REDIS_URL:
        broadcast.publish_with(Sender(settings.REDIS_URL).publish)
        threading.Thread(target=wake_on_news, args=(settings.REDIS_URL, outbox.waiting.set), daemon=True).start()
    Worker(REACTIONS, SWEEPS).run()
