"""Settling: what is left to do in routing when a conversation has changed hands, ended, or come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from comptoir.domain.routing.actions.asking import begin_spell, open_hand_over
from comptoir.domain.routing.actions.desks import count_loads
from comptoir.domain.routing.actions.ending import end_hand_over, withdraw_pending
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.events import SearchBegan
from comptoir.domain.routing.models import HandOverOutcome
from comptoir.domain.routing.queries.loads import users_of
from comptoir.domain.routing.rules import is_sought
from comptoir.foundation.outbox import announce


@transaction.atomic
def settle(*, conversation_id: int, membership_ids: Iterable[int | None] = (), now: dt.datetime) -> None:
    """Take back what is asked of others for a conversation that needs nobody any more, and count the desks it concerns.

    Those are the desks of `membership_ids`, of who holds the conversation, and of who was asked.
    """
    search = locked_search(conversation_id)
    freed: list[int] = []
    under_way = open_hand_over(conversation_id)
    if not is_sought(search.conversation, under_way is not None):
        if under_way is not None:
            end_hand_over(under_way, HandOverOutcome.CANCELLED, now)
        freed = withdraw_pending(search, now)
        search.again_at = None
        search.save()
    concerned = {pk for pk in (search.conversation.assignee_id, *membership_ids) if pk is not None}
    count_loads([*freed, *users_of(concerned)])


@transaction.atomic
def take_back_from(*, conversation_id: int, membership_id: int, now: dt.datetime) -> None:
    """Begin the search for a conversation that was given back; who gave it is asked only from its second round on."""
    search = locked_search(conversation_id)
    begin_spell(search, given_back_by=membership_id)
    search.save()
    count_loads(users_of([membership_id]))
    announce(SearchBegan(conversation_id, "hand_back"))
