"""What we decide in watching over the answers: plain values, no clock, no database."""

from comptoir.domain.supervision.rules.alarms import is_quiet
from comptoir.domain.supervision.rules.reviews import (
    ALSO_JUDGED,
    CLAUSES,
    REASONS,
    VERDICTS,
    Average,
    averages_of,
    may_answer_review,
    may_review,
    number_to_draw,
)
from comptoir.domain.supervision.rules.wall import (
    NEEDS,
    STATES,
    Choice,
    Live,
    Tile,
    changed_in,
    counted,
    is_shown,
    need_of,
    ranked,
)

__all__ = [
    "ALSO_JUDGED",
    "CLAUSES",
    "NEEDS",
    "REASONS",
    "STATES",
    "VERDICTS",
    "Average",
    "Choice",
    "Live",
    "Tile",
    "averages_of",
    "changed_in",
    "counted",
    "is_quiet",
    "is_shown",
    "may_answer_review",
    "may_review",
    "need_of",
    "number_to_draw",
    "ranked",
]
