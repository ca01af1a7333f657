"""What conversations do when something happened: they make themselves findable, away from the way of a message."""

from __future__ import annotations

from functools import partial

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.events import (
    AnswerCorrected,
    BecameRequest,
    ConversationClosed,
    ConversationOpened,
    MessagePosted,
    RatingCommented,
    SnoozeEnds,
)
from comptoir.domain.wording import actions as wording
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Writing, in_batches


@in_batches
def index_messages(events: list[MessagePosted]) -> Writing:
    """Find conversations by what was written in them."""
    words = actions.words_of_messages([(event.conversation_id, event.seq) for event in events])
    return partial(actions.keep_words, words)


@in_batches
def hear_visitors(events: list[MessagePosted]) -> Writing | None:
    """Read what visitors write, so that the team is spared what hurts, and told what is kind."""
    messages = actions.understood(events)
    return partial(actions.keep_readings, messages, now()) if messages else None


@in_batches
def hear_ratings(events: list[RatingCommented]) -> Writing | None:
    """Read what visitors add to their rating, so that a kind word reaches the one it is for."""
    comments = actions.comments_of(events)
    return partial(actions.keep_comments, comments) if comments else None


@in_batches
def count_mistakes(events: list[MessagePosted]) -> Writing | None:
    """Count what is often wrong in what agents write, so that the team can learn from it."""
    written = actions.written_by_agents(events)
    return partial(wording.count_mistakes, written) if written else None


@in_batches
def index_names(events: list[ConversationOpened | BecameRequest]) -> None:
    """Find conversations by their number, and by the name and the address that the visitor left."""
    actions.index_names([event.conversation_id for event in events])


@in_batches
def count_used(events: list[MessagePosted]) -> Writing | None:
    """Count what was at hand and was sent, so that the shop sees what it needs, and the best comes first."""
    used = actions.used_in(events)
    return partial(actions.count_used, used) if used else None


def wake_snoozed(event: SnoozeEnds) -> None:
    """A request that was put aside comes back, unless it was put off again, or came back before."""
    actions.wake(conversation_id=event.conversation_id, now=now())


def index_corrected(event: AnswerCorrected) -> None:
    """Find the conversation by what the answer says now."""
    actions.index_messages([(event.conversation_id, event.seq)])


def count_served(event: ConversationClosed) -> None:
    """Whoever answers under approval for some conversations has one less to go."""
    actions.count_served(conversation_id=event.conversation_id)
