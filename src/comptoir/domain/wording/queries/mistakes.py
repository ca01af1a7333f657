"""What is often found in what the team writes. What stands beside one's own is nobody's in particular: decision 11."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet, Sum

from comptoir.domain.shops.queries import shop_day
from comptoir.domain.wording.models import MistakeCount
from comptoir.foundation.clock import now

AT_MOST = 50
"""Mistakes in an answer: nobody learns more at once."""


OTHERS_AT_LEAST = 2
"""So many others must have mistakes before the team's are told: what is left when one takes off one's own is then nobody's."""


@dataclass(frozen=True, slots=True)
class FrequentMistake:
    """A mistake and how often it was found. `word` is what was written, or nothing where that is no word or two, and
    `better` what would have been, where that is known. `own` counts those of whoever asks.
    """

    clause: str
    why: str
    word: str
    times: int
    better: str = ""
    own: int = 0


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many mistakes of a clause there were in texts of a language; `own` are those of whoever asks."""

    language: str
    clause: str
    times: int
    own: int


def mistakes_beside_own(
    shop_id: int, language: str, days: int, membership_id: int, *, today: dt.date | None = None
) -> list[FrequentMistake]:
    """The team's mistakes of the last `days` days of the shop's calendar (today among them) in texts of a language, the most
    frequent first; how many of each are this member's, who alone may read it; and of nobody else whose they are.

    Where the team's are not told in that language (`languages_told`), the member's alone.
    """
    own = Sum("times", filter=Q(membership_id=membership_id), default=0)
    rows = _rows(shop_id, days, today).filter(language=language)
    if language not in languages_told(shop_id, days, membership_id, today=today):
        rows = rows.filter(membership_id=membership_id)
    return _frequent(rows, own)


def clauses_beside_own(
    shop_id: int, days: int, membership_id: int, *, today: dt.date | None = None
) -> list[ClauseCount]:
    """How many mistakes of each clause there were in each language, the team's and this member's; most frequent first.

    In languages in which the team's are not told (`languages_told`), the member's alone.
    """
    own = Sum("times", filter=Q(membership_id=membership_id), default=0)
    told = Q(language__in=languages_told(shop_id, days, membership_id, today=today)) | Q(membership_id=membership_id)
    rows = _rows(shop_id, days, today).filter(told).values("language", "clause").annotate(sum=Sum("times"), own=own)
    counted = [ClauseCount(row["language"], row["clause"], row["sum"], row["own"]) for row in rows]
    return sorted(counted, key=lambda it: (-it.times, it.clause, it.language))


def languages_told(shop_id: int, days: int, membership_id: int, *, today: dt.date | None = None) -> frozenset[str]:
    """The languages in which the team's mistakes of these days may be told to this member: enough others made some.

    All who have left the shop count as one.
    """
    others = _rows(shop_id, days, today).exclude(membership_id=membership_id)
    made = Counter(language for language, _ in others.values_list("language", "membership_id").distinct())
    return frozenset(language for language, people in made.items() if people >= OTHERS_AT_LEAST)


def _rows(shop_id: int, days: int, today: dt.date | None) -> QuerySet[MistakeCount]:
    last = today or shop_day(shop_id, now())
    first = last - dt.timedelta(days=days - 1)
    return MistakeCount.objects.filter(shop_id=shop_id, day__gte=first, day__lte=last)


def _frequent(rows: QuerySet[MistakeCount], own: Sum) -> list[FrequentMistake]:
    counted = rows.values("clause", "why", "word").annotate(sum=Sum("times"), fix=Max("better"), own=own)
    return [
        FrequentMistake(row["clause"], row["why"], row["word"], row["sum"], row["fix"], row["own"])
        for row in counted.order_by(F("sum").desc(), "clause", "word")[:AT_MOST]
    ]
