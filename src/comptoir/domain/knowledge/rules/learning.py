"""What use teaches: how much more, or less, something is worth on the words that it was sent for."""

from __future__ import annotations

import math

from comptoir.domain.knowledge.rules.asking import Known
from comptoir.domain.knowledge.rules.bounds import QUERY_LONGEST
from comptoir.domain.knowledge.rules.tokens import MEANING
from comptoir.domain.knowledge.rules.words import meanings_in, words_of

WORDS_LEARNT = 12
"""Words of a message that something is learnt on: the first that the shop's knowledge has."""


def lesson_words(text: str, language: str, known: Known) -> list[str]:
    """The stems and meanings of a message that may be kept: those that the shop's own knowledge has, never a customer's name."""
    words = words_of(text, language, longest=QUERY_LONGEST)
    meant = [f"{MEANING}{it.name}" for it in meanings_in(words, language)]
    stems = [it.stem for it in words if not it.is_empty and known.standing(f"w{it.stem}")]
    return list(dict.fromkeys((*meant, *stems)))[:WORDS_LEARNT]


def gain_of_uses(times: int) -> float:
    """What being sent on the topic so often adds: from 1 to about 1.5."""
    return 1 + min(0.5, 0.1 * math.log2(1 + times))


def gain_of_lessons(helped: int, failed: int, share: int) -> float:
    """What having helped or failed so often adds or takes, where `share` per cent of the words were the same: 0.1 to 2."""
    told = math.log2(1 + helped) - 1.5 * math.log2(1 + failed)
    return min(2.0, max(0.1, 1 + 0.3 * told * share / 100))
