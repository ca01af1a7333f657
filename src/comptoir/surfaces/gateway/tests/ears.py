"""Listeners that remember what they hear."""

from __future__ import annotations

import json
from typing import Any


class RememberedWire:
    """A wire that keeps each write, and the close code."""

    def __init__(self) -> None:
        self.writes: list[list[bytes]] = []
        self.closed: int | None = None
        self.is_broken = False

    def write(self, frames: list[bytes]) -> None:
        if self.is_broken:
            raise RuntimeError("this line is broken")
        self.writes.append(frames)

    def close(self, code: int) -> None:
        self.closed = code


class Ear:
    """A listener as the hub needs it."""

    def __init__(self, language: str = "en") -> None:
        self.wire = RememberedWire()
        self.topics: set[str] = set()
        self.language = language
        self.out: list[bytes] = []

    @property
    def heard(self) -> list[dict[str, Any]]:
        """Every frame that was written, in order."""
        return [json.loads(payload(frame)) for frames in self.wire.writes for frame in frames]


def payload(frame: bytes) -> bytes:
    """What a prepared WebSocket frame carries."""
    size = frame[1]
    return frame[{126: 4, 127: 10}.get(size, 2) :]
