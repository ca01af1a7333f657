"""What happened to privacy requests: ids and plain values, no words of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("privacy.moved")
@dataclass(frozen=True, slots=True)
class RightsRequestMoved:
    """A privacy request went a `step` further, one of `rules.STEPS`; `moved_by` is a member."""

    request_id: int
    shop_id: int
    conversation_id: int
    right: str
    step: str
    moved_by: int
