"""Which words of a customer's may be kept: words of the language, or of the shop, that name nobody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from comptoir.domain.knowledge.rules.meanings import empty_words
from comptoir.domain.knowledge.rules.usual import SPOKEN, usual_words
from comptoir.domain.knowledge.rules.words import Word, plain_word, stem_of
from comptoir.language.dictionaries import DictionaryMissing, knows

NAME_WORDS = 4
"""Words of a line that is a signature when all of them begin with a capital."""
LEFT_OUT = Word("", "", "", is_empty=True)

_PIECE = re.compile(r"[^\s,;!?()\[\]\"«»…]+")
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w+/")
_BEGINS = re.compile(r"(?:^|[.!?:…\n])[\s\"«(–—-]*\Z")


def nobodys_words(text: str, language: str, of_shop: Collection[str]) -> list[Word]:
    """The words of a text in their order; `LEFT_OUT` in the place of one that may not be kept: with a digit, of an address, a name, or one that
    neither the language nor the shop (`of_shop`, folded) has.
    """
    text = unicodedata.normalize("NFC", text)
    shouts = _is_loud(text)
    found = list[Word]()
    for line in text.splitlines():
        if line.strip() != text.strip() and _is_signature(line):
            continue
        for piece in _PIECE.finditer(line):
            is_address = bool(_ADDRESS.search(piece[0]))
            for it in _WORD.finditer(piece[0]):
                begins = shouts or bool(_BEGINS.search(line[: piece.start() + it.start()]))
                word = LEFT_OUT if is_address else _kept(it[0], language, of_shop, begins=begins)
                found.append(word)
    return found


def _kept(written: str, language: str, of_shop: Collection[str], *, begins: bool) -> Word:
    plain = plain_word(written)
    if not plain or any(sign.isdigit() for sign in plain):
        return LEFT_OUT
    is_empty = plain in empty_words(language)
    if is_empty or plain in of_shop or ((begins or written[0].islower()) and is_of_language(written, language)):
        return Word(written, plain, stem_of(plain, language), is_empty)
    return LEFT_OUT


def is_of_language(written: str, language: str) -> bool:
    """Whether the language's dictionary has the word in small letters; without its accents, whether it is a usual one of these."""
    if language not in SPOKEN:
        return False
    try:
        return plain_word(written) in _usual_and_small(language) or knows(language, written.lower())
    except DictionaryMissing:
        return False


@lru_cache(maxsize=8)
def _usual_and_small(language: str) -> frozenset[str]:
    """Usual words, folded, that the dictionary has in small letters: no names."""
    return frozenset(plain_word.__wrapped__(word) for word in usual_words(language) if knows(language, word))


def _is_loud(text: str) -> bool:
    """Whether it is written in capitals: then they say nothing."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) * 2 > len(letters)


def _is_signature(line: str) -> bool:
    words = _WORD.findall(line)
    return 0 < len(words) <= NAME_WORDS and all(it[0].isupper() for it in words)
