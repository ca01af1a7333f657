"""Wordings of the lexicons that are compared without diacritics, all of one lexicon found in one walk over a text.

A wording is a line of words: `[a|b c]` either, `[a|b]?` either or none, `stem*` any word that begins so, `_` one word
whatever it is, `...` up to four words. What stands after `->` is handed back with the match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\[[^\]]*\]\??|\S+")
_BETWEEN = r"[\s,\-]{1,3}"
_GAP = r"(?:[\s,'\-]{1,3}\w{1,30}){0,4}?"
_KEY = 3
LONGEST_READ = 10_000
"""Characters: nobody's message is longer, and what stands beyond is padding."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording found: its place, and what the lexicon says beside it."""

    start: int
    end: int
    beside: str


def wordings(body: str, language: str, lexicon: str) -> list[Wording]:
    """Where wordings of a lexicon stand in the first 10,000 characters, in order, none within another."""
    table = _table(language, lexicon)
    if not table:
        return []
    plain, found, last = folded(body[:LONGEST_READ]), [], 0
    for word in _WORD.finditer(plain):
        start = word.start()
        if start < last:
            continue
        best = max((match for match in _matches(table, plain, word[0], start)), key=lambda each: each.end, default=None)
        if best:
            found.append(best)
            last = best.end
    return found


def _matches(table: dict[str, list[tuple[re.Pattern[str], str]]], plain: str, word: str, start: int) -> list[Wording]:
    candidates = table.get(word[:_KEY], ())
    tried = ((pattern.match(plain, start), beside) for pattern, beside in candidates)
    return [Wording(start, match.end(), beside) for match, beside in tried if match]


def parts_of(line: str) -> list[str]:
    """The parts of a wording, without capitals and diacritics."""
    return _PART.findall(folded(line))


def expression(line: str) -> re.Pattern[str]:
    """The expression of a wording, for texts that are folded."""
    return re.compile(_pattern(parts_of(line)))


@cache
def _table(language: str, lexicon: str) -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The wordings by the first letters of the word they begin with."""
    table: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
    for line, beside in entries(language, lexicon):
        parts, pattern = parts_of(line), expression(line)
        for key in sorted(_keys(parts)):
            table[key].append((pattern, beside))
    return dict(table)


def _pattern(parts: list[str]) -> str:
    """The expression of a wording: bounded everywhere, so that it takes linear time."""
    pattern, joined = r"(?<!\w)", False
    for part in parts:
        between = _BETWEEN if joined else ""
        if part == "...":
            pattern += _GAP
        elif part.endswith("]?"):
            choice = _choice(part[1:-2])
            pattern += f"(?:{between}{choice})?" if joined else f"(?:{choice}{_BETWEEN})?"
            continue
        else:
            pattern += between + (_choice(part[1:-1]) if part[0] == "[" else _one(part))
        joined = True
    return pattern + r"(?!\w)"


def _choice(inside: str) -> str:
    return "(?:" + "|".join(_BETWEEN.join(_one(word) for word in each.split()) for each in inside.split("|")) + ")"


def _one(word: str) -> str:
    if word == "_":
        return r"\w{1,30}"
    escaped = re.escape(word.rstrip("*"))
    return escaped + r"\w{0,20}" if word.endswith("*") else escaped


def _keys(parts: list[str]) -> set[str]:
    """The first letters of every word that the wording may begin with."""
    keys: set[str] = set()
    for part in parts:
        choices = part.strip("[]?").split("|") if part[0] == "[" else [part]
        keys |= {_first_word(each)[:_KEY] for each in choices}
        if not part.endswith("]?"):
            break
    return keys


def _first_word(choice: str) -> str:
    found = _WORD.match(choice)
    if not found:
        raise ValueError(f"A wording must begin with a word, not {choice!r}.")
    return found[0]
