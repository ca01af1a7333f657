"""How well a text answers what is asked: rare words weigh more, the title most, and what is asked twice is not counted twice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from comptoir.domain.knowledge.rules.asking import Asked, Known

IN_TITLE, IN_WORDS, IN_BODY = 2.4, 2.2, 1.0
AGAIN = 0.5
"""What is left of a meaning's weight when another word of the question stood for it already."""
ALL_ASKED = 1.5
"""How much more a text weighs that has all that is asked than one that has nearly nothing of it."""
PLENTY = 2.0
"""From so much in a text on, more of the same word adds little."""


class Text(Protocol):
    """A text as it stands in the index."""

    @property
    def named(self) -> str: ...
    @property
    def worded(self) -> str: ...
    @property
    def bodied(self) -> str: ...


class Rank(NamedTuple):
    """How well it answers, which words of the question it was found by, and how much of what is asked it has, 0 to 1."""

    score: float
    by: tuple[str, ...]
    covered: float


def rarity(known: Known, token: str) -> float:
    """How much a token tells: the fewer texts have it, the more."""
    standing = known.standing(token)
    return math.log1p((known.texts - standing + 0.5) / (standing + 0.5)) if standing else 0.0


def ranked(text: Text, asked: Sequence[Asked], weights: dict[str, float]) -> Rank:
    """The rank of a text; `weights` is the rarity of each token that is asked for."""
    score, had, possible, by, seen = 0.0, 0.0, 0.0, list[str](), set[str]()
    for it in asked:
        most = max(weight * weights[token] for token, weight in it.tokens.items())
        best, token = max((weight * weights[token] * _much(text, token), token) for token, weight in it.tokens.items())
        possible += most
        if best <= 0:
            continue
        if token in seen:
            best *= AGAIN
        seen.add(token)
        score += best
        had += min(most, best)
        by.append(it.written)
    covered = had / possible if possible else 0.0
    return Rank(score * (1 + (ALL_ASKED - 1) * covered), tuple(by), covered)


def _much(text: Text, token: str) -> float:
    piece = f" {token} "
    much = IN_TITLE * min(text.named.count(piece), 1) + IN_WORDS * min(text.worded.count(piece), 1)
    in_body = min(text.bodied.count(piece), 3)
    much += IN_BODY * (0.7 + 0.3 * in_body) if in_body else 0
    return much * (1 + PLENTY) / (much + PLENTY)
