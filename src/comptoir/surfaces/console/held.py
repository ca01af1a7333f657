"""What waits for approval, as the console shows it: rows of the list, and bubbles in a conversation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.conversations.queries import held_in, held_messages, returned_to, waiting_in
from comptoir.domain.conversations.rules import first_words
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.because import clause_name
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.checking import findings_shown
from comptoir.surfaces.console.rows import Row, rows_for
from comptoir.surfaces.console.showing import moment

AT_MOST = 200
"""Rows of the held view: more is no queue but a stoppage, and the counter says so."""


def rows_of_held(agent: Agent, shop_id: int | None, now: dt.datetime) -> list[Row]:
    """The conversations in which something waits for the agent's approval, longest waiting first: a row of each."""
    first: dict[int, Any] = {}
    for waiting in held_messages(agent.viewers, limit=AT_MOST):
        if shop_id in (None, waiting.conversation.shop_id):
            first.setdefault(waiting.conversation.pk, waiting)
    rows = rows_for(agent, (waiting.conversation for waiting in first.values()), now)
    return [_with_held(row, first[row.id]) for row in rows]


def held_shown(conversation: Any, viewer: Viewer) -> list[dict[str, Any]]:
    """What the viewer sees waiting for approval in the conversation, oldest first; why, and whether they may approve."""
    why = {it.id: it for it in waiting_in(conversation.pk, viewer)}
    # One that is settled, or comes, between the two questions stands in one of the answers alone.
    return [
        wire
        | {
            "names": [clause_name(clause) for clause in waiting.clauses],
            "findings": findings_shown(waiting.findings, waiting.body, conversation.language),
            "may_approve": waiting.may_approve,
        }
        for wire in held_in(conversation.pk, viewer)
        if (waiting := why.get(wire["held"]))
    ]


def returned_shown(conversation: Any, viewer: Viewer) -> list[dict[str, Any]]:
    """The viewer's own messages that came back, until they have seen them: by whom, and with what word."""
    return [
        {
            "held": it.id,
            "client_id": it.client_id,
            "agent": viewer.membership_id,
            "at": moment(it.at),
            "body": it.body,
            "files": it.files,
            "findings": [],
            "by": it.by,
            "word": it.word,
            "lapsed": it.has_lapsed,
        }
        for it in returned_to([viewer], conversation.pk)
    ]


def _with_held(row: Row, waiting: Any) -> Row:
    words = _("%(name)s: %(words)s") % {"name": waiting.author, "words": first_words(waiting.body) or _("A file")}
    names = ", ".join(clause_name(clause) for clause in waiting.clauses)
    since = moment(waiting.held_at)
    return replace(row, words=words, marks=names, at=since, since=since, clock=None)
