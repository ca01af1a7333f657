"""What we do in watching over the answers."""

from comptoir.domain.supervision.actions.alarms import KINDS, choose_alarms
from comptoir.domain.supervision.actions.choosing import ask_review, choose_closed, choose_rated, draw_week, drop_review
from comptoir.domain.supervision.actions.reviewing import answer_review, finish_review, see_review

__all__ = [
    "KINDS",
    "answer_review",
    "ask_review",
    "choose_alarms",
    "choose_closed",
    "choose_rated",
    "draw_week",
    "drop_review",
    "finish_review",
    "see_review",
]
