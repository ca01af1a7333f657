"""What we can tell about training."""

from comptoir.domain.training.queries.checking import verdict_on_exercise
from comptoir.domain.training.queries.editing import Editing, own_modules, to_edit
from comptoir.domain.training.queries.gate import (
    Gate,
    forget_passes,
    gates_of,
    is_trained_for,
    may_answer,
    passed_by,
    refuse_untrained,
)
from comptoir.domain.training.queries.modules import Taught, read_text, taught, titles_of
from comptoir.domain.training.queries.modules import all_keys as taught_keys
from comptoir.domain.training.queries.overview import (
    Certificate,
    Start,
    Trained,
    certificate_of,
    newcomers_in,
    overview_of,
)
from comptoir.domain.training.queries.reminding import Reminder, reminder_of
from comptoir.domain.training.queries.shadowing import ToWatch, newcomer_of, to_watch, watched_count, words_to_watch
from comptoir.domain.training.queries.standing import Step, attempt_for, missing_for, steps_of
from comptoir.domain.training.sentences import mistake_words

__all__ = [
    "Certificate",
    "Editing",
    "Gate",
    "Reminder",
    "Start",
    "Step",
    "Taught",
    "ToWatch",
    "Trained",
    "attempt_for",
    "certificate_of",
    "forget_passes",
    "gates_of",
    "is_trained_for",
    "may_answer",
    "missing_for",
    "mistake_words",
    "newcomer_of",
    "newcomers_in",
    "overview_of",
    "own_modules",
    "passed_by",
    "read_text",
    "refuse_untrained",
    "reminder_of",
    "steps_of",
    "taught",
    "taught_keys",
    "titles_of",
    "to_edit",
    "to_watch",
    "verdict_on_exercise",
    "watched_count",
    "words_to_watch",
]
