"""What watching over does when something happened: it chooses what is worth a second look."""

from __future__ import annotations

from comptoir.domain.conversations.events import ConversationClosed, ConversationRated
from comptoir.domain.supervision import actions
from comptoir.foundation.clock import now


def choose_closed(event: ConversationClosed) -> None:
    """What went through an insult, a broken promise or a checker overruled, and what a newcomer answered, is reviewed."""
    actions.choose_closed(conversation_id=event.conversation_id, now=now())


def choose_rated(event: ConversationRated) -> None:
    """A low rating is worth a second look."""
    actions.choose_rated(conversation_id=event.conversation_id, shop_id=event.shop_id, score=event.score, now=now())
