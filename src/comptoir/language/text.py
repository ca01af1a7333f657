"""A text cut into sentences and words, each with its place: every rule reads this instead of cutting for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"»”)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text and its place."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Text:
    """A text with its sentences and words."""

    def __init__(self, body: str) -> None:
        self.body = body

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences, without the space around them."""
        found, start = [], 0
        for cut in [*_SENTENCE_END.finditer(self.body), None]:
            end = cut.start() if cut else len(self.body)
            piece = self.body[start:end]
            if piece.strip():
                found.append(Span(piece.strip(), start + len(piece) - len(piece.lstrip())))
            start = cut.end() if cut else end
        return found

    @cached_property
    def words(self) -> list[Span]:
        """Its words and numbers; apostrophes and hyphens inside a word belong to it."""
        return [Span(word[0], word.start()) for word in _WORD.finditer(self.body)]
