"""What is often found in what the team writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from comptoir.domain.wording.models import MistakeCount
from comptoir.foundation.clock import now

AT_MOST = 50
"""Mistakes in an answer: nobody learns more at once."""


@dataclass(frozen=True, slots=True)
class FrequentMistake:
    """A mistake and how often it was found. `word` is what was written, or nothing where that is no word or two."""

    clause: str
    why: str
    word: str
    times: int


def frequent_mistakes(
    shop_id: int, language: str, days: int, membership_id: int | None = None, *, today: dt.date | None = None
) -> list[FrequentMistake]:
    """The mistakes of the last `days` days (today among them) in texts of a language, the most frequent first.

    All the team's, without saying whose; or those of one member, which are for that member's eyes alone.
    """
    last = today or now().date()
    rows = MistakeCount.objects.filter(shop_id=shop_id, language=language, day__lte=last)
    rows = rows.filter(day__gt=last - dt.timedelta(days=days))
    if membership_id is not None:
        rows = rows.filter(membership_id=membership_id)
    counted = rows.values_list("clause", "why", "word").annotate(sum=Sum("times")).order_by("-sum", "clause", "word")
    return [FrequentMistake(clause, why, word, times) for clause, why, word, times in counted[:AT_MOST]]
