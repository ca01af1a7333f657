"""What could answer a customer's message: phrases, articles and pages, each with why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q, Sum

from comptoir.domain.knowledge.models import Findable, Lesson, Use
from comptoir.domain.knowledge.queries.finding import KINDS, Match, Wanted, matches
from comptoir.domain.knowledge.queries.vocabulary import knowledge_number, vocabulary_of
from comptoir.domain.knowledge.rules.learning import gain_of_lessons, gain_of_uses, lesson_words
from comptoir.foundation.clock import now as moment

LOOKED_AT = 30
"""Texts that what was learnt may put before others."""
LEARNT_AT_MOST = 400
"""Lessons about the words of one message that are looked at."""
WORTH = 0.22
"""Share of what is asked that a text must have to be proposed; and of the best one's score, `BESIDE`."""
BESIDE = 0.3
SUITS = 0.3
"""From this share on a text in the customer's language suits: then none of another language takes a place."""
RECENT = dt.timedelta(days=190)
"""For how long a use on a topic counts."""


class Why(NamedTuple):
    """Why something is proposed: the words of the message it speaks of, how often it was sent on this topic lately, how often
    it answered such words, and the language it is in where that is another."""

    words: tuple[str, ...]
    used: int = 0
    helped: int = 0
    language: str = ""


class Suggestion(NamedTuple):
    """A phrase, an article (its translation) or a link (`kind` and its number) that could answer."""

    kind: str
    id: int
    title: str
    language: str
    why: Why
    score: float

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the message that it was found by."""
        return self.why.words


def suggestions_for(
    shop_id: int,
    text: str,
    language: str,
    *,
    audience: str | None = None,
    topic: str = "",
    kinds: Iterable[str] = KINDS,
    public_only: bool = False,
    at_most: int = 5,
    now: dt.datetime | None = None,
) -> tuple[Suggestion, ...]:
    """What could answer the message, the best first; nothing where nothing is worth it. A few bounded queries, whatever it says.

    Put first: what was sent on the `topic`, and what answered such words before; last: what was said not to help.
    """
    wanted = Wanted(tuple(kind for kind in KINDS if kind in set(kinds)), public_only, audience)
    listed = matches(shop_id, text, language, wanted, enough=1, good=SUITS)
    lessons = _lessons(shop_id, text, language)
    listed = [*listed[:LOOKED_AT], *_learnt(shop_id, lessons, listed[:LOOKED_AT], wanted)]
    uses = _uses(shop_id, topic, listed, (now or moment()).date() - RECENT)
    rows = [_suggestion(it, lessons, uses, language) for it in listed]
    best = max((it.score for it in rows), default=0.0)
    covered = {(it.kind, it.of): it.covered for it in listed}
    kept = [it for it in rows if it.score >= BESIDE * best and covered[it.kind, it.id] >= WORTH]
    return tuple(sorted(kept, key=lambda it: (-it.score, it.kind, it.id))[:at_most])


_Key = tuple[str, int]


def _lessons(shop_id: int, text: str, language: str) -> dict[_Key, tuple[int, int, int]]:
    """For each text of which something was learnt on these words: how often it helped, failed, and on how many of them."""
    words = lesson_words(text, language, vocabulary_of(shop_id, language, knowledge_number(shop_id)))
    if not words:
        return {}
    rows = Lesson.objects.filter(shop_id=shop_id, language=language, word__in=words)
    helped, failed, on = Counter[_Key](), Counter[_Key](), Counter[_Key]()
    for kind, of, yes, no in rows.values_list("kind", "of", "helped", "failed")[:LEARNT_AT_MOST]:
        helped[kind, of] += yes
        failed[kind, of] += no
        on[kind, of] += 1
    return {key: (helped[key] // on[key], failed[key] // on[key], on[key] * 100 // len(words)) for key in on}


def _learnt(
    shop_id: int, lessons: dict[_Key, tuple[int, int, int]], known: Sequence[Match], wanted: Wanted
) -> list[Match]:
    """What answered such words before, although it does not have them."""
    there = {(it.kind, it.of) for it in known}
    good = [
        key
        for key, (helped, failed, share) in lessons.items()
        if key not in there and helped > failed and helped >= 2 and share >= 60 and key[0] in wanted.kinds
    ][:LOOKED_AT]
    if not good:
        return []
    either = Q()
    for kind, of in good:
        either |= Q(kind=kind, of=of)
    best = max((it.score for it in known), default=1.0)
    rows = Findable.objects.filter(either, shop_id=shop_id)
    rows = rows.filter(is_public=True) if wanted.public_only else rows
    seen = (it for it in rows if wanted.audience is None or it.kind != "phrase" or it.audience in ("", wanted.audience))
    return [Match(it.kind, it.of, it.language, it.title, it.topic, best / 2, 1.0, ()) for it in seen]


def _uses(shop_id: int, topic: str, listed: Sequence[Match], since: dt.date) -> Counter[_Key]:
    if not topic or not listed:
        return Counter()
    rows = Use.objects.filter(shop_id=shop_id, topic=topic, month__gte=since, of__in={it.of for it in listed})
    sums = rows.values_list("kind", "of").annotate(sent=Sum("times")).order_by()
    return Counter({(kind, of): sent for kind, of, sent in sums})


def _suggestion(it: Match, lessons: dict[_Key, tuple[int, int, int]], uses: Counter[_Key], language: str) -> Suggestion:
    helped, failed, share = lessons.get((it.kind, it.of), (0, 0, 0))
    used = uses[it.kind, it.of]
    score = it.score * gain_of_uses(used) * gain_of_lessons(helped, failed, share)
    other = it.language if it.language != language else ""
    return Suggestion(it.kind, it.of, it.title, it.language, Why(it.by, used, helped, other), round(score, 6))
