"""What is asked for: each word of a question with all that may stand for it in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from comptoir.domain.knowledge.rules.bounds import QUERY_LONGEST
from comptoir.domain.knowledge.rules.meanings import broader
from comptoir.domain.knowledge.rules.tokens import MEANING, meaning_token
from comptoir.domain.knowledge.rules.usual import is_usual, telling
from comptoir.domain.knowledge.rules.words import Word, meanings_in, plain_word, stem_of, words_of

WORDS_AT_MOST = 40
"""Different words of a question that count: the first ones."""
ENDING = 2
"""Letters in which forms of a word differ that have not the same stem."""
CORRECTED_AT_MOST = 8
"""Words of a question that are looked up as mistyped."""

AS_WRITTEN, BEGUN, SAME, MISTYPED, MEANT, EXPRESSED = 1.0, 0.8, 0.8, 0.4, 0.8, 0.96
"""How much is left of a word's weight when it stands there: itself, begun so, by a synonym of the shop, mistyped, by its
meaning, by the meaning of several words together."""
ALONG = 0.4
"""What is left of a meaning's weight for those that are spoken of along with it."""
UNSURE = 0.5
"""What is left of that of a word that tells nothing: the more usual a word, the more it is used for."""


class Standing(Protocol):
    """How many texts there are, and in how many a token stands."""

    @property
    def texts(self) -> int:
        """How many texts there are."""

    def standing(self, token: str) -> int:
        """In how many texts the token stands."""


class Known(Standing, Protocol):
    """The words of a shop's knowledge in one language."""

    def near(self, plain: str) -> Sequence[str]:
        """Folded words that are written almost so."""

    def begun(self, plain: str) -> Sequence[str]:
        """Tokens of words that begin so."""

    def same(self, stem: str) -> Iterable[str]:
        """Tokens of words that mean the same in this shop."""


@dataclass(slots=True)
class Asked:
    """A word of the question, or an expression: as it was written, and the tokens that may stand for it with their weight."""

    written: str
    tokens: dict[str, float] = field(default_factory=dict)

    def may_be(self, token: str, weight: float) -> None:
        """Let a token stand for it, with the best of its weights."""
        self.tokens[token] = max(weight, self.tokens.get(token, 0.0))


def asked_in(text: str, language: str, known: Known, *, is_begun: bool = False) -> list[Asked]:
    """What a text in `language` asks for among the known; with `is_begun`, while somebody looks for something, its last word may be
    the beginning of one, and words that say nothing count where there are no others; what is spoken of along with it is not looked for.

    Words that stand nowhere are left out. Linear in the text, of which `QUERY_LONGEST` characters are read.
    """
    return standing_among(everything_asked(text, language, known, is_begun=is_begun), known)


def everything_asked(text: str, language: str, known: Known, *, is_begun: bool = False) -> list[Asked]:
    """As `asked_in`, also words that stand nowhere."""
    words = words_of(text, language, longest=QUERY_LONGEST)
    asked: dict[str, Asked] = {}
    says_nothing = is_begun and all(word.is_empty for word in words)
    for word in words:
        if (says_nothing or not word.is_empty) and word.stem not in asked and len(asked) < WORDS_AT_MOST:
            asked[word.stem] = Asked(word.written, {f"w{word.stem}": AS_WRITTEN * telling(word.plain, language)})
    last = words[-1] if words and is_begun and text[:QUERY_LONGEST][-1:].isalnum() else None
    _add_begun(asked, last, known)
    _add_near(asked, words, language, known)
    _add_same(asked, known)
    _add_meanings(asked, words, language)
    if not is_begun:
        _add_broader(asked.values())
    return list(asked.values())


def standing_among(asked: Iterable[Asked], known: Standing) -> list[Asked]:
    """What is asked as far as it stands somewhere."""
    rows = (
        Asked(it.written, {token: much for token, much in it.tokens.items() if known.standing(token)}) for it in asked
    )
    return [it for it in rows if it.tokens]


def _add_begun(asked: dict[str, Asked], last: Word | None, known: Known) -> None:
    if last is None:
        return
    it = asked.setdefault(last.stem, Asked(last.written))
    for token in known.begun(last.plain):
        it.may_be(token, BEGUN)


def _add_near(asked: Mapping[str, Asked], words: Iterable[Word], language: str, known: Known) -> None:
    """Words that stand nowhere are taken for mistyped ones."""
    tried = 0
    for word in {it.stem: it for it in words}.values():
        it = asked.get(word.stem)
        if it is None or known.standing(f"w{word.stem}") or tried >= CORRECTED_AT_MOST or word.stem.isdigit():
            continue
        tried += 1
        for near in _mistyped(word.plain, language, known):
            it.may_be(f"w{stem_of(near, language)}", MISTYPED)
            meant = meanings_in([Word(near, near, stem_of(near, language), False)], language)
            for one in meant:
                it.may_be(meaning_token(one.name), MISTYPED * MEANT)


def _mistyped(plain: str, language: str, known: Known) -> list[str]:
    """What the word was meant to be. One that the language has is itself: its ending alone may be another."""
    is_word = is_usual(plain, language)
    return [near for near in known.near(plain) if not is_word or near[:-ENDING] == plain[: len(near) - ENDING]]


def _add_same(asked: Mapping[str, Asked], known: Known) -> None:
    for stem, it in asked.items():
        for token in known.same(stem):
            it.may_be(token, SAME)


def _add_meanings(asked: dict[str, Asked], words: list[Word], language: str) -> None:
    for one in meanings_in(words, language):
        said = words[one.start : one.start + one.length]
        if one.length == 1:
            if said[0].stem in asked:
                surely = UNSURE + (1 - UNSURE) * telling(said[0].plain, language)
                asked[said[0].stem].may_be(meaning_token(one.name), MEANT * surely)
        elif len(asked) < WORDS_AT_MOST:
            written = " ".join(it.written for it in said)
            it = asked.setdefault(f"{MEANING}{plain_word(written)}", Asked(written))
            it.may_be(meaning_token(one.name), EXPRESSED)


def _add_broader(asked: Iterable[Asked]) -> None:
    """An article on faults may answer who says that it leaks."""
    for it in asked:
        for token, weight in tuple(it.tokens.items()):
            for along in _spoken_along().get(token, ()):
                it.may_be(along, ALONG * weight)


@lru_cache(maxsize=1)
def _spoken_along() -> dict[str, tuple[str, ...]]:
    """Of a meaning's token, the tokens of the broader ones."""
    return {meaning_token(name): tuple(map(meaning_token, each)) for name, each in broader().items()}
