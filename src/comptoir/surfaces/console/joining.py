"""What belongs with a conversation, on the screen: those linked with it, and how requests like it were solved."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import (
    Joined,
    Solved,
    guessed_categories,
    like_solutions,
    linked_with,
    mergeable_with,
    rating_token,
    solution_for_others,
    solution_seen,
)
from comptoir.domain.conversations.rules import may_change
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.console.courtesy import hidden_words
from comptoir.surfaces.console.feeding import with_hidden
from comptoir.surfaces.console.showing import granted_fields


class Other(NamedTuple):
    """Another conversation in a line."""

    id: int
    reference: str
    status: str
    words: str


class Beside(NamedTuple):
    """What the card shows beside a conversation: what was recorded of it, what is like it, what is linked with it, and the
    address by which its customer rates it (empty where the charter does not ask, or the viewer may not close it)."""

    solution: Solved | None
    like: list[Solved]
    linked: list[Other]
    rating_link: str


def beside(conversation: Any, viewer: Viewer, charter: Charter) -> Beside:
    """For this viewer. Nothing is offered for what is solved."""
    recorded = solution_seen(conversation.pk, viewer, now())
    like = [] if recorded else _like(conversation, viewer, charter)
    linked = [_shown(it, charter) for it in linked_with(conversation.pk, viewer)]
    return Beside(recorded, like, linked, _rating_link(conversation, viewer, charter))


def solved_for_others(viewer: Viewer, conversation_id: int) -> Solved | None:
    """What was recorded of the conversation, with nothing of its customer, in the reader's language: what a text for everybody may
    begin with. Raises `ConversationNotFound`.
    """
    it = solution_for_others(conversation_id, viewer, now())
    return it and it._replace(problem=with_hidden(it.problem), solution=with_hidden(it.solution))


def mergeable(conversation: Any, viewer: Viewer, charter: Charter) -> list[Other]:
    """The visitor's other conversations, for those to whom the charter grants the customer's history."""
    if "history" not in granted_fields(viewer, charter):
        return []
    return [_shown(it, charter) for it in mergeable_with(conversation, viewer)]


def _rating_link(conversation: Any, viewer: Viewer, charter: Charter) -> str:
    if not charter.chat.ask_rating or conversation.merged_into_id or not may_change(viewer, conversation):
        return ""
    shop = shop_of_id(conversation.shop_id)
    return settings.PUBLIC_URL + reverse("ratings:arrive", args=[shop.key, rating_token(conversation, now())])


def _like(conversation: Any, viewer: Viewer, charter: Charter) -> list[Solved]:
    topics = [conversation.category, conversation.topic]
    if not any(topics):
        topics = [it.category for it in guessed_categories(conversation, charter)[:1]]
    return like_solutions(conversation, viewer, charter, topics, now())


def _shown(it: Joined, charter: Charter) -> Other:
    is_hidden = it.is_shielded and charter.courtesy.blur_insults
    return Other(it.id, it.reference, it.status, hidden_words() if is_hidden else it.words)
