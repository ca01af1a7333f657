"""What the tests of routing share: desks, offers, frames, and the telling of what was announced, at a frozen hour."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import time_machine

from comptoir.domain.conversations import events as talk
from comptoir.domain.people.models import Membership
from comptoir.domain.routing import events as own
from comptoir.domain.routing import reactions
from comptoir.domain.routing.actions import note_seen, set_availability
from comptoir.domain.routing.models import Desk, Offer
from comptoir.foundation.worker import Worker
from tests.people import NOON

REACTIONS = {
    talk.ConversationOpened: [reactions.seek_for_opened, reactions.start_clock],
    talk.MessagePosted: [reactions.watch_for_drift],
    talk.FirstAnswerGiven: [reactions.stop_clock],
    talk.AgentJoined: [reactions.settle_joined],
    talk.ConversationHandedBack: [reactions.seek_for_handed_back],
    talk.BecameRequest: [reactions.settle_request],
    talk.ConversationClosed: [reactions.settle_closed],
    talk.ConversationReopened: [reactions.settle_reopened],
    own.SearchBegan: [reactions.seek_for_begun],
    own.OfferLapsed: [reactions.seek_for_lapsed],
    own.AgentBecameFree: [reactions.seek_work],
    own.OfferExpires: [reactions.end_expired],
    talk.CustomerGotUpset: [reactions.care_for_upset],
    own.SparedTimeOver: [reactions.ask_again],
    own.FirstAnswerAtRisk: [reactions.alarm_at_risk],
    own.FirstAnswerLate: [reactions.alarm_late],
    own.TopicDrifted: [reactions.propose_to_team],
}


def later(seconds: float) -> dt.datetime:
    """So many seconds after noon."""
    return NOON + dt.timedelta(seconds=seconds)


def tell(at: dt.datetime = NOON) -> None:
    """Let everybody react to what was announced and is due at that moment."""
    with time_machine.travel(at, tick=False):
        Worker(REACTIONS).deliver_all(at)


def at_desk(member: Membership, *, since: dt.datetime = NOON, seen: dt.datetime | None = None, **fields: Any) -> Desk:
    """The member sits at their desk, available; `seen` when they gave their last sign of life."""
    desk = set_availability(user_id=member.user_id, availability="available", now=since)
    desk.seen_at = seen or since
    for name, value in fields.items():
        setattr(desk, name, value)
    desk.save()
    return desk


def still_there(*members: Membership, now: dt.datetime) -> None:
    """A sign of life."""
    note_seen([member.user_id for member in members], now)


def pending(conversation: Any) -> Offer | None:
    """The offer that rings for the conversation."""
    return Offer.objects.filter(conversation_id=conversation.pk, outcome="pending").select_related("membership").first()


def asked(conversation: Any) -> list[tuple[str, str]]:
    """Who was asked, in order, and what became of it."""
    rows = Offer.objects.filter(conversation_id=conversation.pk).select_related("membership").order_by("pk")
    return [(row.membership.display_name, row.outcome) for row in rows]


def load_of(member: Membership) -> int:
    """What weighs on the member's desk."""
    return Desk.objects.get(user_id=member.user_id).load


def frames_of(deliveries: list[Any], kind: str) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """The frames of one kind that were told, with their topics."""
    told = [
        (delivery.topics, msgspec.json.decode(delivery.frame)) for delivery in deliveries if delivery.frame[:1] == b"{"
    ]
    return [(topics, frame) for topics, frame in told if frame["t"] == kind]
