"""What consoles are told of training."""

from __future__ import annotations

import msgspec

from comptoir.foundation.broadcast import tell

_encode = msgspec.json.Encoder().encode


def tell_training(user_id: int, key: str, days: int) -> None:
    """Tell a member's consoles that something has moved: a pass ends in so many days, or (-1) their standing is another."""
    tell([f"user:{user_id}"], _encode({"t": "training", "module": key, "days": days}))
