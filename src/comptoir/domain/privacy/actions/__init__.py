"""What we do with privacy requests."""

from comptoir.domain.privacy.actions.asking import ask_right
from comptoir.domain.privacy.actions.counting import tell_counted_anew
from comptoir.domain.privacy.actions.moving import (
    answer_request,
    confirm_identity,
    extend_term,
    refuse_request,
    withdraw_request,
)
from comptoir.domain.privacy.actions.reading import forget_access, forget_written, record_access

__all__ = [
    "answer_request",
    "ask_right",
    "confirm_identity",
    "extend_term",
    "forget_access",
    "forget_written",
    "record_access",
    "refuse_request",
    "tell_counted_anew",
    "withdraw_request",
]
