"""The visitor asks for another audience than the one they wait for. A3."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db import transaction

from comptoir.domain.conversations.actions import choose_audience
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound
from comptoir.domain.routing.actions.desks import count_loads
from comptoir.domain.routing.actions.ending import withdraw_pending
from comptoir.domain.routing.actions.locks import locked_search
from comptoir.domain.routing.errors import OtherAudienceNotPossible
from comptoir.domain.routing.events import SearchBegan
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.queries.waiting import may_choose_audience, substitutes
from comptoir.foundation.outbox import announce


class Asks(Protocol):
    """The visitor."""

    @property
    def pk(self) -> int: ...


@transaction.atomic
def ask_other_audience(*, conversation_id: int, visitor: Asks, now: dt.datetime) -> str:
    """Ask the next other audience that answers now; returns which. A conversation that is answered stays where it is.

    Raises `ConversationNotFound`, `ConversationIsClosed`, `OtherAudienceNotPossible`.
    """
    search = locked_search(conversation_id)
    conversation = search.conversation
    if conversation.visitor_id != visitor.pk:
        raise ConversationNotFound
    if conversation.status == "closed":
        raise ConversationIsClosed
    charter = governing_charter(conversation, now)
    others = substitutes(search, charter, now)
    if not others or not may_choose_audience(search, charter):
        raise OtherAudienceNotPossible(clause="chat.fallback")
    if conversation.status != "waiting" or not conversation.is_live:
        return conversation.audience
    freed = withdraw_pending(search, now)
    choose_audience(conversation_id=conversation_id, audience=others[0], now=now)
    announce(SearchBegan(conversation_id, "redirected"))
    count_loads(freed)
    return others[0]
