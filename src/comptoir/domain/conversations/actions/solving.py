"""Recording how a request was solved."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.indexing import keep_words
from comptoir.domain.conversations.errors import SolutionMissing
from comptoir.domain.conversations.models import Solution, SolutionWord
from comptoir.domain.conversations.models.solving import LINE_LONGEST
from comptoir.domain.conversations.rules.solving import stems
from comptoir.domain.conversations.words import words_in
from comptoir.domain.people.rules import Viewer
from comptoir.language.cards import masked_line


def record_solution(*, conversation_id: int, viewer: Viewer, problem: str, solution: str, now: dt.datetime) -> None:
    """Keep what the problem was and what solved it, a line each; another record takes the place of the first.

    The conversation is found by these words, too. Raises `SolutionMissing` when one of the two is not said.
    """
    problem, solution = _line(problem), _line(solution)
    if not problem or not solution:
        raise SolutionMissing
    with changed(conversation_id, now, viewer) as (stream, row):
        said = {"problem": problem, "solution": solution}
        kept = {**said, "shop_id": row.shop_id, "topic": row.category or row.topic, "recorded_at": now}
        kept["membership_id"] = viewer.membership_id
        if Solution.objects.filter(pk=row.id, **said).exists():
            return
        Solution.objects.update_or_create(pk=row.id, defaults=kept)
        _make_findable(row.id, row.shop_id, f"{problem} {solution}")
        stream.append(row, "solved", membership_id=viewer.membership_id, facts=said, is_public=False)


def _make_findable(conversation_id: int, shop_id: int, text: str) -> None:
    words = words_in(text)
    SolutionWord.objects.filter(solution_id=conversation_id).delete()
    SolutionWord.objects.bulk_create(
        SolutionWord(solution_id=conversation_id, shop_id=shop_id, word=stem) for stem in sorted(stems(words))
    )
    keep_words((conversation_id, shop_id, word.encode(), "") for word in words)


def _line(text: str) -> str:
    return masked_line(text)[:LINE_LONGEST]
