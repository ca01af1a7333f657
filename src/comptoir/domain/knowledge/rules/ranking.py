"""How well a text answers what is asked: rare words weigh more, the title most, and what is asked twice is not counted twice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from comptoir.domain.knowledge.rules.asking import Asked, Standing

IN_TITLE, IN_WORDS, IN_BODY = 2.4, 2.2, 1.0
IN_LESSONS = 3.0
"""What a word is worth for which a text has answered nearly each time."""
AGAIN = 0.5
"""What is left of a meaning's weight when another word of the question stood for it already."""
ALL_ASKED = 1.5
"""How much more a text weighs that has all that is asked than one that has nearly nothing of it."""
BY_CHANCE = 2.0
"""Texts of sixty and more that have a word by chance: that a single one has it does not yet say that it is about it; fewer of fewer texts."""
PLENTY = 2.0
"""From so much in a text on, more of the same word adds little."""
_NOTHING: Mapping[str, float] = {}


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


def rarity(known: Standing, token: str) -> float:
    """How much a token tells: the fewer texts have it, the more."""
    standing = known.standing(token)
    by_chance = min(BY_CHANCE, 0.5 + known.texts / 40)
    return math.log1p((known.texts - standing + 0.5) / (standing + by_chance)) if standing else 0.0


class Weighed(NamedTuple):
    """A word of the question: as it was written, each token that may stand for it (between spaces, as texts have them) with its weight
    times its rarity, and the greatest of these."""

    written: str
    pieces: tuple[tuple[str, float], ...]
    most: float


def weighed(asked: Sequence[Asked], weights: dict[str, float]) -> list[Weighed]:
    """The question as texts are ranked by it; `weights` is the rarity of each token that is asked for."""
    rows = [
        (it.written, tuple((f" {token} ", much * weights[token]) for token, much in it.tokens.items())) for it in asked
    ]
    return [Weighed(written, pieces, max(weight for _, weight in pieces)) for written, pieces in rows]


def of_texts_alone(asked: Sequence[Weighed], known: Standing) -> list[Weighed]:
    """The same question without what stands in no text, for those of which nothing was learnt: they lack it all the same."""
    rows = (tuple(one for one in it.pieces if known.standing(one[0].strip())) for it in asked)
    return [it._replace(pieces=pieces) for it, pieces in zip(asked, rows, strict=True)]


def ranked(text: Text, asked: Sequence[Weighed], learnt: Mapping[str, float] = _NOTHING) -> Rank:
    """The rank of a text; `learnt` is how much it was learnt to answer a token (between spaces), 0 to 1."""
    score, had, possible, by, seen = 0.0, 0.0, 0.0, list[str](), set[str]()
    whole = f"{text.named}|{text.worded}|{text.bodied}"
    for it in asked:
        possible += it.most
        best, piece = 0.0, ""
        for one, weight in it.pieces:
            if one in whole or one in learnt:
                best, piece = max((best, piece), (weight * _much(text, one, learnt), one))
        if best <= 0:
            continue
        if piece in seen:
            best *= AGAIN
        seen.add(piece)
        score += best
        had += min(it.most, best)
        by.append(it.written)
    covered = had / possible if possible else 0.0
    return Rank(score * (1 + (ALL_ASKED - 1) * covered), tuple(by), covered)


def _much(text: Text, piece: str, learnt: Mapping[str, float]) -> float:
    much = IN_LESSONS * learnt.get(piece, 0.0)
    much += (IN_TITLE if piece in text.named else 0.0) + (IN_WORDS if piece in text.worded else 0.0)
    in_body = min(text.bodied.count(piece), 3)
    much += IN_BODY * (0.7 + 0.3 * in_body) if in_body else 0
    return much * (1 + PLENTY) / (much + PLENTY)
