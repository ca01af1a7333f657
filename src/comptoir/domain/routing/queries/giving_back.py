"""To whom a conversation that was taken over could go back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.conversations.queries import answered_before
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.models import Availability
from comptoir.domain.routing.queries.desks import desks_of
from comptoir.domain.routing.rules.presence import is_connected


def who_may_have_it_back(conversation_id: int, viewer: Viewer, now: dt.datetime) -> Any | None:
    """The member who answered the conversation before the viewer did, if they still may and are at their desk; else nobody."""
    before = answered_before(conversation_id, viewer.membership_id)
    member = next((it for it in members_of(viewer.shop_id) if it.pk == before), None)
    if member is None or not may(member.role, "answer"):
        return None
    desk = desks_of(viewer.shop_id).get(member.user_id)
    if desk is None or desk.availability == Availability.AWAY or not is_connected(desk.seen_at, now):
        return None
    return member
