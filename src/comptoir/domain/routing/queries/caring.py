"""Who needs time, and how much of it the charters give. C7."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import are_hurt
from comptoir.domain.people.queries import viewers_of
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Desk, Search
from comptoir.domain.routing.rules import is_spared

NO_TIME = dt.timedelta(0)


def needs_care(desk: Desk, now: dt.datetime) -> bool:
    """Whether a pause taken now is for an insult, or for an upset customer: one who was hurt needs not say so."""
    return is_spared(desk.spared_until, now) or are_hurt(viewer.membership_id for viewer in viewers_of(desk.user_id))


def is_agent_spared(membership_id: int | None, now: dt.datetime) -> bool:
    """Whether what waits is not held against this member now."""
    if membership_id is None:
        return False
    return Desk.objects.filter(user__memberships__pk=membership_id, spared_until__gt=now).exists()


def time_for_upset(conversation_id: int, now: dt.datetime) -> dt.timedelta:
    """How long nothing new is offered to who answers an upset customer there."""
    search = Search.objects.select_related("conversation").filter(pk=conversation_id).first()
    return governing_charter(search.conversation, now).courtesy.time_for_upset.timedelta if search else NO_TIME


def longest_pause(user_id: int, now: dt.datetime) -> dt.timedelta:
    """How long a pause after an insult lasts for this agent: the longest that their shops give."""
    charters = (_charter_of(viewer.shop_id, now) for viewer in viewers_of(user_id))
    return max((charter.courtesy.pause_lasts.timedelta for charter in charters if charter), default=NO_TIME)


def _charter_of(shop_id: int, now: dt.datetime) -> Charter | None:
    try:
        return charter_in_force(shop_id, now)[1]
    except NoCharter:
        return None
