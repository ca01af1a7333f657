"""What happened in watching over the answers: ids and plain values, no words of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("supervision.review_finished")
@dataclass(frozen=True, slots=True)
class ReviewFinished:
    review_id: int
    conversation_id: int
    shop_id: int
    membership_id: int
    reviewer_id: int
