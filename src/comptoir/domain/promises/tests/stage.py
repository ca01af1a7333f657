"""What the tests of the ledger share: a charter with every kind of promise, the telling of what was announced, a frozen hour."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import time_machine

from comptoir.domain.charter import events as charter
from comptoir.domain.conversations import events as talk
from comptoir.domain.promises import events as own
from comptoir.domain.promises import reactions
from comptoir.domain.promises.actions import sweep
from comptoir.domain.promises.models import Promise
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_shop

HEAR = [reactions.hear_conversation]
REACTIONS = {
    talk.ConversationOpened: HEAR,
    talk.MessagePosted: [reactions.hear_messages],
    talk.FirstAnswerGiven: HEAR,
    talk.AgentJoined: HEAR,
    talk.ConversationHandedBack: HEAR,
    talk.BecameRequest: HEAR,
    talk.ConversationSplit: HEAR,
    talk.ConversationFiled: HEAR,
    talk.ConversationClosed: HEAR,
    talk.ConversationReopened: HEAR,
    charter.CharterApplied: [reactions.await_charter],
    own.PromisesToRecompute: [reactions.recompute_open],
    own.PromiseAtRisk: [reactions.warn],
    own.WarningRehearsed: [reactions.rehearse],
    own.PromiseBroken: [reactions.report_broken],
    own.PromiseMoved: [reactions.tell_moved],
    own.StepsToTell: [reactions.tell_steps],
}
PROMISES = """
[promises.message_first_answer]
of = "message"
when = "first_answer"
within = "24 h"
clock = "wall"
warn_at = ["12 h", "20 h"]
escalate = ["owner", "referent", "manager"]

[promises.message_next_answer]
of = "message"
when = "next_answer"
within = "24 h"
clock = "wall"

[promises.simple_resolution]
of = "simple"
when = "resolution"
within = "2 d"
clock = "wall"
paused_while = "waiting_for_customer"

[promises.complex_resolution]
of = "complex"
when = "resolution"
within = "7 d"
clock = "wall"
paused_while = "waiting_for_customer"
follow_up_every = "2 d"

[promises.refund]
of = "return"
when = "refund"
within = "14 d"
clock = "wall"

[[commitments]]
promise = "simple_resolution"
share = "90 %"
by = "month"

[wording]
"""
CHARTER = ALWAYS_OPEN.replace("[wording]\n", PROMISES)
HOUR = 3600.0
DAY = 24 * HOUR


def later(seconds: float) -> dt.datetime:
    """So many seconds after noon."""
    return NOON + dt.timedelta(seconds=seconds)


def tell(at: dt.datetime = NOON) -> None:
    """Let the ledger hear what was announced and is due at that moment."""
    with time_machine.travel(at, tick=False):
        Worker(REACTIONS).deliver_all(at)


def swept(at: dt.datetime) -> int:
    """How many promises the sweep found due; all that follows is told."""
    number = sweep(at)
    tell(at)
    return number


def a_word_promising_shop(**fields: Any) -> Any:
    """A shop that promises everything that can be promised."""
    return a_shop(charter=CHARTER, **fields)


def a_request(shop: Any, **fields: Any) -> Any:
    """A message that was left to be answered later, and that the ledger has heard of."""
    conversation = a_conversation(shop, leave_message=True, **fields)
    tell(fields.get("now", NOON))
    return conversation


def promised(conversation: Any, kind: str = "") -> list[Promise]:
    """What was promised in the conversation, oldest first."""
    rows = Promise.objects.filter(conversation_id=conversation.pk).order_by("pk")
    return list(rows.filter(kind=kind) if kind else rows)


def the(conversation: Any, kind: str) -> Promise:
    """The only promise of that kind."""
    [promise] = promised(conversation, kind)
    return promise


def announced(name: str) -> list[dict[str, Any]]:
    """The events of that name that wait to be told."""
    rows = Announcement.objects.filter(name=f"promises.{name}").order_by("pk")
    return [event for row in rows for event in msgspec.json.decode(row.payload)]


def frames_of(deliveries: list[Any], kind: str) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """The frames of one kind that were told, with their topics."""
    told = [(it.topics, msgspec.json.decode(it.frame)) for it in deliveries if it.frame[:1] == b"{"]
    return [(topics, frame) for topics, frame in told if frame["t"] == kind]
