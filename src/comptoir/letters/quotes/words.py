"""The words of mail programs, one file a language in `words/`, folded as `lines.folded` folds a line."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from comptoir.letters.quotes.lines import folded, spaced

List = Literal[
    "verbs",
    "leads",
    "from",
    "date",
    "to",
    "subject",
    "other",
    "originals",
    "forwards",
    "devices",
    "closings",
    "footers",
    "gear",
    "replies",
    "forwarded",
]
KEYS: tuple[List, ...] = ("from", "date", "to", "subject", "other")


@cache
def words(name: List) -> frozenset[str]:
    """The entries of a list in all languages together."""
    return frozenset(folded(entry).strip() for language in _languages() for entry in language.get(name, ()))


class Phrases:
    """Phrases to be found among words, by their first word; those of scripts without spaces anywhere in a text."""

    def __init__(self, entries: frozenset[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        self._unspaced = tuple(entry.lstrip("*") for entry in sorted(entries) if _is_unspaced(entry) or entry[0] == "*")
        for entry in sorted(entries):
            if not _is_unspaced(entry) and entry[0] != "*":
                phrase = spaced(entry)
                self._by_first.setdefault(phrase.split()[0], []).append(phrase)

    def is_in(self, text: str, words: str) -> bool:
        """Is one of them in a folded text, of which `words` are the words, spaced?"""
        return any(self._has(words, word) for word in words.split()) or self._is_unspaced_in(text)

    def is_before(self, text: str, words: str) -> bool:
        """Does the text begin with one of them? Where verbs come last, it may stand anywhere."""
        return self.length_before(text, words) > 0

    def length_before(self, text: str, words: str) -> int:
        """How many characters of `words` the longest phrase takes with which they begin; 1 for a phrase without spaces, 0 for none."""
        first = words[1 : words.find(" ", 1)]
        found = max((len(each) for each in self._by_first.get(first, ()) if words.startswith(each)), default=0)
        return found or int(self._is_unspaced_in(text))

    def _has(self, words: str, word: str) -> bool:
        return word in self._by_first and any(each in words for each in self._by_first[word])

    def _is_unspaced_in(self, text: str) -> bool:
        return not text.isascii() and any(each in text for each in self._unspaced)


@cache
def phrases(name: List) -> Phrases:
    """A list, to be looked for in the words of a line."""
    return Phrases(words(name))


@cache
def kinds() -> dict[str, frozenset[str]]:
    """What a header's name may stand for: "de" is `from`, "data" is `date`, "a" is `to`."""
    by_name: dict[str, set[str]] = {}
    for kind in KEYS:
        for entry in words(kind):
            by_name.setdefault(entry, set()).add(kind)
    return {name: frozenset(found) for name, found in by_name.items()}


def _phrase(entry: str) -> str:
    return spaced(entry) if entry[:1].isascii() or not _is_unspaced(entry) else entry


def _is_unspaced(entry: str) -> bool:
    return any(
        "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" or "\u1100" <= letter <= "\u11ff"
        for letter in entry
    )


@cache
def _languages() -> tuple[dict[str, list[str]], ...]:
    folder = files("comptoir.letters.quotes").joinpath("words")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in names)
