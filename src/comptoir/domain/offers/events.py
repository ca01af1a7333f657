"""What happened in the wallet: ids and plain values, no codes."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("offers.given")
@dataclass(frozen=True, slots=True)
class OfferGiven:
    shop_id: int
    offer_id: int
    gift_id: int
    conversation_id: int
    membership_id: int | None
