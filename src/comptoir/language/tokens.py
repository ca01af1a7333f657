"""The words of a sentence that are read for spelling: no codes, no addresses, no numbers with their units, no acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from comptoir.language.text import is_within, merged

_LONGEST = 40
_LONGEST_REMEMBERED = 60
"""Letters of a piece without space."""
_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_NO_WORDS = re.compile(
    r"\d|@|://|www\.|[#_\\~=<>{}\[\]|%$€£]|[^\W\d_]\.[a-z]|^/|\.(?:com|fr|ro|pt|uk|eu|net|org|be|ly)\b"
)
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu|presqu|quoiqu)['’ʼ]", re.IGNORECASE)
_WRITTEN_OUT = re.compile(
    r"\b(?:arobase|arrobas?e?|arond|at|gmail|hotmail|outlook|yahoo|wanadoo|orange|sapo|icloud|dot|ponto|punct)\b",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word to read: where it stands, and whether it opens the sentence, is all of it, or is called to ("Hanae, …")."""

    text: str
    start: int
    is_first: bool
    is_alone: bool
    is_addressed: bool


def tokens(body: str, start: int, whole: str) -> Iterator[Token]:
    """The words of a sentence, each with its place in the whole text."""
    addresses = [seen.start() for seen in _WRITTEN_OUT.finditer(body)]
    near_addresses = merged([(max(0, place - 39), place + 40) for place in addresses]) if len(addresses) > 1 else []
    is_first = True
    for piece in _PIECE.finditer(body):
        words = (_words_in if len(piece[0]) <= _LONGEST_REMEMBERED else _words_of)(piece[0])
        if words is None:
            is_first = False
            continue
        for word, at, is_elided, is_read, is_addressed in words:
            begins, is_first = is_first and not is_elided, False
            place = piece.start() + at
            if is_read and not (near_addresses and is_within(place, near_addresses)):
                alone = begins and not any(letter.isalpha() for letter in body[:place] + body[place + len(word) :])
                yield Token(word, start + place, begins, alone, is_addressed)


def _words_of(piece: str) -> tuple[tuple[str, int, bool, bool, bool], ...] | None:
    """The words of a piece without space, or None where it is none of words: each word without what is elided before it, its
    place, whether it was elided before, whether it is read, and whether a comma follows."""
    if _NO_WORDS.search(piece):
        return None
    found = []
    for seen in _WORD.finditer(piece):
        elided = _ELISION.match(seen[0])
        word, place = seen[0], seen.start()
        if elided:
            word, place = word[elided.end() :], place + elided.end()
        after = piece[place + len(word) : place + len(word) + 1]
        found.append((word, place, elided is not None, _is_read(word, after), after == ","))
    return tuple(found)


_words_in = lru_cache(maxsize=8192)(_words_of)


def _is_read(word: str, after: str) -> bool:
    """Whether it is a word: one case, letters of ours, no mark of another writing upon it."""
    if not 2 <= len(word) <= _LONGEST or any(letter.isupper() for letter in word[1:].replace("-", "")):
        return False
    return not (after and unicodedata.combining(after)) and all(ord(letter) < 0x2100 for letter in word)
