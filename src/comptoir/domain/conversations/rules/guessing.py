"""Which category a request seems to belong to: a naive Bayes of counted words, that begins with the words of the charter.

The model counts in how many confirmed requests of a category a word stood. A word of the charter counts as if it had stood in
`SEED` of them, and a category that nobody has confirmed yet as likely as any other.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SEED = 20
"""In so many requests of its category a word of the charter is taken to have stood."""

UNSEEN = 0.5
"""In so many requests of a category a word is taken to have stood that never did."""

VOCABULARY = 1000
"""Words that customers use, about: it keeps one category from being likelier for having taught few words."""

COMMON = 0.4
"""A word that stands in a larger share of all confirmed requests tells nothing: "bonjour", "merci"."""

FIRST_AT_LEAST, SECOND_AT_LEAST = 0.4, 0.15
"""Below these a category is not proposed: the likeliest, and the one after it."""


class Guess(NamedTuple):
    """A category, and how sure it is: more than 0, at most 1."""

    category: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Taught:
    """What is known of a category: in how many confirmed requests each word stood, how many there were, how many words they had.

    `seeds` are those of the asked words that the charter lists for it, `listed` is how many it lists.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    requests: int = 0
    total: int = 0
    seeds: frozenset[str] = frozenset()
    listed: int = 0


def guesses(words: Collection[str], taught: Mapping[str, Taught]) -> list[Guess]:
    """The likeliest categories of a text with these different words, at most two, the likeliest first; none that is not likely enough."""
    found = likelihoods(telling(words, taught), taught)
    if not found or found[0].confidence < FIRST_AT_LEAST:
        return []
    return [found[0], *(it for it in found[1:2] if it.confidence >= SECOND_AT_LEAST)]


def telling(words: Collection[str], taught: Mapping[str, Taught]) -> list[str]:
    """Those of the words that say something of the category: known, and not in most requests."""
    requests = sum(it.requests for it in taught.values())
    seeds = frozenset[str]().union(*(it.seeds for it in taught.values()))
    stood = {word: sum(it.words.get(word, 0) for it in taught.values()) for word in words}
    return [word for word in words if word in seeds or (stood[word] > 0 and stood[word] <= COMMON * requests)]


def likelihoods(words: Collection[str], taught: Mapping[str, Taught]) -> list[Guess]:
    """How likely each category is for these telling words, the likeliest first; nothing when there are none. They add up to 1."""
    if not words or not taught:
        return []
    logs = {category: _log(words, it) for category, it in taught.items()}
    highest = max(logs.values())
    weights = {category: math.exp(log - highest) for category, log in logs.items()}
    total = sum(weights.values())
    found = [Guess(category, weight / total) for category, weight in weights.items()]
    return sorted(found, key=lambda it: (-it.confidence, it.category))


def _log(words: Collection[str], known: Taught) -> float:
    # The root keeps a category from being proposed only because most requests are of it.
    prior = math.log(math.sqrt(known.requests + 1))
    total = known.total + SEED * known.listed + UNSEEN * VOCABULARY
    return prior + sum(
        math.log((known.words.get(word, 0) + SEED * (word in known.seeds) + UNSEEN) / total) for word in words
    )
