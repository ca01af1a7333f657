"""Conversations as rules look at them, now or in the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from comptoir.domain.automation.events import RulesDue
from comptoir.domain.automation.rules import Circumstances
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, is_open
from comptoir.domain.conversations.queries import Case, case_of, tags_on, written_in


def circumstances_now(event: RulesDue) -> Circumstances | None:
    """The conversation at this moment; what the customer wrote is the one message, or all that they did. None where it is gone
    or goes on in another."""
    case = case_of(event.conversation_id)
    if case is None or case.merged_into_id:
        return None
    written = written_in([case.id], seq=event.seq or None)[case.id]
    tags = frozenset(tag.folded for tag in tags_on([case.id])[case.id] if not event.tags or tag.pk in event.tags)
    words: frozenset[str] = frozenset().union(*(it.words for it in written))
    charter = charter_in_force(case.shop_id, event.at)[1]
    return circumstances(case, tags=tags, words=words, charter=charter, at=event.at, score=event.score)


def circumstances(
    case: Case, *, tags: Iterable[str], words: frozenset[str], charter: Charter, at: dt.datetime, score: int = 0
) -> Circumstances:
    """A conversation with its tags' keys and its customer's words, at a moment."""
    return Circumstances(
        topics=frozenset({case.topic, case.category} - {""}),
        tags=frozenset(tags),
        language=case.language,
        priority=case.priority,
        channel=case.channel,
        mood=case.mood,
        audience=case.audience,
        words=words,
        is_open=case.audience in charter.audiences and is_open(charter, case.audience, at),
        score=score or case.score or 0,
    )
