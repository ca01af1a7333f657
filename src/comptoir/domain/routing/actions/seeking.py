"""Seeking: an agent for a conversation, or a conversation for an agent. One offer in one transaction."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.routing.actions.asking import ask_next, begin_round, begin_spell
from comptoir.domain.routing.actions.locks import free_search, locked_search
from comptoir.domain.routing.events import AgentBecameFree
from comptoir.domain.routing.models import Availability, Desk, Offer, Search
from comptoir.domain.routing.queries.queue import sought_for
from comptoir.domain.routing.rules import is_connected, is_spared
from comptoir.foundation.outbox import announce
from comptoir.foundation.worker import each_alone

NEW_SPELL = frozenset({"opened", "redirected", "hand_over"})
"""Triggers with which the search begins anew. Who gave a conversation back is noted when it happens, not here."""

AT_ONCE = 100
"""Searches that one sweep takes up again."""


@transaction.atomic
def seek_agent(*, conversation_id: int, trigger: str, now: dt.datetime) -> Offer | None:
    """Offer the conversation to the best agent there is, if it waits or is handed over and is not offered already.

    With nobody left the charter's fallback happens; the search is taken up again when somebody comes, or after a while.
    """
    search = locked_search(conversation_id)
    if trigger in NEW_SPELL:
        begin_spell(search)
    return ask_next(search, trigger, now)


@transaction.atomic
def seek_conversation(*, user_id: int, now: dt.datetime) -> Offer | None:
    """Offer what has waited longest, among what this agent can answer, to the best who is free: most often this agent.

    One offer at a time; while there is more to offer it asks to be called again.
    """
    desk = Desk.objects.filter(user_id=user_id, availability=Availability.AVAILABLE).first()
    if desk is None or not is_connected(desk.seen_at, now) or is_spared(desk.spared_until, now):
        return None
    for conversation_id in sought_for(desk, now):
        search = free_search(conversation_id)
        offer = ask_next(search, "free", now) if search else None
        if offer is not None:
            announce(AgentBecameFree(user_id))
            return offer
    return None


def seek_again(now: dt.datetime) -> None:
    """Begin a new round for every search whose time has come. A sweep; each in its own transaction."""
    due = Search.objects.filter(again_at__lte=now).order_by("again_at")
    each_alone(lambda pk: _seek_in_new_round(pk, now), list(due.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _seek_in_new_round(conversation_id: int, now: dt.datetime) -> None:
    search = free_search(conversation_id)
    if search is None or search.again_at is None or search.again_at > now:
        return
    begin_round(search)
    ask_next(search, "again", now)
