"""Questions that are asked of customers: each known by its key, and a choice has something to choose."""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.domain.charter.checks.rows import rows_of
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.shape.widget import Question


def check_questions(questions: Sequence[Question], sheet: Sheet, *path: str) -> None:
    """Report choices that are none, and keys that stand twice, among the questions at `path`."""
    keys: set[str] = set()
    for question, cell in rows_of(questions, sheet, *path):
        if (question.kind == "choice") != bool(len(question.choices) >= 2):
            cell.refuse("choice_without_choices" if question.kind == "choice" else "choices_without_choice")
        if question.key in keys:
            cell["key"].refuse("named_twice", value=question.key)
        keys.add(question.key)
