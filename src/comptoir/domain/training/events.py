"""What happened in training: ids and plain values, no words of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("training.passed")
@dataclass(frozen=True, slots=True)
class ModulePassed:
    """A member has passed a module, or is known to have learnt it."""

    membership_id: int
    shop_id: int
    key: str


@event("training.expires")
@dataclass(frozen=True, slots=True)
class PassExpires:
    """A timer: so many days are left of a pass, none when it is over."""

    pass_id: int
    days: int


@event("training.released")
@dataclass(frozen=True, slots=True)
class NewcomerReleased:
    """A referent lets a newcomer answer on their own."""

    membership_id: int
    shop_id: int
    released_by: int
