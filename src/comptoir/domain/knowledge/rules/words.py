"""The words of a text as knowledge is found by them: folded, without those that say nothing, each with its stem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

from comptoir.domain.knowledge.rules.meanings import LONGEST_EXPRESSION, empty_words, expressions
from comptoir.domain.knowledge.rules.romanian import romanian_stem

LONGEST = 40
"""Characters of a word that count."""

_STEMMERS = {"en": "english", "fr": "french", "pt": "portuguese"}
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"})
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word as it was written, folded ("Écrin" becomes "ecrin"), its stem, and whether it says nothing by itself."""

    written: str
    plain: str
    stem: str
    is_empty: bool


def words_of(text: str, language: str, *, longest: int) -> list[Word]:
    """The words of the first `longest` characters, in their order. Linear in what is read."""
    composed = unicodedata.normalize("NFC", text[:longest])
    found = ((written, plain_word(written)) for written in _WORD.findall(composed))
    empty = empty_words(language)
    return [Word(it, plain, stem_of(plain, language), plain in empty) for it, plain in found if plain]


class Meant(NamedTuple):
    """A meaning that is spoken of, in so many words from that one on."""

    name: str
    start: int
    length: int


def meanings_in(words: list[Word], language: str) -> list[Meant]:
    """What the words mean in any shop; one word may stand in several meanings. Of expressions the longest counts: who has "not received the
    refund" does not say "not received".
    """
    found, reached = list[Meant](), 0
    for start in range(len(words)):
        here = _spoken_from(words, start, language)
        longest = max((it.length for it in here if start + it.length > reached), default=1)
        found += [it for it in here if it.length in (1, longest)]
        reached = max(reached, start + longest)
    return found


def _spoken_from(words: list[Word], start: int, language: str) -> list[Meant]:
    known, said, found = _spoken(language), tuple[str, ...](), list[Meant]()
    for length, word in enumerate(words[start : start + LONGEST_EXPRESSION], 1):
        said = (*said, word.stem)
        if length > 1 or not word.is_empty:
            found += [Meant(name, start, length) for name in known.get(said, ())]
    return found


@lru_cache(maxsize=8)
def single_words(language: str) -> frozenset[str]:
    """Words that stand for a meaning by themselves, folded."""
    every = (words_of(it, language, longest=LONGEST * 4) for said in expressions(language).values() for it in said)
    return frozenset(it[0].plain for it in every if len(it) == 1)


@lru_cache(maxsize=8)
def _spoken(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    spoken: dict[tuple[str, ...], list[str]] = {}
    for name, said in expressions(language).items():
        for one in said:
            stems = tuple(it.stem for it in words_of(one, language, longest=LONGEST * 4))
            if name not in spoken.setdefault(stems, []):
                spoken[stems].append(name)
    return {stems: tuple(names) for stems, names in spoken.items() if stems}


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word as accents and capitals make no difference to it: "ş" and "ș" are one, "œ" is "oe"."""
    apart = unicodedata.normalize("NFKD", word[:LONGEST]).casefold().translate(_SPELT_OUT)
    return "".join(sign for sign in apart if sign.isalnum())[:LONGEST]


def plain_text(text: str, *, longest: int) -> str:
    """A text as it is compared: its folded words, a space between them."""
    composed = unicodedata.normalize("NFC", text[:longest])
    return " ".join(filter(None, map(plain_word, _WORD.findall(composed))))


@lru_cache(maxsize=50_000)
def stem_of(plain: str, language: str) -> str:
    """What the forms of a folded word have in common, in that language; the word itself in others, and of what has a digit."""
    if len(plain) < 4 or any(sign.isdigit() for sign in plain):
        return plain
    stemmed = romanian_stem(plain) if language == "ro" else _stemmer(language)(plain)
    return stemmed if len(stemmed) > 1 else plain


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Callable[[str], str]:
    name = _STEMMERS.get(language)
    if name is None:
        return str
    # One a call: a stemmer keeps the word that it works on, and several threads ask.
    return lambda word: str(stemmer(name).stemWord(word))
