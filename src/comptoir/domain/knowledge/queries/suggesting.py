"""What could answer a customer's message: phrases, articles and pages, each with why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Sum

from comptoir.domain.knowledge.models import Use
from comptoir.domain.knowledge.queries.finding import KINDS, Match, Wanted, matches
from comptoir.domain.knowledge.rules.learning import Key, gain_of_uses, loss_of_failures
from comptoir.foundation.clock import now as moment

LOOKED_AT = 30
"""Texts that what was learnt may put before others."""
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
    wanted = Wanted(tuple(kind for kind in KINDS if kind in set(kinds)), public_only, audience, is_taught=True)
    listed = matches(shop_id, text, language, wanted, enough=1, good=SUITS)
    listed = listed[:LOOKED_AT]
    uses = _uses(shop_id, topic, listed, (now or moment()).date() - RECENT)
    rows = [_suggestion(it, uses, language) for it in listed]
    best = max((it.score for it in rows), default=0.0)
    covered = {(it.kind, it.of): it.covered for it in listed}
    kept = [it for it in rows if it.score >= BESIDE * best and covered[it.kind, it.id] >= WORTH]
    return tuple(sorted(kept, key=lambda it: (-it.score, it.kind, it.id))[:at_most])


def _uses(shop_id: int, topic: str, listed: Sequence[Match], since: dt.date) -> Counter[Key]:
    if not topic or not listed:
        return Counter()
    rows = Use.objects.filter(shop_id=shop_id, topic=topic, month__gte=since, of__in={it.of for it in listed})
    sums = rows.values_list("kind", "of").annotate(sent=Sum("times")).order_by()
    return Counter({(kind, of): sent for kind, of, sent in sums})


def _suggestion(it: Match, uses: Counter[Key], language: str) -> Suggestion:
    used = uses[it.kind, it.of]
    score = it.score * gain_of_uses(used) * loss_of_failures(it.taught)
    other = it.language if it.language != language else ""
    why = Why(it.by, used, it.taught.helped, other)
    return Suggestion(it.kind, it.of, it.title, it.language, why, round(score, 6))
