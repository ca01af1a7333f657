"""What we do with returns."""

from comptoir.domain.returns.actions.asking import ask_return
from comptoir.domain.returns.actions.forgetting import forget_bare_orders
from comptoir.domain.returns.actions.moving import (
    Refund,
    accept_return,
    close_return,
    reasons_to_refuse,
    receive_return,
    refund_return,
    refuse_return,
    taken_in_turn,
)

__all__ = [
    "Refund",
    "accept_return",
    "ask_return",
    "close_return",
    "forget_bare_orders",
    "reasons_to_refuse",
    "receive_return",
    "refund_return",
    "refuse_return",
    "taken_in_turn",
]
