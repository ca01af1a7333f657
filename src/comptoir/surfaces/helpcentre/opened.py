"""Which articles are opened how often: gathered in memory, and written down together, so that reading costs no writing.

Every process that serves pages writes its own down each EVERY seconds and when it ends. One that is killed loses what was opened since it
last wrote: at most EVERY seconds of views, and nothing else.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter

from django.db import connections
from django.http import HttpRequest

from comptoir.domain.knowledge.actions import count_views

log = logging.getLogger("comptoir")

EVERY = 30.0
"""Seconds between two writings."""
_MACHINES = ("bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "python", "wget")

_opened = Counter[int]()
_lock = threading.Lock()


def count_opened(request: HttpRequest, translation_id: int) -> None:
    """Somebody has opened it; what machines open is not counted. No query: at most a number for each article is kept."""
    if request.method != "GET" or _is_machine(request):
        return
    with _lock:
        _opened[translation_id] += 1


def write_down() -> None:
    """Write down what has been gathered. What could not be written is gathered on."""
    with _lock:
        views = dict(_opened)
        _opened.clear()
    if not views:
        return
    try:
        count_views(views)
    except Exception:
        with _lock:
            _opened.update(views)
        raise


class Notebook:
    """Writes down what is opened in this process, on a thread of its own, until it is closed."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._write, name="views", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Write down what is left, and end."""
        self._closed.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=10)

    def _write(self) -> None:
        is_last = False
        while not is_last:
            is_last = self._closed.wait(self._every)
            try:
                write_down()
            except Exception:
                log.exception("what was opened in the help centre could not be written down")
            finally:
                connections.close_all()


def _is_machine(request: HttpRequest) -> bool:
    name = request.headers.get("User-Agent", "").lower()
    return not name or any(it in name for it in _MACHINES)
