"""What we do for training."""

from comptoir.domain.training.actions.attempts import answer_question, begin_attempt, hand_in
from comptoir.domain.training.actions.modules import (
    Draft,
    drop_draft,
    import_module,
    publish_module,
    retire_module,
    write_module,
)
from comptoir.domain.training.actions.passing import recognise_training, remind_of_pass
from comptoir.domain.training.actions.starting import (
    LONGER_AT_MOST,
    WORD_LARGEST,
    end_supervision,
    prolong_start,
    release_newcomer,
    watch_in_silence,
)

__all__ = [
    "LONGER_AT_MOST",
    "WORD_LARGEST",
    "Draft",
    "answer_question",
    "begin_attempt",
    "drop_draft",
    "end_supervision",
    "hand_in",
    "import_module",
    "prolong_start",
    "publish_module",
    "recognise_training",
    "release_newcomer",
    "remind_of_pass",
    "retire_module",
    "watch_in_silence",
    "write_module",
]
