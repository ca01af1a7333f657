"""Wordings of the lexicons that are compared without diacritics, all of one lexicon found in one walk over a text.

A wording is a line of words: `[a|b c]` either, `[a|b]?` either or none, `stem*` any word that begins so, `_` one word
whatever it is, `...` up to four words. What stands after `->` is handed back with the match.

Customers type in haste: in the lexicons of what they say, an apostrophe or a hyphen may be absent ("jai", "im"), and a long
word may have one consonant too few or too many ("dissapointed").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

IN_HASTE = frozenset(
    (
        *("greetings", "thanks", "thanks_ironic", "compliments", "farewells"),
        *("upset", "mishaps", "angry"),
        *("insults", "insults_in_context", "harassment"),
        *("offer_requests", "offer_requests_not"),
    )
)
"""Lexicons of what customers say."""
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\[[^\]]*\]\??|\S+")
_BETWEEN = r"(?:[\s,\-]{1,3}|(?<='))"
_GAP = r"(?:[\s,'\-]{1,3}\w{1,30}){0,4}?"
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_CONSONANTS = re.compile(r"([bcdfglmnprstz])\1?")
_LONG_WORD = 6
"""Letters: in a shorter word, a doubled consonant makes another word."""
_KEY = 3
LONGEST_READ = 10_000
"""Characters: nobody's message is longer, and what stands beyond is padding."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording found: its place, and what the lexicon says beside it."""

    start: int
    end: int
    beside: str


class Expression:
    """What finds a wording in texts that are folded. It is compiled when it is first tried: of thousands, a day meets some."""

    def __init__(self, parts: list[str], *, in_haste: bool = True) -> None:
        self._parts, self._in_haste = parts, in_haste

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(_pattern(self._parts, _typed if self._in_haste else _written))


def wordings(body: str, language: str, lexicon: str) -> list[Wording]:
    """Where wordings of a lexicon stand in the first 10,000 characters, in order, none within another."""
    table = _table(language, lexicon)
    if not table:
        return []
    plain, last = folded(body[:LONGEST_READ]), 0
    found: list[Wording] = []
    for start, key in _words(plain):
        if start >= last and key in table:
            best = _longest(table[key], plain, start)
            if best:
                found.append(best)
                last = best.end
    return found


@lru_cache(maxsize=8)
def _words(plain: str) -> tuple[tuple[int, str], ...]:
    """Where each word begins, and by what it is looked up: cut once for all the lexicons that a text is read by."""
    return tuple((word.start(), _key(word[0])) for word in _WORD.finditer(plain))


def _longest(candidates: list[tuple[Expression, str]], plain: str, start: int) -> Wording | None:
    tried = ((expression.compiled.match(plain, start), beside) for expression, beside in candidates)
    found = [Wording(start, match.end(), beside) for match, beside in tried if match]
    return max(found, key=lambda each: each.end, default=None)


def parts_of(line: str) -> list[str]:
    """The parts of a wording, without capitals and diacritics."""
    return _PART.findall(folded(line))


@cache
def _table(language: str, lexicon: str) -> dict[str, list[tuple[Expression, str]]]:
    """The wordings by the first letters of the word they begin with."""
    table: dict[str, list[tuple[Expression, str]]] = defaultdict(list)
    for line, beside in entries(language, lexicon):
        parts = parts_of(line)
        expression = Expression(parts, in_haste=lexicon in IN_HASTE)
        for key in sorted(_keys(parts)):
            table[key].append((expression, beside))
    return dict(table)


def _pattern(parts: list[str], word: Callable[[str], str]) -> str:
    """The expression of a wording: bounded everywhere, so that it takes linear time."""
    pattern, joined = r"(?<!\w)", False
    for part in parts:
        between = _BETWEEN if joined else ""
        if part == "...":
            pattern += _GAP
        elif part.endswith("]?"):
            choice = _choice(part[1:-2], word)
            pattern += f"(?:{between}{choice})?" if joined else f"(?:{choice}{_BETWEEN})?"
            continue
        else:
            pattern += between + (_choice(part[1:-1], word) if part[0] == "[" else word(part))
        joined = True
    return pattern + r"(?!\w)"


def _choice(inside: str, word: Callable[[str], str]) -> str:
    return "(?:" + "|".join(_BETWEEN.join(word(one) for one in each.split()) for each in inside.split("|")) + ")"


def _written(word: str) -> str:
    if word == "_":
        return r"\w{1,30}"
    return _stem(word, re.escape(word.rstrip("*")))


def _typed(word: str) -> str:
    if word == "_":
        return r"\w{1,30}"
    bare = word.rstrip("*")
    escaped = re.escape(bare)
    if len(bare) >= _LONG_WORD:
        escaped = _CONSONANTS.sub(r"\1{1,2}", escaped)
    escaped = re.sub(r"'(?=.)", r"['\\s]?", escaped).replace(r"\-", r"[\s\-]?")
    return _stem(word, re.sub("'$", "'?", escaped))


def _stem(word: str, escaped: str) -> str:
    return escaped + r"\w{0,20}" if word.endswith("*") else escaped


def _keys(parts: list[str]) -> set[str]:
    """The first letters of every word that the wording may begin with."""
    keys: set[str] = set()
    for part in parts:
        choices = part.strip("[]?").split("|") if part[0] == "[" else [part]
        keys |= {_key(form) for each in choices for form in _first_forms(each)}
        if not part.endswith("]?"):
            break
    return keys


def _first_forms(choice: str) -> set[str]:
    """The first word, also as it is written without its apostrophe or hyphen ("j'ai" as "j" and as "jai")."""
    found = _WORD.match(choice)
    if not found:
        raise ValueError(f"A wording must begin with a word, not {choice!r}.")
    return {found[0], re.sub(r"['\-]", "", choice.split(" ", 1)[0]).rstrip("*")}


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """The first letters, each once: "dissa…" and "disa…" are looked up alike."""
    return _DOUBLED.sub(r"\1", word[: 2 * _KEY])[:_KEY]
