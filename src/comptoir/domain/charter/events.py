"""What happened with charters."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("charter.applied")
@dataclass(frozen=True, slots=True)
class CharterApplied:
    """A shop has a new version of its charter; it may come into force on a later day."""

    shop_id: int
    version_id: int
    number: int
