"""What belongs with a conversation, on the screen: those linked with it, and how requests like it were solved."""

from __future__ import annotations

from typing import Any, NamedTuple

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import (
    Joined,
    Solved,
    guessed_categories,
    like_solutions,
    linked_with,
    mergeable_with,
    solution_of,
)
from comptoir.domain.people.rules import Viewer
from comptoir.surfaces.console.courtesy import hidden_words
from comptoir.surfaces.console.showing import granted_fields


class Other(NamedTuple):
    """Another conversation in a line."""

    id: int
    reference: str
    status: str
    words: str


class Beside(NamedTuple):
    """What the card shows beside a conversation: what was recorded of it, what is like it, what is linked with it."""

    solution: Any
    like: list[Solved]
    linked: list[Other]


def beside(conversation: Any, viewer: Viewer, charter: Charter) -> Beside:
    """For this viewer. Nothing is offered for what is solved."""
    recorded = solution_of(conversation.pk)
    like = [] if recorded else _like(conversation, viewer, charter)
    linked = [_shown(it, charter) for it in linked_with(conversation.pk, viewer)]
    return Beside(recorded, like, linked)


def mergeable(conversation: Any, viewer: Viewer, charter: Charter) -> list[Other]:
    """The visitor's other conversations, for those to whom the charter grants the customer's history."""
    if "history" not in granted_fields(viewer, charter):
        return []
    return [_shown(it, charter) for it in mergeable_with(conversation, viewer)]


def _like(conversation: Any, viewer: Viewer, charter: Charter) -> list[Solved]:
    topics = [conversation.category, conversation.topic]
    if not any(topics):
        topics = [it.category for it in guessed_categories(conversation, charter)[:1]]
    return like_solutions(conversation, viewer, charter, topics)


def _shown(it: Joined, charter: Charter) -> Other:
    is_hidden = it.is_shielded and charter.courtesy.blur_insults
    return Other(it.id, it.reference, it.status, hidden_words() if is_hidden else it.words)
