"""Finding what a shop knows by what is asked, in its language first and then in the shop's others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from comptoir.domain.knowledge.queries.candidates import Candidate, candidates
from comptoir.domain.knowledge.queries.vocabulary import Vocabulary, knowledge_number, vocabulary_of
from comptoir.domain.knowledge.rules.asking import asked_in
from comptoir.domain.knowledge.rules.ranking import Rank, ranked, rarity, weighed
from comptoir.domain.knowledge.rules.tokens import scope
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import BadRequest

KINDS = ("article", "phrase", "link")
PAGE = 20
ELSEWHERE = 0.4
"""What is left of a text's weight in another language than the one asked in."""
BEHIND = 0.95
"""How much of the score of the best good text of the asked language one of another has at most."""
GOOD = 0.6
"""From this share of what is asked on, a text answers; when there are enough of them, no other language is looked at."""


class Match(NamedTuple):
    """A text that was found: what it is, its rank, and by which words of the question."""

    kind: str
    of: int
    language: str
    title: str
    topic: str
    score: float
    covered: float
    by: tuple[str, ...]


class Wanted(NamedTuple):
    """Which texts are wanted: of which kinds, for whom, and whether the last word of the query may be a beginning."""

    kinds: tuple[str, ...] = KINDS
    public_only: bool = False
    audience: str | None = None
    is_begun: bool = False

    def is_for(self, row: Candidate) -> bool:
        """Phrases of one audience are none of another's."""
        return self.audience is None or row.kind != "phrase" or row.audience in ("", self.audience)


class Matches(NamedTuple):
    """A page of what was found, the best first; `after` is where the next one begins, "" at the end."""

    rows: tuple[Match, ...]
    after: str


def found(
    shop_id: int,
    query: str,
    language: str,
    *,
    kinds: Iterable[str] = KINDS,
    public_only: bool = False,
    audience: str | None = None,
    is_begun: bool = True,
    at_most: int = PAGE,
    after: str = "",
) -> Matches:
    """A page of what the shop knows about a query. Mistyped words are understood, and what customers call things.

    With `public_only` nothing but what customers may read; with an `audience` no phrases of another. Costs a few bounded
    queries, whatever is asked. Raises `BadRequest` for a place that is none.
    """
    wanted = Wanted(
        tuple(kind for kind in KINDS if kind in set(kinds) and not (public_only and kind == "phrase")),
        public_only,
        audience,
        is_begun,
    )
    every = matches(shop_id, query, language, wanted, enough=at_most)
    rest = [it for it in every if _key(it) > _place(after)] if after else every
    page = tuple(rest[:at_most])
    return Matches(page, _text_of(page[-1]) if len(rest) > at_most else "")


def matches(
    shop_id: int, query: str, language: str, wanted: Wanted, *, enough: int = PAGE, good: float = GOOD
) -> list[Match]:
    """All that could answer, the best first; other languages of the shop only when the asked one has not enough that has a good share of
    what is asked.
    """
    languages = shop_of_id(shop_id).languages
    language = language if language in languages else languages[0]
    number = knowledge_number(shop_id)
    here = _in_language(shop_id, query, language, vocabulary_of(shop_id, language, number), wanted)
    if sum(it.covered >= good for it in here) < min(enough, 3):
        others = (vocabulary_of(shop_id, other, number) for other in languages if other != language)
        elsewhere = [it for known in others for it in _in_language(shop_id, query, language, known, wanted)]
        here += _behind(here, elsewhere, good)
    return sorted(here, key=_key)


def _behind(here: list[Match], elsewhere: list[Match], good: float) -> list[Match]:
    """The texts of other languages, none of them before the best good one of the asked language."""
    best = max((it.score for it in here if it.covered >= good), default=0.0)
    most = max((it.score for it in elsewhere), default=0.0)
    share = BEHIND * best / most if 0 < best <= most else 1.0
    return [it._replace(score=round(it.score * share, 6)) for it in elsewhere]


def matches_in_language(shop_id: int, text: str, language: str, wanted: Wanted) -> list[Match]:
    """All texts of that language that speak of it, in no order. Four queries while the shop's knowledge has not changed."""
    return _in_language(shop_id, text, language, vocabulary_of(shop_id, language, knowledge_number(shop_id)), wanted)


def _in_language(shop_id: int, query: str, asked_in_language: str, known: Vocabulary, wanted: Wanted) -> list[Match]:
    language = known.language
    asked = asked_in(query.replace("\0", " "), asked_in_language, known, is_begun=wanted.is_begun)
    tokens = {token for it in asked for token in it.tokens}
    weights = {token: rarity(known, token) for token in tokens}
    scopes = [scope(shop_id, language, kind, is_public=wanted.public_only) for kind in wanted.kinds]
    rows = candidates(scopes, asked, weights, {token: known.standing(token) for token in tokens})
    share = 1.0 if language == asked_in_language else ELSEWHERE
    question = weighed(asked, weights)
    every = ((row, ranked(row, question)) for row in rows if wanted.is_for(row))
    return [_match(row, rank, share) for row, rank in every if rank.score > 0]


def _match(row: Candidate, rank: Rank, share: float) -> Match:
    score = round(rank.score * share, 6)
    return Match(row.kind, row.of, row.language, row.title, row.topic, score, rank.covered * share, rank.by)


def _key(it: Match) -> tuple[float, str, int]:
    return (-it.score, it.kind, it.of)


def _text_of(it: Match) -> str:
    return f"{it.score!r}_{it.kind}_{it.of}"


def _place(after: str) -> tuple[float, str, int]:
    score, _, rest = after.partition("_")
    kind, _, of = rest.partition("_")
    try:
        if kind not in KINDS or not of.isascii() or len(of) > 18:
            raise BadRequest("no such place in the list")
        return (-float(score), kind, int(of))
    except ValueError as error:
        raise BadRequest("no such place in the list") from error
