"""Events that only tests know."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("test.BellRang")
@dataclass(frozen=True)
class BellRang:
    """Somebody rang."""

    door: int


@event("test.DoorOpened")
@dataclass(frozen=True)
class DoorOpened:
    """Somebody came in."""

    door: int


@event("test.FlakeFell", is_bulk=True)
@dataclass(frozen=True)
class FlakeFell:
    """One of very many."""

    number: int
