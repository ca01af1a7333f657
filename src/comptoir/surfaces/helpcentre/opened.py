"""Which articles are opened how often: gathered here, and written down together, so that reading costs no writing."""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.http import HttpRequest

from comptoir.domain.knowledge.actions import count_views

TOGETHER, AFTER = 50, 30.0
"""Views that are written down at once, and the seconds after which those that have come are."""
_MACHINES = ("bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "python", "wget")

_opened = Counter[int]()
_lock = threading.Lock()
_since = 0.0


def count_opened(request: HttpRequest, translation_id: int) -> None:
    """Somebody has opened it; what machines open is not counted."""
    global _since
    if request.method != "GET" or _is_machine(request):
        return
    with _lock:
        _opened[translation_id] += 1
        _since = _since or time.monotonic()
        is_due = _opened.total() >= TOGETHER or time.monotonic() - _since >= AFTER
    if is_due:
        write_down()


def write_down() -> None:
    """Write down what has been gathered."""
    global _since
    with _lock:
        views, _since = dict(_opened), 0.0
        _opened.clear()
    count_views(views)


def _is_machine(request: HttpRequest) -> bool:
    name = request.headers.get("User-Agent", "").lower()
    return not name or any(it in name for it in _MACHINES)
