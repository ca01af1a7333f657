"""Mistakes and warnings: what is wrong in a charter, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from comptoir.domain.charter.catalogue import said_in
from comptoir.domain.charter.messages import ADVICE, MESSAGES


@dataclass(frozen=True, slots=True)
class Advice:
    """What to write instead: a code of `messages.ADVICE` with what fills it."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong (or, as a warning, doubtful): its place counted from 1, and a code of `messages.MESSAGES`."""

    line: int
    column: int
    path: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    advice: Advice | None = None

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return explain(self, "en")

    @property
    def suggestion(self) -> str:
        """What would be right, in English, or nothing."""
        return suggest(self, "en")


class CharterMistakes(ValueError):
    """The text is not a charter: all its mistakes, in the order of the text, and its warnings."""

    def __init__(self, mistakes: Sequence[Mistake], warnings: Sequence[Mistake] = ()) -> None:
        self.mistakes, self.warnings = tuple(mistakes), tuple(warnings)
        super().__init__("; ".join(f"{it.line}:{it.column}: {it.message}" for it in self.mistakes))


def explain(mistake: Mistake, language: str) -> str:
    """What is wrong, in one sentence of `language`; in English where the sentence is not translated."""
    return said_in(language, MESSAGES[mistake.code], **mistake.params)


def suggest(mistake: Mistake, language: str) -> str:
    """What would be right, in `language`, or nothing."""
    if mistake.advice is None:
        return ""
    return said_in(language, ADVICE[mistake.advice.code], **mistake.advice.params)
