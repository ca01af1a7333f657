"""The clock of a first answer: running, kept or broken, as the charter that the conversation was opened under has it."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.charter.rules import promise_for
from comptoir.surfaces.console.showing import moment, span_of


class Clock(NamedTuple):
    """`state` is "running", "kept" or "broken"; `waited` in seconds, once there was an answer."""

    state: str
    since: dt.datetime
    due: dt.datetime
    warn: dt.datetime | None
    waited: int | None

    @property
    def took(self) -> str:
        """How long the first answer took, in words."""
        return span_of(self.waited or 0)

    @property
    def promised(self) -> str:
        """What was promised, in words."""
        return span_of((self.due - self.since).total_seconds())

    @property
    def began(self) -> str:
        return moment(self.since)

    @property
    def ends(self) -> str:
        return moment(self.due)

    @property
    def warns(self) -> str:
        return moment(self.warn)


def first_answer_clock(conversation: Any, now: dt.datetime) -> Clock | None:
    """The clock of a chat's first answer; none for a message that was left, or where the charter promises nothing."""
    if conversation.charter_version_id is None or not _is_clocked(conversation):
        return None
    promise = promise_for(charter_of_version(conversation.charter_version_id), "chat", "first_answer")
    if promise is None:
        return None
    since = conversation.opened_at
    due = since + promise.within.timedelta
    warn = since + promise.warn_at[0].timedelta if promise.warn_at else None
    answered = conversation.first_answer_at
    waited = round((answered - since).total_seconds()) if answered else None
    state = ("kept" if answered <= due else "broken") if answered else "running" if now <= due else "broken"
    return Clock(state, since, due, warn, waited)


def _is_clocked(conversation: Any) -> bool:
    if conversation.channel != "chat":
        return False
    return conversation.first_answer_at is not None or (conversation.is_live and conversation.status != "closed")
