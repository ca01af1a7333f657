"""What use teaches: which words of a question are kept, and how much they tell of what answered it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from comptoir.domain.knowledge.rules.asking import Asked, Standing
from comptoir.domain.knowledge.rules.bounds import QUERY_LONGEST
from comptoir.domain.knowledge.rules.namely import nobodys_words
from comptoir.domain.knowledge.rules.tokens import meaning_token
from comptoir.domain.knowledge.rules.usual import telling
from comptoir.domain.knowledge.rules.words import Word, meanings_in, words_of

WORDS_LEARNT = 16
"""Words of a question that are kept: those that tell most; as many pairs of neighbours, and `MEANINGS_LEARNT` of its meanings."""
MEANINGS_LEARNT = 10
TOKEN_LONGEST = 60
PAIRED = "p"
"""The first letter of the token of two words that stand together."""
TOGETHER = 0.7
"""What is left of the weight of two words together, beside their own."""
HARDLY, EACH = 0.6, 0.12
"""What a word's times are divided by more, at once, and for each question that the text answered: a word of one question of one tells
0.58 of what it can, one of five of ten 0.74, one of three of a thousand nearly nothing."""
AGAINST = 1.5
"""How many answers a failure takes back."""

Key = tuple[str, int]
"""A text: its kind and number."""


class Taught(NamedTuple):
    """How often a text answered questions with a token, and how often it was said not to."""

    helped: int
    failed: int


NOTHING = Taught(0, 0)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learnt on the tokens of a question, by text; and how many questions each text has answered in all."""

    of: Mapping[Key, Mapping[str, Taught]] = field(default_factory=dict)
    answered: Mapping[Key, int] = field(default_factory=dict)
    texts: Mapping[str, int] = field(default_factory=dict)
    """In how many texts' lessons a token stands."""

    def much(self, key: Key) -> dict[str, float]:
        """How much the text answers each token, from 0 to nearly 1; tokens between spaces, as texts have them."""
        rows, answered = self.of.get(key), self.answered.get(key, 0)
        return {f" {token} ": much_of(it, answered) for token, it in rows.items()} if rows else {}

    def told(self, key: Key) -> Taught:
        """How often it answered such a question: of the tokens that it did, the middle; and how often it did not, at most."""
        if key not in self.of:
            return NOTHING
        rows = self.of[key].values()
        helped = sorted(it.helped for it in rows if it.helped) or [0]
        return Taught(helped[len(helped) // 2], max(it.failed for it in rows))


@dataclass(frozen=True, slots=True)
class Learned:
    """The words of a shop's knowledge, and those that were learnt beside them."""

    known: Standing
    learnt: Mapping[str, int]

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self.known.texts

    def standing(self, token: str) -> int:
        """In how many texts the token stands, or for how many it was learnt: whichever is more."""
        return max(self.known.standing(token), self.learnt.get(token, 0))


def lesson_tokens(text: str, language: str, of_shop: Collection[str]) -> list[str]:
    """The tokens of a question that may be kept: its meanings, and words that the shop's knowledge (`of_shop`, folded) or the language has
    and that are nobody's name; never a number.
    """
    words = nobodys_words(text[:QUERY_LONGEST], language, of_shop)
    meant = dict.fromkeys(meaning_token(it.name) for it in meanings_in(words, language))
    full = sorted(
        {it.stem: it for it in words if not it.is_empty}.values(), key=lambda it: -telling(it.plain, language)
    )
    kept = [f"w{it.stem}" for it in full[:WORDS_LEARNT]]
    return [*list(meant)[:MEANINGS_LEARNT], *kept, *pairs_of(words)[:WORDS_LEARNT]]


def pairs_of(words: Sequence[Word]) -> list[str]:
    """The tokens of words that stand side by side, of which one says something."""
    found = [
        f"{PAIRED}{a.stem}_{b.stem}"
        for a, b in pairwise(words)
        if a.stem and b.stem and not (a.is_empty and b.is_empty)
    ]
    return [it for it in dict.fromkeys(found) if len(it) <= TOKEN_LONGEST]


def pairs_asked(text: str, language: str) -> list[Asked]:
    """What a question asks for by two words together, beside the words themselves."""
    words = words_of(text, language, longest=QUERY_LONGEST)
    return [Asked("", {token: TOGETHER}) for token in pairs_of(words)[:WORDS_LEARNT]]


def much_of(it: Taught, answered: int) -> float:
    """How much so many answers say, of a text that has answered so many questions in all."""
    times = max(0.0, it.helped - AGAINST * it.failed)
    return times / (times + HARDLY + EACH * answered) if times else 0.0


def gain_of_uses(times: int) -> float:
    """What being sent on the topic so often adds: from 1 to about 1.5."""
    return 1 + min(0.5, 0.1 * math.log2(1 + times))


def loss_of_failures(it: Taught) -> float:
    """What is left of what was said not to help with such questions: from 1 down to 0.1."""
    told = AGAINST * math.log2(1 + it.failed) - math.log2(1 + it.helped)
    return min(1.0, max(0.1, 1 - 0.3 * told)) if it.failed else 1.0
