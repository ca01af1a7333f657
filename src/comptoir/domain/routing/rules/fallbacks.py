"""What is still possible when nobody can be asked: never a dead end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

LAST_RESORTS = ("contact_card", "message")
"""What an agent can always do in doubt: give the contact card, or turn the conversation into a request."""


class Sought(Protocol):
    """What the rules need to know of a conversation."""

    @property
    def is_live(self) -> bool: ...

    @property
    def status(self) -> str: ...


def is_sought(conversation: Sought, has_open_hand_over: bool) -> bool:
    """Whether somebody is to be asked: a live conversation waits, or is being handed over."""
    if not conversation.is_live or conversation.status == "closed":
        return False
    return conversation.status == "waiting" or has_open_hand_over


def other_audiences(asked: str, open_audiences: Iterable[str], able_audiences: Iterable[str]) -> tuple[str, ...]:
    """The audiences that could answer in place of the one asked: open now, and able to answer the topic."""
    able = set(able_audiences)
    return tuple(each for each in open_audiences if each != asked and each in able)


def next_best_things(others: Sequence[str], is_choice_allowed: bool) -> list[str]:
    """What to propose to a visitor who waits too long: always a message; another audience if there is one to choose."""
    return ["message", "other_audience"] if others and is_choice_allowed else ["message"]


def last_resorts(ladder: Iterable[str]) -> list[str]:
    """What the charter's ladder leaves to an agent when no colleague is free."""
    return [step for step in ladder if step in LAST_RESORTS] or list(LAST_RESORTS)
