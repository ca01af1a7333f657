"""How usual a word is in its language at large: of a few dozen texts alone nobody can tell that "new" says less than "hedge"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

LEAST = 0.25
"""What is left of the weight of the most usual words."""
USUAL, SELDOM = 6.6, 4.4
"""Occurrences in a thousand million words, as powers of ten: from USUAL on a word tells least, up to SELDOM all that its rarity says."""
KNOWN = 3.4
"""Words that are not rarer than this are words of the language: who writes one has not mistyped another."""
SPOKEN = ("en", "fr", "pt", "ro")


def telling(plain: str, language: str) -> float:
    """How much a folded word tells by itself, from LEAST to 1. A number tells little: it is the customer's own."""
    if plain.isdigit():
        return LEAST
    often = _often(language).get(plain)
    if often is None:
        return 1.0
    return max(LEAST, min(1.0, (USUAL - often) / (USUAL - SELDOM)))


def is_usual(plain: str, language: str) -> bool:
    """Whether the language has that folded word."""
    return plain in _often(language)


def usual_words(language: str) -> Iterator[str]:
    """The words that are not rarer than KNOWN, as they are written in small letters, the most usual first."""
    return (word for _, word in _listed(language))


@lru_cache(maxsize=8)
def _often(language: str) -> dict[str, float]:
    """The words that are not rarer than KNOWN: some fifteen thousand a language."""
    from comptoir.domain.knowledge.rules.words import plain_word

    known: dict[str, float] = {}
    for often, word in _listed(language):
        # Past the words that `plain_word` remembers: these are asked for once.
        known.setdefault(plain_word.__wrapped__(word), often)
    return known


def _listed(language: str) -> Iterator[tuple[float, str]]:
    if language not in SPOKEN:
        return
    from wordfreq import get_frequency_list

    for hundredths, words in enumerate(get_frequency_list(language, "small")[: round((9 - KNOWN) * 100)]):
        for word in words:
            yield 9 - hundredths / 100, word
