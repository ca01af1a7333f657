"""Desks: the agent's own switch, their signs of life, and what weighs on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from comptoir.domain.routing.actions.ending import end_offer
from comptoir.domain.routing.actions.locks import locked_desk, locked_desks, locked_searches
from comptoir.domain.routing.actions.sparing import spare
from comptoir.domain.routing.events import AgentBecameFree
from comptoir.domain.routing.frames import tell_desk
from comptoir.domain.routing.models import Availability, Desk, Offer, Outcome
from comptoir.domain.routing.queries.availability import forget_availability
from comptoir.domain.routing.queries.caring import longest_pause, needs_care
from comptoir.domain.routing.queries.loads import counted_loads
from comptoir.domain.routing.rules import is_connected
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.outbox import announce, announce_all


@transaction.atomic
def set_availability(*, user_id: int, availability: str, now: dt.datetime, why: str = "") -> Desk:
    """Move the agent's switch: "available", "paused" or "away". What rings before somebody who leaves goes to others.

    What they hold stays theirs. A pause that is taken after an insult, or in the time that an upset customer needs, ends by
    itself as the charter says; until then what waits is not held against them. Raises `BadRequest` for another word.
    """
    if availability not in Availability.values:
        raise BadRequest("availability is available, paused or away")
    if availability != Availability.AVAILABLE:
        withdraw_offers_before(user_id, now)
    desk = locked_desk(user_id, now)
    needs_time = availability == Availability.PAUSED and needs_care(desk, now)
    until = now + longest_pause(user_id, now) if needs_time else None
    turn_switch(desk, Availability(availability), "care" if until else why, now, until=until)
    desk.seen_at = now if desk.seen_at is None else max(desk.seen_at, now)
    desk.save()
    return desk


def turn_switch(
    desk: Desk, availability: Availability, why: str, now: dt.datetime, *, until: dt.datetime | None = None
) -> None:
    """Change a locked desk, which the caller saves: tell its agent, and look for work when they come.

    `until` is when a pause ends by itself; without it, time that was given is over.
    """
    desk.load = counted_loads([desk.user_id])[desk.user_id]
    if desk.availability != availability:
        desk.availability, desk.changed_at = availability, now
    desk.missed_in_a_row = 0
    spare(desk, until)
    if availability == Availability.AVAILABLE:
        desk.idle_since = now
        announce(AgentBecameFree(desk.user_id))
    tell_desk(desk.user_id, availability, why, until)
    transaction.on_commit(forget_availability)


@transaction.atomic
def note_seen(user_ids: Iterable[int], now: dt.datetime) -> None:
    """Keep a sign of life of several users at once; an available agent who was cut off and is back is asked again."""
    desks = locked_desks(user_ids)
    back = [
        AgentBecameFree(desk.user_id)
        for desk in desks
        if desk.availability == Availability.AVAILABLE and not is_connected(desk.seen_at, now)
    ]
    Desk.objects.filter(pk__in=[desk.pk for desk in desks]).update(seen_at=now)
    announce_all(back)


@transaction.atomic
def count_loads(user_ids: Iterable[int]) -> None:
    """Count anew what weighs on these users' desks; who has more room than before looks for work."""
    desks = locked_desks(user_ids)
    loads = counted_loads([desk.user_id for desk in desks])
    for desk in desks:
        load = loads[desk.user_id]
        if load != desk.load:
            Desk.objects.filter(pk=desk.pk).update(load=load)
        if load < desk.load and desk.availability == Availability.AVAILABLE:
            announce(AgentBecameFree(desk.user_id))


def mend_loads(now: dt.datetime) -> None:
    """Find desks whose load has drifted from what they hold, and count those anew. A sweep, which needs no time."""
    known = dict(Desk.objects.values_list("user_id", "load"))
    loads = counted_loads(known)
    drifted = [user_id for user_id, load in known.items() if loads[user_id] != load]
    if drifted:
        count_loads(drifted)


def withdraw_offers_before(user_id: int, now: dt.datetime) -> None:
    pending = Offer.objects.filter(membership__user_id=user_id, outcome=Outcome.PENDING)
    searches = locked_searches(pending.values_list("conversation_id", flat=True))
    for offer in pending.filter(conversation_id__in=searches).select_related("membership"):
        end_offer(searches[offer.conversation_id], offer, Outcome.WITHDRAWN, now)
