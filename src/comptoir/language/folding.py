"""A text as rules compare it: small letters without diacritics, plain apostrophes and spaces, every character in its place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PLAIN = {"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "–": "-", "ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}


class _Letters(dict[int, str]):
    """Each character's plain form, found when first met; always one character, so that places stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        small = letter.lower()
        base = unicodedata.normalize("NFD", small)[:1] if small else letter
        plain = _PLAIN.get(base, base)
        if plain.isspace() and plain != "\n":
            plain = " "
        self[code] = plain
        return plain


_LETTERS = _Letters()


@lru_cache(maxsize=32)
def folded(body: str) -> str:
    """The body in small letters without diacritics ("ș" and "ş" are "s"), as long as it was."""
    return body.translate(_LETTERS)
