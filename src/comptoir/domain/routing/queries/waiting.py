"""What a visitor who waits should know. They are told as it changes; a browser that may have missed that asks here."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.charter.rules import Charter, answers_at, audiences_for, page_rule
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.queries.queue import queue_place
from comptoir.domain.routing.rules import next_best_things, other_audiences


class VisitorsWait(NamedTuple):
    """A visitor's place in the queue (0: they do not wait), the expected seconds, and what was offered instead, if late."""

    position: int
    wait: int | None
    offers: tuple[str, ...]


def visitors_wait(conversation_id: int, now: dt.datetime) -> VisitorsWait:
    """How a visitor's wait stands now."""
    position, wait = queue_place(conversation_id, now)
    search = Search.objects.filter(pk=conversation_id, told_visitor_at__isnull=False).first() if position else None
    return VisitorsWait(position, wait, _next_best(search, now) if search else ())


def may_choose_audience(search: Search, charter: Charter) -> bool:
    """Whether the charter lets this visitor turn to another audience: by the page, or as the fallback of chats."""
    rule = page_rule(charter, search.conversation.page_url)
    return rule.visitor_chooses or "other_audience" in charter.chat.fallback


def substitutes(search: Search, charter: Charter, now: dt.datetime) -> tuple[str, ...]:
    """The audiences that may answer in place of the conversation's own, and do at this hour."""
    conversation = search.conversation
    there = [name for name in charter.audiences if answers_at(charter, name, now)]
    return other_audiences(conversation.audience, there, audiences_for(charter, conversation.topic))


def next_best(search: Search, charter: Charter, now: dt.datetime) -> list[str]:
    """What to propose to the visitor who waits too long."""
    return next_best_things(substitutes(search, charter, now), may_choose_audience(search, charter))


def _next_best(search: Search, now: dt.datetime) -> tuple[str, ...]:
    return tuple(next_best(search, governing_charter(search.conversation, now), now))
