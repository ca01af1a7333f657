"""What we decide about promises: what a conversation's entries mean for them, whom to warn, who may settle one. Pure."""

from comptoir.domain.promises.rules.budgets import Standing, period_of, standing
from comptoir.domain.promises.rules.meaning import (
    ANSWERS,
    MERGED_INTO,
    Fulfil,
    HandOn,
    Make,
    Pause,
    Release,
    Resume,
    Step,
    Talking,
    asks,
    last_merging,
    meaning,
)
from comptoir.domain.promises.rules.mediated import MEDIATED, mediated_meaning
from comptoir.domain.promises.rules.rights import BY_WHAT_HAPPENS, may_release, may_see_alone, may_settle
from comptoir.domain.promises.rules.steps import (
    TELL_EVERY,
    Steps,
    have_moved,
    told_of_level,
    told_of_move,
    word_proposed,
)
from comptoir.domain.promises.rules.warnings import (
    Span,
    months_later,
    reminder_of,
    told_of_break,
    told_of_warning,
    word_reminder,
)

__all__ = [
    "ANSWERS",
    "BY_WHAT_HAPPENS",
    "MEDIATED",
    "MERGED_INTO",
    "TELL_EVERY",
    "Fulfil",
    "HandOn",
    "Make",
    "Pause",
    "Release",
    "Resume",
    "Span",
    "Standing",
    "Step",
    "Steps",
    "Talking",
    "asks",
    "have_moved",
    "last_merging",
    "may_release",
    "may_see_alone",
    "may_settle",
    "meaning",
    "mediated_meaning",
    "months_later",
    "period_of",
    "reminder_of",
    "standing",
    "told_of_break",
    "told_of_level",
    "told_of_move",
    "told_of_warning",
    "word_proposed",
    "word_reminder",
]
