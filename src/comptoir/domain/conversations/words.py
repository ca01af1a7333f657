"""The words of a text as they are looked for: without accents, capitals or punctuation, in every script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
"""Characters of a word that count."""

_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"})

# Scripts that put no space between words: there each character is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def words_in(text: str) -> list[str]:
    """The different words of `text`, folded, in their order."""
    composed = unicodedata.normalize("NFC", text)
    return [word for word in dict.fromkeys(map(folded, _WORD.findall(composed))) if word]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word as accents and capitals make no difference to it, at most `LONGEST` characters: "Écrin" becomes "ecrin"."""
    plain = unicodedata.normalize("NFKD", word[:LONGEST]).casefold().translate(_SPELT_OUT)
    return "".join(sign for sign in plain if sign.isalnum())[:LONGEST]
