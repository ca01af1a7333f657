"""The words of a shop's knowledge, remembered by each process until the knowledge changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from django.db import connection
from rapidfuzz.distance import OSA

from comptoir.domain.knowledge.models import Findable, KnowledgeState, KnownWord, Synonym
from comptoir.domain.knowledge.rules.tokens import MEANING, meaning_token
from comptoir.domain.knowledge.rules.words import meanings_in, single_words, words_of

BEGUN_AT_MOST, NEAR_AT_MOST = 24, 3
SHORTEST_MISTYPED, SHORTEST_TWICE = 4, 8
"""Letters of a word that may be mistyped in one place, and in two."""

REMEMBERED = 200
"""Vocabularies that a process keeps: one a shop and language."""


@dataclass(slots=True)
class Vocabulary:
    """The words of one shop in one language, as `rules.asking.Known` asks for them."""

    language: str
    number: int
    texts: int
    tokens: dict[str, int]
    words: list[str]
    tokens_of: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    heads: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def standing(self, token: str) -> int:
        """In how many texts the token stands."""
        return self.tokens.get(token, 0)

    def near(self, plain: str) -> Sequence[str]:
        """Folded words that are written almost so, the nearest first."""
        if len(plain) < SHORTEST_MISTYPED:
            return ()
        most = 2 if len(plain) >= SHORTEST_TWICE else 1
        found = []
        for length in range(len(plain) - most, len(plain) + most + 1):
            for word in self.heads.get((plain[0], length), ()):
                apart = OSA.distance(plain, word, score_cutoff=most)
                if apart <= most:
                    found.append((apart, -self.tokens.get(self.tokens_of.get(word, ""), 0), word))
        nearest = min((it[0] for it in found), default=0)
        return [word for apart, _, word in sorted(found)[:NEAR_AT_MOST] if apart == nearest]

    def begun(self, plain: str) -> Sequence[str]:
        """Tokens of words that begin so, those of most texts first."""
        rest = takewhile(lambda word: word.startswith(plain), self.words[bisect_left(self.words, plain) :])
        tokens = {self.tokens_of[word] for word in rest}
        return sorted(tokens, key=lambda token: (-self.standing(token), token))[:BEGUN_AT_MOST]

    def same(self, stem: str) -> Iterable[str]:
        """Tokens of words that mean the same in this shop."""
        return self.synonyms.get(stem, ())


_remembered: dict[tuple[int, str], Vocabulary] = {}


def knowledge_number(shop_id: int) -> int:
    """How often the shop's knowledge has changed. One small query."""
    return KnowledgeState.objects.filter(pk=shop_id).values_list("number", flat=True).first() or 0


def vocabulary_of(shop_id: int, language: str, number: int) -> Vocabulary:
    """The words as they stand when the knowledge has changed so often. Three queries after a change, else none."""
    known = _remembered.get((shop_id, language))
    if known and known.number == number:
        return known
    read = _read(shop_id, language, number)
    # What is read within a transaction may never come to be.
    if not connection.in_atomic_block:
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[shop_id, language] = read
    return read


def forget_vocabularies() -> None:
    """Read them again at the next question."""
    _remembered.clear()


def _read(shop_id: int, language: str, number: int) -> Vocabulary:
    rows = KnownWord.objects.filter(shop_id=shop_id, language=language).values_list("word", "stem", "texts")
    tokens, tokens_of = defaultdict[str, int](int), dict[str, str]()
    for word, token, texts in rows.iterator(chunk_size=2000):
        tokens[token] += texts
        if not word.startswith(MEANING):
            tokens_of[word] = token
    of_shop = Findable.objects.filter(shop_id=shop_id, language=language)
    heads = defaultdict[tuple[str, int], list[str]](list)
    for word in {*tokens_of, *single_words(language)}:
        heads[word[0], len(word)].append(word)
    synonyms = _synonyms(shop_id, language)
    return Vocabulary(
        language, number, of_shop.count(), dict(tokens), sorted(tokens_of), tokens_of, synonyms, dict(heads)
    )


def _synonyms(shop_id: int, language: str) -> dict[str, tuple[str, ...]]:
    """For each stem of a group, the tokens of the others."""
    said: dict[str, set[str]] = defaultdict(set)
    rows = Synonym.objects.filter(shop_id=shop_id, language=language).order_by("id")
    for group in rows.values_list("words", flat=True):
        each = [words_of(line, language, longest=100) for line in group.splitlines()]
        tokens = {f"w{it.stem}" for words in each for it in words if not it.is_empty}
        tokens |= {meaning_token(it.name) for words in each for it in meanings_in(words, language)}
        for words in each:
            for it in words:
                if not it.is_empty:
                    said[it.stem] |= tokens - {f"w{it.stem}"}
    return {stem: tuple(sorted(tokens)) for stem, tokens in said.items()}
