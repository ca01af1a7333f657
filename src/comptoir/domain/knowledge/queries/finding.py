"""Finding what a shop knows by what is asked, in its language first and then in the shop's others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import NamedTuple

from comptoir.domain.knowledge.queries.candidates import Candidate, candidates
from comptoir.domain.knowledge.queries.lessons import lessons_on, taught_candidates
from comptoir.domain.knowledge.queries.vocabulary import Vocabulary, knowledge_number, vocabulary_of
from comptoir.domain.knowledge.rules.asking import Asked, everything_asked, standing_among
from comptoir.domain.knowledge.rules.learning import NOTHING, Learned, Lessons, Taught, pairs_asked
from comptoir.domain.knowledge.rules.ranking import Rank, Weighed, of_texts_alone, ranked, rarity, weighed
from comptoir.domain.knowledge.rules.tokens import scope
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import BadRequest

KINDS = ("article", "phrase", "link")
PAGE = 20
ELSEWHERE = 0.4
"""What is left of a text's weight in another language than the one asked in."""
BEHIND = 0.95
"""How much of the score of the best good text of the asked language one of another has at most."""
PROPOSED_FROM = 60
"""The best texts of a language from which suggestions are chosen."""
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
    taught: Taught = NOTHING


class Wanted(NamedTuple):
    """Which texts are wanted: of which kinds, for whom, whether the last word of the query may be a beginning, and whether what was
    learnt from answers counts."""

    kinds: tuple[str, ...] = KINDS
    public_only: bool = False
    audience: str | None = None
    is_begun: bool = False
    is_taught: bool = False

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
    known = vocabulary_of(shop_id, language, number)
    question = _question(shop_id, query, language, known, wanted)
    here = _in_language(shop_id, question, known, wanted)
    if sum(it.covered >= good for it in here) < min(enough, 3):
        others = (vocabulary_of(shop_id, other, number) for other in languages if other != language)
        elsewhere = [it for known in others for it in _in_language(shop_id, question, known, wanted)]
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
    question = _Question(text.replace("\0", " "), language, Lessons())
    return _in_language(shop_id, question, vocabulary_of(shop_id, language, knowledge_number(shop_id)), wanted)


class _Question(NamedTuple):
    """What is asked, in which language, and what was learnt on its words."""

    text: str
    language: str
    lessons: Lessons


def _question(shop_id: int, query: str, language: str, known: Vocabulary, wanted: Wanted) -> _Question:
    text = query.replace("\0", " ")
    if not wanted.is_taught:
        return _Question(text, language, Lessons())
    asked = [*everything_asked(text, language, known), *pairs_asked(text, language)]
    return _Question(text, language, lessons_on(shop_id, language, asked, known))


def _in_language(shop_id: int, question: _Question, known: Vocabulary, wanted: Wanted) -> list[Match]:
    text, language, lessons = question
    every = everything_asked(text, language, known, is_begun=wanted.is_begun)
    rows = _texts(shop_id, standing_among(every, known), known, lessons, wanted)
    learned = Learned(known, lessons.texts)
    asked = standing_among([*every, *pairs_asked(text, language)] if lessons.of else every, learned)
    sought = weighed(asked, {token: rarity(learned, token) for it in asked for token in it.tokens})
    share = 1.0 if known.language == language else ELSEWHERE
    found = _ranks([row for row in rows if wanted.is_for(row)], sought, known, lessons)
    return [_match(row, rank, share, lessons) for row, rank in (_best(found) if wanted.is_taught else found)]


def _ranks(
    rows: Iterable[Candidate], sought: list[Weighed], known: Vocabulary, lessons: Lessons
) -> Iterator[tuple[Candidate, Rank]]:
    alone = of_texts_alone(sought, known) if lessons.of else sought
    for row in rows:
        learnt = lessons.much((row.kind, row.of))
        rank = ranked(row, sought, learnt) if learnt else ranked(row, alone)
        if rank.score > 0:
            yield row, rank


def _best(found: Iterable[tuple[Candidate, Rank]]) -> list[tuple[Candidate, Rank]]:
    """Of many the best, among which what was learnt may still change the order."""
    return nsmallest(PROPOSED_FROM, found, key=lambda it: (-it[1].score, it[0].kind, it[0].of))


def _texts(
    shop_id: int, asked: list[Asked], known: Vocabulary, lessons: Lessons, wanted: Wanted
) -> Iterable[Candidate]:
    """Texts of the language that have what is asked, and those that answered such words before."""
    weights = {token: rarity(known, token) for it in asked for token in it.tokens}
    scopes = [scope(shop_id, known.language, kind, is_public=wanted.public_only) for kind in wanted.kinds]
    rows = candidates(scopes, asked, weights, {token: known.standing(token) for token in weights})
    there = {(row.kind, row.of) for row in rows}
    keys = [key for key in lessons.of if key not in there and key[0] in wanted.kinds]
    taught = taught_candidates(shop_id, keys, public_only=wanted.public_only)
    return [*rows, *(row for row in taught if row.language == known.language)]


def _match(row: Candidate, rank: Rank, share: float, lessons: Lessons) -> Match:
    score, by = round(rank.score * share, 6), tuple(it for it in rank.by if it)
    taught = lessons.told((row.kind, row.of))
    return Match(row.kind, row.of, row.language, row.title, row.topic, score, rank.covered * share, by, taught)


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
