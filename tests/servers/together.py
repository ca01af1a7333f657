"""Acts begun together on PostgreSQL, as several people do them at one moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from comptoir.foundation.errors import Refusal


def all_at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run `acts` in as many threads, begun together; a refusal is an outcome like another, anything else is raised."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
