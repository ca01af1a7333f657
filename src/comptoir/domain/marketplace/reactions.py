"""What follows for buyers and sellers when others tell something; `config/wiring.py` says who is told what."""

from __future__ import annotations

from functools import partial

from comptoir.domain.channels.events import LetterBounced, MailQuarantined
from comptoir.domain.conversations.events import ConversationClosed, ConversationReopened, MessagePosted
from comptoir.domain.marketplace import actions
from comptoir.domain.promises.events import PromiseAtRisk, PromiseBroken
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Writing, in_batches


@in_batches
def relay_messages(events: list[MessagePosted]) -> Writing | None:
    """What is written in a case goes to those who read it."""
    places = actions.places_in_cases([(event.conversation_id, event.seq) for event in events])
    return partial(actions.relay_all, places, now()) if places else None


@in_batches
def remind_sellers(events: list[PromiseAtRisk]) -> Writing | None:
    """Before the time is over, the seller hears it as well as the team."""
    due = [(it.conversation_id, it.number) for it in events if it.of == "marketplace" and it.conversation_id]
    return partial(actions.remind_all, due, now()) if due else None


@in_batches
def tell_late_sellers(events: list[PromiseBroken]) -> Writing | None:
    """And when it is."""
    late = [it.conversation_id for it in events if it.of == "marketplace" and it.conversation_id]
    return partial(actions.tell_all_late, late, now()) if late else None


def hear_bounce(event: LetterBounced) -> None:
    """A seller cannot be reached: the team takes their cases over."""
    if event.party == "seller" and event.is_permanent and event.conversation_id:
        actions.hear_of_bounce(event.letter_id, event.conversation_id, event.detail, now())


def hear_quarantine(event: MailQuarantined) -> None:
    """A seller's mail that nothing proves is held, and the seller told how to have it believed."""
    if event.party == "seller" and event.why == "unproven_sender" and event.conversation_id:
        actions.ask_to_be_believed(conversation_id=event.conversation_id, now=now())


def settle_case(event: ConversationClosed | ConversationReopened) -> None:
    """Whoever closes or opens the conversation, in whichever way, moves the case."""
    actions.follow_conversation(conversation_id=event.conversation_id, now=now())
