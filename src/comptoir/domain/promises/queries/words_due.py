"""A word to the customer that is due, with words to begin with. D3."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, Protocol

from django.db.models import Q

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import SPOKEN, level_in
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.models import Kind, Promise
from comptoir.domain.promises.models.promise import UNDONE
from comptoir.domain.promises.queries.escalations import level_of
from comptoir.domain.promises.rules import word_proposed
from comptoir.domain.promises.steps import steps_of, word_after
from comptoir.domain.shops.queries import last_shop_day


class Answered(Protocol):
    """What is asked of a conversation; the model has it."""

    pk: int
    shop_id: int
    status: str
    reference: str
    language: str
    assignee_id: int | None


class WordDue(NamedTuple):
    """By when it is promised, and a draft in the customer's `language` that its agent may change and send, or not."""

    promise_id: int
    due_at: dt.datetime
    language: str
    words: str


def word_due(viewer: Viewer, conversation: Answered, now: dt.datetime) -> WordDue | None:
    """What the one who answers should write to the customer now: once the warning of a follow-up is told, until it is written."""
    if conversation.assignee_id != viewer.membership_id or conversation.status == "closed":
        return None
    at_hand = Q(warned__gt=0) | Q(due_at__lte=now)
    rows = Promise.objects.filter(UNDONE, at_hand, conversation_id=conversation.pk, kind=Kind.FOLLOW_UP)
    promise = rows.filter(paused_since=None).order_by("due_at", "id").first()
    if promise is None:
        return None
    charter = charter_in_force(conversation.shop_id, now)[1]
    language = conversation.language[:2] if conversation.language[:2] in SPOKEN else charter.language
    level, steps = level_of(conversation.pk), steps_of(conversation.pk, now)
    again = word_after(promise, now)
    next_on = last_shop_day(conversation.shop_id, again) if again else steps.word_on
    called = level_in(language, charter, level) if level else ""
    words = word_proposed(language, conversation.reference, called, next_on, steps.solved_on)
    return WordDue(promise.pk, promise.due_at, language, words)
