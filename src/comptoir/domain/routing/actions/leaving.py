"""Leaving: what somebody answered who works for the shop no more is answered by others. Nothing is dropped."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.conversations.actions import hand_back
from comptoir.domain.conversations.queries import open_of_member
from comptoir.domain.people.queries import members_among
from comptoir.domain.routing.actions.ending import end_offer
from comptoir.domain.routing.actions.locks import locked_search, locked_searches
from comptoir.domain.routing.models import Offer, Outcome

AT_ONCE = 50
"""Conversations that one transaction gives back."""


@transaction.atomic
def release_member(*, membership_id: int, now: dt.datetime) -> bool:
    """Give back to the queue what a former member answers, and withdraw what was offered to them: whether more is left.

    Who has come back meanwhile keeps it.
    """
    if membership_id in members_among([membership_id]):
        return False
    _withdraw_offers(membership_id, now)
    held = open_of_member(membership_id, AT_ONCE + 1)
    for conversation_id in held[:AT_ONCE]:
        if locked_search(conversation_id).conversation.assignee_id == membership_id:
            hand_back(conversation_id=conversation_id, why="agent_left", now=now)
    return len(held) > AT_ONCE


def _withdraw_offers(membership_id: int, now: dt.datetime) -> None:
    pending = Offer.objects.filter(membership_id=membership_id, outcome=Outcome.PENDING)
    searches = locked_searches(pending.values_list("conversation_id", flat=True))
    for offer in pending.filter(conversation_id__in=searches).select_related("membership"):
        end_offer(searches[offer.conversation_id], offer, Outcome.WITHDRAWN, now)
