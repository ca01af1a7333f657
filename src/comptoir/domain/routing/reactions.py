"""What routing does when others tell it something; `config/wiring.py` says who is told what.

All reactions to one announcement share a transaction, and locks are taken in one order (`actions/locks.py`). So whoever
needs desks first and a conversation afterwards announces the second part instead of doing it.
"""

from __future__ import annotations

from functools import partial

from comptoir.domain.conversations.events import (
    AgentJoined,
    BecameRequest,
    ConversationClosed,
    ConversationHandedBack,
    ConversationOpened,
    ConversationReopened,
    CustomerGotUpset,
    FirstAnswerGiven,
    MessagePosted,
)
from comptoir.domain.people.events import MemberLeft
from comptoir.domain.people.queries import user_of
from comptoir.domain.routing import actions
from comptoir.domain.routing.events import (
    AgentBecameFree,
    FirstAnswerAtRisk,
    FirstAnswerLate,
    OfferExpires,
    OfferLapsed,
    SearchBegan,
    SparedTimeOver,
    TopicDrifted,
)
from comptoir.domain.training.events import ModulePassed
from comptoir.foundation.clock import now
from comptoir.foundation.outbox import announce, announce_all
from comptoir.foundation.worker import Writing, in_batches


def seek_for_opened(event: ConversationOpened) -> None:
    """Ask somebody to answer a new chat."""
    if event.is_live:
        actions.seek_agent(conversation_id=event.conversation_id, trigger="opened", now=now())


def start_clock(event: ConversationOpened) -> None:
    """The promise of a first answer runs from here."""
    if event.is_live:
        actions.start_first_answer_clock(
            conversation_id=event.conversation_id, audience=event.audience, opened_at=event.opened_at
        )


@in_batches
def watch_for_drift(events: list[MessagePosted]) -> Writing | None:
    """Look whether visitors have come to a topic for somebody else."""
    drifts = actions.drifts_in(events, now())
    return partial(announce_all, drifts) if drifts else None


def stop_clock(event: FirstAnswerGiven) -> None:
    """The promise is kept, or broken; either way it runs no more."""
    actions.stop_first_answer_clock(conversation_id=event.conversation_id, now=now())


def settle_joined(event: AgentJoined) -> None:
    """Somebody answers: nobody else is asked any more, and who had it before has room again."""
    ids = [event.membership_id, event.left_membership_id]
    actions.settle(conversation_id=event.conversation_id, membership_ids=ids, now=now())


def seek_for_handed_back(event: ConversationHandedBack) -> None:
    """Ask somebody else than who has just given it back."""
    actions.take_back_from(conversation_id=event.conversation_id, membership_id=event.membership_id, now=now())


def settle_request(event: BecameRequest) -> None:
    """It rings no more and weighs on nobody's desk."""
    actions.settle(conversation_id=event.conversation_id, membership_ids=[event.membership_id], now=now())


def settle_closed(event: ConversationClosed) -> None:
    """It rings no more and weighs on nobody's desk."""
    actions.settle(conversation_id=event.conversation_id, membership_ids=[event.membership_id], now=now())


def settle_reopened(event: ConversationReopened) -> None:
    """Who held it may hold it again."""
    actions.settle(conversation_id=event.conversation_id, now=now())


def seek_for_begun(event: SearchBegan) -> None:
    """Ask somebody for what was given back, handed over or sent elsewhere."""
    actions.seek_agent(conversation_id=event.conversation_id, trigger=event.trigger, now=now())


def seek_for_lapsed(event: OfferLapsed) -> None:
    """Ask the next one."""
    actions.seek_agent(conversation_id=event.conversation_id, trigger=event.outcome, now=now())


def seek_work(event: AgentBecameFree) -> None:
    """Offer what has waited longest."""
    actions.seek_conversation(user_id=event.user_id, now=now())


def seek_for_trained(event: ModulePassed) -> None:
    """Who has passed something may be able to answer what waits."""
    user_id = user_of(event.membership_id)
    if user_id is not None:
        actions.seek_conversation(user_id=user_id, now=now())


def release_leaver(event: MemberLeft) -> None:
    """What they answered is for others."""
    if actions.release_member(membership_id=event.membership_id, now=now()):
        announce(event)


def end_expired(event: OfferExpires) -> None:
    """The time to accept is over."""
    actions.expire_offer(offer_id=event.offer_id, now=now())


def care_for_upset(event: CustomerGotUpset) -> None:
    """Who answers them has time for them alone."""
    actions.give_time_for_upset(
        conversation_id=event.conversation_id, membership_id=event.membership_id, said_at=event.said_at, now=now()
    )


def ask_again(event: SparedTimeOver) -> None:
    """Their time is over."""
    actions.end_spared_time(user_id=event.user_id, now=now())


def alarm_at_risk(event: FirstAnswerAtRisk) -> None:
    """Before the promise is broken."""
    actions.alarm_of_first_answer(
        conversation_id=event.conversation_id, why="at_risk", seconds=event.seconds, now=now()
    )


def alarm_late(event: FirstAnswerLate) -> None:
    """When it is broken."""
    actions.alarm_of_first_answer(conversation_id=event.conversation_id, why="late", seconds=event.seconds, now=now())


def propose_to_team(event: TopicDrifted) -> None:
    """Somebody else should answer this."""
    actions.propose_hand_over(
        conversation_id=event.conversation_id, topic=event.topic, audience=event.audience, now=now()
    )
