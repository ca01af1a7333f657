"""How like a request is to one that was solved: by the words that they share, the rare ones most."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

STEM = 5
"""So many first letters of a word are compared: "cassé" and "cassée", "livré" and "livraison" begin alike."""

SHORTEST = 4
"""Letters of a word that counts."""

SAME_TOPIC = 1.5
"""How much more a shared word weighs in a solution of the same topic."""

ENOUGH = 4.0
"""The weight from which on a solution is worth showing: two rare words, or one in the same topic."""

FEW = 20
"""While a shop has recorded less than so many, a word counts for as rare as if there were so many."""


class Known(NamedTuple):
    """A solution as it is ranked: its topic, and those of the asked stems that stand in it."""

    topic: str
    stems: frozenset[str]


def stems(words: Iterable[str]) -> list[str]:
    """The beginnings of those words (folded) that tell something, each once."""
    long_ones = (word for word in words if len(word) >= SHORTEST and not any(sign.isdigit() for sign in word))
    return list(dict.fromkeys(word[:STEM] for word in long_ones))


def likest(known: Mapping[int, Known], topics: Iterable[str], solved: int, limit: int) -> list[int]:
    """The solutions that are likest, best first: at most `limit`, of `solved` that the shop has; none that is not like enough."""
    standing: dict[str, int] = defaultdict(int)
    for it in known.values():
        for stem in it.stems:
            standing[stem] += 1
    asked = {topic for topic in topics if topic}
    weights = {key: _weight(it, standing, asked, solved) for key, it in known.items()}
    found = [key for key, weight in weights.items() if weight >= ENOUGH]
    return sorted(found, key=lambda key: (-weights[key], -key))[:limit]


def _weight(it: Known, standing: Mapping[str, int], topics: set[str], solved: int) -> float:
    among = max(solved, FEW)
    rarity = sum(math.log1p(among / standing[stem]) * (1 - standing[stem] / (among + 1)) for stem in it.stems)
    return rarity * (SAME_TOPIC if it.topic in topics else 1)
