"""The words of a sentence that are read for spelling: no codes, no addresses, no numbers with their units, no acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.language.text import is_within, merged

_LONGEST = 40
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


@dataclass(frozen=True, slots=True)
class Token:
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
        if _NO_WORDS.search(piece[0]):
            is_first = False
            continue
        for seen in _WORD.finditer(piece[0]):
            word, place = seen[0], piece.start() + seen.start()
            elided = _ELISION.match(word)
            if elided:
                word, place = word[elided.end() :], place + elided.end()
            begins, is_first = is_first and not elided, False
            if word and _is_read(word, body, place) and not is_within(place, near_addresses):
                after = body[place + len(word) : place + len(word) + 1]
                alone = begins and not any(letter.isalpha() for letter in body[:place] + body[place + len(word) :])
                yield Token(word, start + place, begins, alone, after == ",")


def _is_read(word: str, body: str, place: int) -> bool:
    """Whether it is a word: one case, letters of ours, no mark of another writing upon it."""
    if not 2 <= len(word) <= _LONGEST or any(letter.isupper() for letter in word[1:].replace("-", "")):
        return False
    after = body[place + len(word) : place + len(word) + 1]
    return not (after and unicodedata.combining(after)) and all(ord(letter) < 0x2100 for letter in word)
