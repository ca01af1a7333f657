"""What happened to returns: ids and plain values, no words of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("returns.moved")
@dataclass(frozen=True, slots=True)
class ReturnMoved:
    """A return has come to `state`, one of `rules.STATES`; `moved_by` is a member, or none where the shop's system said so."""

    return_id: int
    shop_id: int
    conversation_id: int
    state: str
    moved_by: int | None
