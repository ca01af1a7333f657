"""What happened in conversations: ids and plain values, no words of anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("conversations.opened")
@dataclass(frozen=True, slots=True)
class ConversationOpened:
    conversation_id: int
    shop_id: int
    audience: str
    is_live: bool
    opened_at: dt.datetime


@event("conversations.message_posted", is_bulk=True)
@dataclass(frozen=True, slots=True)
class MessagePosted:
    """`language` is the one an agent said they write in, or ""."""

    conversation_id: int
    shop_id: int
    seq: int
    author: str
    membership_id: int | None
    audience: str
    posted_at: dt.datetime
    language: str = ""


@event("conversations.first_answer_given")
@dataclass(frozen=True, slots=True)
class FirstAnswerGiven:
    conversation_id: int
    shop_id: int
    membership_id: int
    audience: str
    waited_seconds: float


@event("conversations.customer_got_upset")
@dataclass(frozen=True, slots=True)
class CustomerGotUpset:
    """Upset, angry or insulting, in a live conversation that this member answers; told of each such message."""

    conversation_id: int
    shop_id: int
    membership_id: int
    said_at: dt.datetime


@event("conversations.message_held")
@dataclass(frozen=True, slots=True)
class MessageHeld:
    conversation_id: int
    shop_id: int
    held_id: int
    membership_id: int
    clauses: tuple[str, ...]


@event("conversations.held_approved")
@dataclass(frozen=True, slots=True)
class HeldApproved:
    conversation_id: int
    shop_id: int
    held_id: int
    membership_id: int
    approved_by: int
    is_edited: bool


@event("conversations.held_returned")
@dataclass(frozen=True, slots=True)
class HeldReturned:
    conversation_id: int
    shop_id: int
    held_id: int
    membership_id: int
    returned_by: int


@event("conversations.agent_joined")
@dataclass(frozen=True, slots=True)
class AgentJoined:
    conversation_id: int
    shop_id: int
    membership_id: int
    left_membership_id: int | None


@event("conversations.handed_back")
@dataclass(frozen=True, slots=True)
class ConversationHandedBack:
    conversation_id: int
    shop_id: int
    membership_id: int
    why: str


@event("conversations.became_request")
@dataclass(frozen=True, slots=True)
class BecameRequest:
    conversation_id: int
    shop_id: int
    membership_id: int | None


@event("conversations.filed")
@dataclass(frozen=True, slots=True)
class ConversationFiled:
    """Its topic or its category is another now; empty: it has none."""

    conversation_id: int
    shop_id: int
    topic: str
    category: str


@event("conversations.split")
@dataclass(frozen=True, slots=True)
class ConversationSplit:
    """From one message on it became a request of its own, `into_id`: what was asked there is answered there."""

    conversation_id: int
    shop_id: int
    into_id: int


@event("conversations.tags_added")
@dataclass(frozen=True, slots=True)
class TagsAdded:
    """Marked with tags that it did not have."""

    conversation_id: int
    shop_id: int
    tags: tuple[int, ...]


@event("conversations.closed")
@dataclass(frozen=True, slots=True)
class ConversationClosed:
    conversation_id: int
    shop_id: int
    membership_id: int | None
    why: str


@event("conversations.reopened")
@dataclass(frozen=True, slots=True)
class ConversationReopened:
    conversation_id: int
    shop_id: int
    is_live: bool


@event("conversations.rated")
@dataclass(frozen=True, slots=True)
class ConversationRated:
    conversation_id: int
    shop_id: int
    membership_id: int | None
    score: int


@event("conversations.snooze_ends")
@dataclass(frozen=True, slots=True)
class SnoozeEnds:
    conversation_id: int
    shop_id: int
    until: dt.datetime


@event("conversations.rating_commented")
@dataclass(frozen=True, slots=True)
class RatingCommented:
    """A visitor added words to their rating, or other ones than before."""

    conversation_id: int
    shop_id: int


@event("conversations.answer_corrected")
@dataclass(frozen=True, slots=True)
class AnswerCorrected:
    """A watcher changed what a member had answered at `seq`."""

    conversation_id: int
    shop_id: int
    seq: int
    membership_id: int | None
    corrected_by: int


@event("conversations.put_under_approval")
@dataclass(frozen=True, slots=True)
class PutUnderApproval:
    membership_id: int
    shop_id: int
    why: str


@event("conversations.approval_served")
@dataclass(frozen=True, slots=True)
class ApprovalServed:
    """The last of the conversations that were to be answered under approval is closed; a referent may release the member."""

    membership_id: int
    shop_id: int
    why: str


@event("conversations.approval_lifted")
@dataclass(frozen=True, slots=True)
class ApprovalLifted:
    membership_id: int
    shop_id: int
    why: str
