"""What the words of a sentence are about (praise, delay, a colleague, the weather), so that words no example held still count.

`lexicons/<language>/senses.txt` says it of some four thousand words and turns of phrase in each language. The marks made of it are the
same in all languages, so that what is learnt of them in one holds in every other; `learnt.py` weighs them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import combinations, pairwise, starmap
from typing import NamedTuple

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

_WORD = re.compile(r"[^\W_]+")
_ENTRY_WORD = re.compile(r"[^\W_]+\*?")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"([^\W\d_])\1")
_LONG_WORD = 6
_SHORTEST_STEM = 3
_LONGEST_PHRASE = 6
"""Words."""
_LONGEST = 400
"""Letters of a sentence that are read."""
_TURNED_WITHIN = 4
"""Words behind a denial that it turns."""
_TURNING = frozenset(("not", "without", "nobody"))
_MOST_SENSES = 40
"""Met in a sentence: more are not paired."""
_COLOURS = ("very", "such", "ever", "many", "me")
_EDGE = ("",)
_UNPAIRED = frozenset((*_COLOURS, *(f"!{each}" for each in _COLOURS)))
"""They colour what stands beside them, and say nothing for the whole sentence."""


class _Node:
    """What may stand after the words read so far, and what they are about."""

    __slots__ = ("after", "beginnings", "senses")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.beginnings: dict[str, tuple[str, ...]] = {}
        """Of the last word of an entry ("praise*")."""
        self.senses: tuple[str, ...] = ()


class _Word(NamedTuple):
    """A word as it is looked up, what it is about alone, and what entries go on from it."""

    form: str
    senses: tuple[str, ...]
    node: _Node | None


@lru_cache(maxsize=64)
def words_of(sentence: str) -> tuple[str, ...]:
    """Its words as they are compared, as far as it is read: for whoever weighs a sentence by them."""
    return tuple(_WORD.findall(folded(sentence[:_LONGEST])))


@lru_cache(maxsize=64)
def marks(sentence: str, language: str) -> frozenset[str]:
    """What it is about: each sense (denied: "!good"), two that follow one another ("staff kindly"), two anywhere ("again&broken")."""
    met = _met(sentence, language)
    found: set[str] = set()
    for before, after in pairwise([_EDGE, *met, _EDGE]):
        found.update(_beside(before, after))
    whole = {sense for senses in met[:_MOST_SENSES] for sense in senses} - _UNPAIRED
    found.update(starmap(_together, combinations(sorted(whole), 2)))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _beside(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """The marks of each that comes after, and of both in their order."""
    pairs = [f"@{left or '^'} {right or '$'}" for left in before for right in after]
    return (*pairs, *(f"@{sense}" for sense in after if sense))


@cache
def _together(left: str, right: str) -> str:
    return f"@{left}&{right}"


def _met(sentence: str, language: str) -> list[tuple[str, ...]]:
    """The senses in their order, each turned round by a denial that stands shortly before it."""
    words = [_word(word, language) for word in words_of(sentence)]
    found: list[tuple[str, ...]] = []
    at, turned_until = 0, -1
    while at < len(words):
        length, senses = _longest(words, at) if words[at].node else (1, words[at].senses)
        if senses:
            is_turning = not _TURNING.isdisjoint(senses)
            found.append(_turned(senses) if at <= turned_until and not is_turning else senses)
            if is_turning:
                turned_until = at + length - 1 + _TURNED_WITHIN
            elif "but" in senses:
                turned_until = -1
        at += length
    return found


@cache
def _turned(senses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"!{each}" for each in senses)


@lru_cache(maxsize=8192)
def _word(word: str, language: str) -> _Word:
    known, opening = form(word), _lexicon(language)
    node = opening.after.get(known)
    senses = (node.senses if node else ()) or _by_beginning(opening.beginnings, known)
    return _Word(known, senses, node if node and (node.after or node.beginnings) else None)


def form(word: str) -> str:
    """The word as it is looked up: a letter drawn out counts once ("sooooo"), and so does a doubled one in a long word."""
    word = _REPEATED.sub(r"\1", word)
    return _DOUBLED.sub(r"\1", word) if len(word) >= _LONG_WORD else word


def _longest(words: list[_Word], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words the longest entry from here has, and what it is about."""
    length, senses, node = 1, words[at].senses, words[at].node
    for further in range(at + 1, min(at + _LONGEST_PHRASE, len(words))):
        if node is None:
            break
        word = words[further].form
        ending = _by_beginning(node.beginnings, word) if node.beginnings else ()
        node = node.after.get(word)
        told = (node.senses if node else ()) or ending
        if told:
            length, senses = further - at + 1, told
    return length, senses


def _by_beginning(beginnings: dict[str, tuple[str, ...]], word: str) -> tuple[str, ...]:
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        senses = beginnings.get(word[:end])
        if senses:
            return senses
    return ()


@cache
def _lexicon(language: str) -> _Node:
    opening = _Node()
    for line, sense in entries(language, "senses"):
        for entry in folded(line).split("|"):
            *before, last = _ENTRY_WORD.findall(entry)[:_LONGEST_PHRASE]
            node = opening
            for word in before:
                node = node.after.setdefault(form(word), _Node())
            if last.endswith("*"):
                beginning = form(last[:-1])
                node.beginnings[beginning] = _and(node.beginnings.get(beginning, ()), sense)
            else:
                node = node.after.setdefault(form(last), _Node())
                node.senses = _and(node.senses, sense)
    return opening


def _and(senses: tuple[str, ...], sense: str) -> tuple[str, ...]:
    return tuple(sorted({*senses, sense}))
