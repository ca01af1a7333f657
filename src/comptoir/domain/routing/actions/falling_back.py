"""What is done when nobody can be asked, once a spell: referents are alarmed, the visitor told what else there is."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.actions import raise_alarm
from comptoir.domain.routing.frames import seconds_between, tell_alarm, tell_late
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.queries.waiting import next_best


def alarm_once(search: Search, now: dt.datetime) -> None:
    """Tell those who watch that nobody is free; the caller holds the search's lock and saves it."""
    if search.alarmed_at is not None:
        return
    search.alarmed_at = now
    conversation = search.conversation
    waited = seconds_between(conversation.waiting_since or conversation.opened_at, now)
    raise_alarm(conversation_id=search.pk, why="nobody_free", now=now)
    tell_alarm(conversation.shop_id, search.pk, conversation.assignee_id, "nobody_free", waited)


def propose_once(search: Search, charter: Charter, now: dt.datetime) -> None:
    """Show the waiting visitor the next best things; the caller holds the search's lock and saves it."""
    if search.told_visitor_at is None:
        search.told_visitor_at = now
        propose(search, charter, now)


def propose(search: Search, charter: Charter, now: dt.datetime) -> None:
    """Show the visitor the next best things, again if they were shown before."""
    tell_late(search.pk, next_best(search, charter, now))
