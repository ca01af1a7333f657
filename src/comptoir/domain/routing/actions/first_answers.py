"""The first answer of a chat: its clock, the alarm before it is late, and what is done when it is. A1."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.charter.rules import answers_at, promise_for
from comptoir.domain.conversations.actions import raise_alarm
from comptoir.domain.routing.actions.falling_back import propose
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.events import FirstAnswerAtRisk, FirstAnswerLate
from comptoir.domain.routing.frames import tell_alarm
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.queries.caring import is_agent_spared
from comptoir.foundation.outbox import announce, forget


@transaction.atomic
def start_first_answer_clock(*, conversation_id: int, audience: str, opened_at: dt.datetime) -> None:
    """Set the timers of the promised first answer of a chat; by the clock of opening hours, only while open."""
    charter = governing_charter(locked_search(conversation_id).conversation, opened_at)
    promise = promise_for(charter, "chat", "first_answer")
    if promise is None or (promise.clock == "opening" and not answers_at(charter, audience, opened_at)):
        return
    for span in promise.warn_at:
        at_risk = FirstAnswerAtRisk(conversation_id, span.seconds)
        announce(at_risk, at=opened_at + span.timedelta, key=f"at_risk:{conversation_id}:{span.seconds}")
    late = FirstAnswerLate(conversation_id, promise.within.seconds)
    announce(late, at=opened_at + promise.within.timedelta, key=f"late:{conversation_id}")


@transaction.atomic
def stop_first_answer_clock(*, conversation_id: int, now: dt.datetime) -> None:
    """Take the timers back: the answer is given, or none is awaited any more."""
    charter = governing_charter(locked_search(conversation_id).conversation, now)
    promise = promise_for(charter, "chat", "first_answer")
    for span in promise.warn_at if promise else ():
        forget(f"at_risk:{conversation_id}:{span.seconds}")
    forget(f"late:{conversation_id}")


@transaction.atomic
def alarm_of_first_answer(*, conversation_id: int, why: str, seconds: int, now: dt.datetime) -> None:
    """Alarm those who watch and who answers, "at_risk" or "late", if the first answer is still awaited.

    It does not ring with an agent who is spared. When it is late the visitor is shown the next best things before they wonder.
    """
    search = locked_search(conversation_id)
    conversation = search.conversation
    if conversation.first_answer_at is not None or conversation.status == "closed" or not conversation.is_live:
        return
    raise_alarm(conversation_id=conversation_id, why=why, now=now)
    is_spared = is_agent_spared(conversation.assignee_id, now)
    tell_alarm(conversation.shop_id, conversation_id, None if is_spared else conversation.assignee_id, why, seconds)
    if why == "late":
        search.told_visitor_at = now
        search.save(update_fields=["told_visitor_at"])
        propose(search, governing_charter(conversation, now), now)
