"""What a customer is asked who comes by a link: which conversation, and how their answer stands. D4."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from comptoir.domain.conversations.errors import (
    ConversationNotFound,
    RatingLinkElsewhere,
    RatingLinkExpired,
)
from comptoir.domain.conversations.models import Conversation, Entry, Rating
from comptoir.domain.conversations.rating_link import claim_of, signed_claim
from comptoir.domain.conversations.rules.rating import CHANGED_WITHIN, link_holds, may_rate
from comptoir.domain.people.queries import person

MERGED_AT_MOST = 5
"""Steps from a conversation to the one that goes on."""


@dataclass(frozen=True, slots=True)
class RatingAsked:
    """A conversation to be rated. `score` 0 is none yet; `changes_until` says how long an answer may still be changed."""

    conversation_id: int
    shop_id: int
    language: str
    reference: str
    agent: str
    closed_at: dt.datetime | None
    score: int
    comment: str
    answered_at: dt.datetime | None
    may_answer: bool

    @property
    def changes_until(self) -> dt.datetime | None:
        return self.answered_at + CHANGED_WITHIN if self.answered_at else None


def rating_token(conversation: Any, now: dt.datetime) -> str:
    """The secret of a link by which the customer rates this conversation; it holds thirty days."""
    return signed_claim(conversation.id, conversation.shop_id, now)


def rating_asked(token: str, shop_id: int, now: dt.datetime) -> RatingAsked:
    """What the link asks. What was merged away is rated as what goes on.

    Raises `RatingLinkNotValid`, `RatingLinkElsewhere`, `RatingLinkExpired`, `ConversationNotFound`.
    """
    row = _that_goes_on(conversation_of_link(token, shop_id, now))
    answered_at = answered_since_closing(row.pk)
    kept = Rating.objects.filter(conversation_id=row.pk).first() if answered_at else None
    return RatingAsked(
        conversation_id=row.pk,
        shop_id=row.shop_id,
        language=row.language,
        reference=row.reference,
        agent=person(row.assignee_id)["name"] if row.assignee_id else "",
        closed_at=row.closed_at,
        score=kept.score if kept else 0,
        comment=kept.comment if kept else "",
        answered_at=answered_at,
        may_answer=may_rate(answered_at, now),
    )


def conversation_of_link(token: str, shop_id: int, now: dt.datetime) -> int:
    """The conversation that a link of this shop names. Raises as `rating_asked`."""
    claim = claim_of(token)
    if claim.shop_id != shop_id:
        raise RatingLinkElsewhere
    if not link_holds(claim.given_at, now):
        raise RatingLinkExpired
    return claim.conversation_id


def answered_since_closing(conversation_id: int) -> dt.datetime | None:
    """When the customer first rated the conversation since it was last closed; a conversation opened again is asked anew."""
    entries = Entry.objects.filter(conversation_id=conversation_id)
    closed = entries.filter(kind="closed").order_by("-seq").values_list("seq", flat=True).first()
    rated = entries.filter(kind="rated", seq__gt=closed or 0).order_by("seq")
    return rated.values_list("created_at", flat=True).first()


def _that_goes_on(conversation_id: int) -> Conversation:
    for _step in range(MERGED_AT_MOST):
        row = Conversation.objects.filter(pk=conversation_id).first()
        if row is None:
            raise ConversationNotFound
        if not row.merged_into_id:
            return row
        conversation_id = row.merged_into_id
    raise ConversationNotFound
