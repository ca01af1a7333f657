"""A message on its way into a conversation, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple
from uuid import UUID

from comptoir.domain.conversations.actions.judging import Judgement
from comptoir.domain.conversations.rules import (
    BODY_LARGEST,
    FILES_AT_MOST,
    LETTER_LARGEST,
    MAIL_FILES_AT_MOST,
    MAIL_LARGEST,
)
from comptoir.domain.people.rules import Viewer


class Carried(NamedTuple):
    """How an agent's message travels by mail: `to` the customer, the seller or both, with copies to `cc`, and with what was
    written before where `has_history`.
    """

    to: Literal["customer", "seller", "both"] = "customer"
    cc: tuple[str, ...] = ()
    has_history: bool = False


class Post(NamedTuple):
    """A message on its way: by a visitor (`visitor_id`), an agent (`viewer`), the house itself (neither), or by another whom
    `speaker` names ("seller").

    `language` is in which one an agent says they write, by which it is then judged; "" to tell it from the text. What came
    by mail (`source` "mail") may be longer, and came `at` the moment of its arrival. The team alone sees what is hidden.
    `facts` are told to everybody beside a message, `team_facts` to the team.
    """

    conversation_id: int
    client_id: UUID
    body: str
    visitor_id: int | None = None
    viewer: Viewer | None = None
    kind: str = "message"
    files: tuple[UUID, ...] = ()
    mentions: tuple[int, ...] = ()
    seen: int | None = None
    is_confirmed: bool = False
    language: str = ""
    judgement: Judgement | None = None
    carried: Carried | None = None
    source: str = ""
    speaker: str = ""
    is_team_only: bool = False
    team_facts: dict[str, Any] | None = None
    facts: dict[str, Any] | None = None
    at: dt.datetime | None = None

    @property
    def author(self) -> str:
        return self.speaker or ("visitor" if self.visitor_id else "agent" if self.viewer else "system")

    @property
    def is_mail(self) -> bool:
        return self.source == "mail"

    @property
    def is_hidden(self) -> bool:
        """The customer does not see it: it goes to the seller alone, or stays with the team."""
        return self.is_team_only or (self.carried is not None and self.carried.to == "seller")

    @property
    def largest(self) -> int:
        if self.is_mail:
            return MAIL_LARGEST
        return LETTER_LARGEST if self.carried and self.kind == "message" else BODY_LARGEST

    @property
    def files_at_most(self) -> int:
        return MAIL_FILES_AT_MOST if self.is_mail else FILES_AT_MOST


class Posted(NamedTuple):
    """A message that is in its conversation; `seq` is in its author's own numbering."""

    conversation_id: int
    client_id: UUID
    seq: int
    at: dt.datetime


def kept_of(post: Post) -> dict[str, Any]:
    """What the team is told of how a message travels, and besides."""
    carried = {"mail": post.carried._asdict()} if post.carried and post.kind == "message" else {}
    return carried | (post.team_facts or {})
