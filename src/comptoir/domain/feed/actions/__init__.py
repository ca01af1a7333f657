"""What we do with feeds."""

from comptoir.domain.feed.actions.changing import edit, hide, note_became, pin, show, take_back
from comptoir.domain.feed.actions.filing import ABANDONED_AFTER, forget_abandoned, keep_file
from comptoir.domain.feed.actions.forgetting import forget_old_threads
from comptoir.domain.feed.actions.marking import mark_answer, react, read, see_answers
from comptoir.domain.feed.actions.saying import Chosen, say

__all__ = [
    "ABANDONED_AFTER",
    "Chosen",
    "edit",
    "forget_abandoned",
    "forget_old_threads",
    "hide",
    "keep_file",
    "mark_answer",
    "note_became",
    "pin",
    "react",
    "read",
    "say",
    "see_answers",
    "show",
    "take_back",
]
