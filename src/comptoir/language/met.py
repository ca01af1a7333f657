"""Sentences that were met lately, each with what was found out of it alone: of a draft that changes, only the sentence that
changed is looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

LONGEST_TEXT = 5000
MOST_SENTENCES = 200
LONGEST = 1000
"""Letters of a sentence. A text of more sentences, or of longer ones, is no draft that comes again, and would fill the memory."""
_REMEMBERED = 4096
_MOST_KNOWN = 32
"""Things known of a sentence; more are of rules that nobody reads by any longer."""

T = TypeVar("T")


class Met:
    """A sentence in a language, and what is known of it, wherever it stands. Several threads may ask: at worst each finds out."""

    __slots__ = ("_known", "language", "text")

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self._known: dict[Hashable, Any] = {}

    def known(self, what: Hashable, find_out: Callable[[str, str], T]) -> T:
        """What is known under this name, else what the function finds out of the sentence and its language."""
        try:
            found: T = self._known[what]
        except KeyError:
            found = find_out(self.text, self.language)
            self.keep(what, found)
        return found

    def kept(self, what: Hashable) -> Any:
        """What is known under this name; None for nothing."""
        return self._known.get(what)

    def keep(self, what: Hashable, found: object) -> None:
        """Let it be known from now on."""
        if len(self._known) >= _MOST_KNOWN:
            self._known = {}
        self._known[what] = found


meet = lru_cache(maxsize=_REMEMBERED)(Met)
"""The sentence as it was met before, or for the first time."""
