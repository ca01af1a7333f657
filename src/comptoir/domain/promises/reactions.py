"""What the ledger does when others tell it something; `config/wiring.py` says who is told what.

All reactions to one announcement share a transaction. A conversation's account is locked before the conversation itself, as whoever
escalates or returns something does: so these reactions stand before those that lock conversations and desks.
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from comptoir.domain.charter.events import CharterApplied
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.promises import actions
from comptoir.domain.promises.events import (
    PromiseAtRisk,
    PromiseBroken,
    PromiseMoved,
    PromisesToRecompute,
    StepsToTell,
    WarningRehearsed,
)
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Writing, in_batches


class InConversation(Protocol):
    """Any event of a conversation."""

    @property
    def conversation_id(self) -> int: ...


def hear_conversation(event: InConversation) -> None:
    """Something has happened that may begin or settle a promise: the stream says what, and when."""
    actions.hear([event.conversation_id], now())


@in_batches
def hear_messages(events: list[MessagePosted]) -> Writing | None:
    """Begin, settle, pause and resume by what was written."""
    ids = actions.concerned({event.conversation_id for event in events}, now())
    return partial(actions.hear, ids, now()) if ids else None


def await_charter(event: CharterApplied) -> None:
    """A new charter counts for what is open, once it is in force."""
    actions.recompute_when_in_force(shop_id=event.shop_id, version_id=event.version_id, now=now())


def recompute_open(event: PromisesToRecompute) -> None:
    """It is in force; portion by portion."""
    actions.recompute(shop_id=event.shop_id, version_id=event.version_id, after_id=event.after_id, now=now())


@in_batches
def warn(events: list[PromiseAtRisk]) -> Writing:
    """Before a promise is broken."""
    return partial(actions.tell_at_risk, events)


@in_batches
def tell_moved(events: list[PromiseMoved]) -> Writing | None:
    """Customers of escalated requests learn that dates have moved."""
    ids = actions.escalated({event.conversation_id for event in events if event.conversation_id})
    return partial(actions.tell_steps_in, ids, now()) if ids else None


def tell_steps(event: StepsToTell) -> None:
    """The hour is over."""
    actions.tell_steps(conversation_id=event.conversation_id, now=now())


@in_batches
def report_broken(events: list[PromiseBroken]) -> Writing:
    """When it is broken."""
    return partial(actions.tell_broken, events)


def rehearse(event: WarningRehearsed) -> None:
    """Somebody tries whether warnings reach them."""
    actions.tell_rehearsed(event)
