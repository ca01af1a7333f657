"""The words of a text as they are looked for: without accents, capitals or punctuation, in every script."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
"""Characters of a word that count."""

_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"})
_LOOKED_LIKE_SPACE = str.maketrans(dict.fromkeys(range(32), " "))

# Scripts that put no space between words: there each character is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def folded(text: str) -> str:
    """`text` as accents and capitals make no difference to it: "Écrin" and "ECRIN" become "ecrin", "ștampilă" "stampila"."""
    plain = unicodedata.normalize("NFKD", text.translate(_LOOKED_LIKE_SPACE))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return bare.casefold().translate(_SPELT_OUT)


def words_in(text: str) -> list[str]:
    """The different words of `text`, folded, in their order, each at most `LONGEST` characters."""
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(folded(text))))
