"""The state of a conversation as each side knows it, and how it moves."""

from __future__ import annotations

from operator import attrgetter
from typing import Any


class State:
    """What a conversation's state holds for one side: the wire's names, and where each value stands in the row."""

    def __init__(self, **names: str) -> None:
        self._names = tuple(names)
        self.values = attrgetter(*names.values())
        """The values of a row, as a tuple that is quick to take and to compare."""

    def of(self, row: object) -> dict[str, Any]:
        """The state of a row."""
        return dict(zip(self._names, self.values(row), strict=True))

    def changed(self, before: tuple[Any, ...], after: tuple[Any, ...]) -> dict[str, Any]:
        """What is different in `after`: an entry carries it, and a client folds it into the state it has."""
        if before == after:
            return {}
        pairs = zip(self._names, before, after, strict=True)
        return {name: now for name, then, now in pairs if then != now}


PUBLIC_STATE = State(
    status="status",
    is_live="is_live",
    audience="audience",
    agent="assignee_id",
    reference="reference",
    visitor_read="visitor_read",
    team_read="team_read",
    rating="score",
    merged_into="merged_into_id",
)
TEAM_STATE = State(
    status="status",
    is_live="is_live",
    audience="audience",
    agent="assignee_id",
    reference="reference",
    visitor_read="visitor_read_seq",
    team_read="team_read_seq",
    rating="score",
    topic="topic",
    category="category",
    priority="priority",
    snoozed_until="snoozed_until",
    merged_into="merged_into_id",
    group="group_id",
    asked_for="asked_for",
    unanswered_since="unanswered_since",
    first_answer_at="first_answer_at",
    waiting_since="waiting_since",
    mood="mood",
)


def folded(state: dict[str, Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
    """The state after `entries`: what every client does with its stream."""
    for entry in entries:
        state = state | entry.get("state", {})
    return state
