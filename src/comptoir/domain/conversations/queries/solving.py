"""How requests were solved: the one at hand, and those that are like it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from comptoir.domain.charter.rules import Charter
from comptoir.domain.charter.rules import may_answer as may_answer_topic
from comptoir.domain.conversations.models import Conversation, Solution, SolutionWord
from comptoir.domain.conversations.queries.finding import conversation_for
from comptoir.domain.conversations.queries.guessing import asked_words
from comptoir.domain.conversations.queries.redacting import reader_of, redactor_for
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.conversations.rules.solving import Known, likest, stems
from comptoir.domain.people.rules import Viewer

OFFERED = 3
ROWS_AT_MOST = 5000
"""Words of solutions that are looked at, those of the newest first."""


class Solved(NamedTuple):
    """How a request was solved; `conversation_id` is nothing where the viewer may not see that conversation."""

    problem: str
    solution: str
    topic: str
    conversation_id: int | None


def solution_of(conversation_id: int) -> Solution | None:
    """What was recorded for the conversation."""
    return Solution.objects.filter(pk=conversation_id).first()


def solution_seen(conversation_id: int, viewer: Viewer, now: dt.datetime) -> Solved | None:
    """What was recorded for the conversation, as that member may read it. A11."""
    found = Solution.objects.select_related("conversation").filter(pk=conversation_id).first()
    return _as_seen(found, viewer, now) if found else None


def solution_for_others(conversation_id: int, viewer: Viewer, now: dt.datetime) -> Solved | None:
    """What was recorded for the conversation, without what is its customer's: what words for everybody may begin with. What was left
    out is named between `⟦ ⟧`, as in an excerpt of the feed. Raises `ConversationNotFound`. D4, D9.
    """
    conversation, viewer = conversation_for(viewer, conversation_id)
    found = solution_of(conversation_id)
    if found is None:
        return None
    redact = redactor_for(conversation, now)
    return Solved(redact(found.problem), redact(found.solution), found.topic, conversation_id)


def like_solutions(
    conversation: Conversation, viewer: Viewer, charter: Charter, topics: Sequence[str], now: dt.datetime
) -> list[Solved]:
    """How requests like this one were solved, the likest first; `topics` are what it is about, or seems to be.

    Only of topics that the viewer's audience may answer and that are theirs.
    """
    asked = stems(asked_words(conversation.pk))
    of_shop = SolutionWord.objects.filter(shop_id=conversation.shop_id, word__in=asked)
    rows = of_shop.exclude(solution_id=conversation.pk).order_by("-solution_id")[:ROWS_AT_MOST]
    shared: dict[int, tuple[str, set[str]]] = defaultdict(lambda: ("", set()))
    for pk, topic, word in rows.values_list("solution_id", "solution__topic", "word"):
        if _is_theirs(topic, viewer, charter):
            shared[pk] = (topic, shared[pk][1] | {word})
    known = {pk: Known(topic, frozenset(words)) for pk, (topic, words) in shared.items()}
    if not known:
        return []
    solved = Solution.objects.filter(shop_id=conversation.shop_id).count()
    best = likest(known, topics, solved, OFFERED)
    found = Solution.objects.select_related("conversation").in_bulk(best)
    return [_as_seen(found[pk], viewer, now) for pk in best]


def _is_theirs(topic: str, viewer: Viewer, charter: Charter) -> bool:
    if viewer.sees_all or not topic:
        return True
    is_theirs = not viewer.topics or topic in viewer.topics
    return is_theirs and (not viewer.audience or may_answer_topic(charter, viewer.audience, topic))


def _as_seen(it: Solution, viewer: Viewer, now: dt.datetime) -> Solved:
    read = reader_of(viewer, it.pk, it.membership_id, now)
    seen = it.pk if may_see(viewer, it.conversation) else None
    return Solved(read(it.problem), read(it.solution), it.topic, seen)
