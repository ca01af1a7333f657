"""Pages, asked for one after the other by a signed-in user; the answers are read whole and checked."""

from __future__ import annotations

import http.client
import time
from typing import Any
from urllib.parse import urlsplit


class Pages:
    """A browser's cookies and one lasting connection."""

    def __init__(self, url: str, cookie: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self._headers = {"Cookie": f"comptoir={cookie}", "Accept": "text/html"}

    def seconds(self, path: str, must_hold: str = "") -> float:
        """Ask for a page; returns how long it took."""
        start = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        taken = time.perf_counter() - start
        if answer.status != 200 or must_hold.encode() not in body:
            raise RuntimeError(f"{path}: {answer.status} {body[:300]!r}")
        return taken

    def many(self, path: str, times: int, must_hold: str = "") -> list[float]:
        """The same page several times, after a warm-up."""
        self.seconds(path, must_hold)
        return [self.seconds(path, must_hold) for _ in range(times)]


def shown(name: str, taken: list[float]) -> dict[str, Any]:
    """A line for people."""
    ordered = sorted(taken)
    middle, high = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000
    print(f"  {name}: p50 {middle:.1f} ms, p95 {high:.1f} ms ({len(taken)} times)", flush=True)
    return {"p50": middle, "p95": high}
