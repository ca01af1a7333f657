"""What we decide about training: who may answer what, how a quiz is read, how an answer is marked. Pure."""

from comptoir.domain.training.rules.figures import filled
from comptoir.domain.training.rules.gate import (
    WATCHED,
    asked_before,
    asked_of,
    closed_topics,
    is_ending,
    is_valid,
    missing_before,
    taught_to,
)
from comptoir.domain.training.rules.lesson import (
    FILE_LARGEST,
    KINDS,
    MINUTES_AT_MOST,
    QUIZ_LARGEST,
    TEXT_LARGEST,
    TITLE_LARGEST,
    Lesson,
    lesson_mistakes,
    read_lesson,
)
from comptoir.domain.training.rules.marking import (
    MENDED_LARGEST,
    faults,
    fitting,
    is_long_enough,
    is_mended,
    is_right,
    missing_words,
    score_of,
)
from comptoir.domain.training.rules.papers import Paper, asked, is_answered, paper_of
from comptoir.domain.training.rules.quiz import Question, QuizMistake, read_quiz

__all__ = [
    "FILE_LARGEST",
    "KINDS",
    "MENDED_LARGEST",
    "MINUTES_AT_MOST",
    "QUIZ_LARGEST",
    "TEXT_LARGEST",
    "TITLE_LARGEST",
    "WATCHED",
    "Lesson",
    "Paper",
    "Question",
    "QuizMistake",
    "asked",
    "asked_before",
    "asked_of",
    "closed_topics",
    "faults",
    "filled",
    "fitting",
    "is_answered",
    "is_ending",
    "is_long_enough",
    "is_mended",
    "is_right",
    "is_valid",
    "lesson_mistakes",
    "missing_before",
    "missing_words",
    "paper_of",
    "read_lesson",
    "read_quiz",
    "score_of",
    "taught_to",
]
