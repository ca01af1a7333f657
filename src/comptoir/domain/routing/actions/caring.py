"""Care: an upset customer gets time, and who was hurt gets a pause. The clock of the next chat waits meanwhile. C7."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.routing.actions.desks import turn_switch
from comptoir.domain.routing.actions.locks import locked_desk
from comptoir.domain.routing.actions.sparing import spare
from comptoir.domain.routing.events import AgentBecameFree
from comptoir.domain.routing.frames import tell_desk
from comptoir.domain.routing.models import Availability
from comptoir.domain.routing.queries.caring import time_for_upset
from comptoir.domain.routing.queries.loads import users_of
from comptoir.domain.routing.rules import is_spared
from comptoir.foundation.outbox import announce


def give_time_for_upset(*, conversation_id: int, membership_id: int, said_at: dt.datetime, now: dt.datetime) -> None:
    """A customer is upset with who answers them, since `said_at`: the charter says how long nothing new is offered."""
    for user_id in users_of([membership_id]):
        give_time(user_id=user_id, until=said_at + time_for_upset(conversation_id, now), now=now)


@transaction.atomic
def give_time(*, user_id: int, until: dt.datetime, now: dt.datetime) -> None:
    """Offer nothing new to an available agent until then. Time that lasts longer stays; what rings already goes on ringing."""
    desk = locked_desk(user_id, now)
    if desk.availability != Availability.AVAILABLE or until <= now:
        return
    if desk.spared_until is not None and desk.spared_until >= until:
        return
    spare(desk, until)
    desk.save(update_fields=["spared_until"])
    tell_desk(user_id, desk.availability, "care", until)


@transaction.atomic
def end_spared_time(*, user_id: int, now: dt.datetime) -> None:
    """Ask the agent again when their time is over; a pause that had an end ends. One who left in between stays away."""
    desk = locked_desk(user_id, now)
    if desk.spared_until is None or is_spared(desk.spared_until, now):
        return
    if desk.availability == Availability.PAUSED:
        turn_switch(desk, Availability.AVAILABLE, "care_over", now)
        desk.save()
        return
    spare(desk, None)
    desk.save(update_fields=["spared_until"])
    tell_desk(user_id, desk.availability, "care_over")
    announce(AgentBecameFree(user_id))
