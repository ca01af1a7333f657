"""Passing a request on to somebody who knows more."""

from __future__ import annotations

import datetime as dt
import json

from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.holding import lapse_held
from comptoir.domain.conversations.actions.snoozing import awaken
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import ConversationIsClosed, StillChatting
from comptoir.domain.conversations.events import ConversationHandedBack
from comptoir.domain.conversations.models import Entry, Kind
from comptoir.domain.conversations.rules import may_change, watched_also_by
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked


def note_escalation(
    *,
    conversation_id: int,
    viewer: Viewer,
    level: str,
    why: str,
    to: tuple[str, int | None] = ("", None),
    now: dt.datetime,
) -> int | None:
    """Say in the stream that a request goes to a level of expertise, and return the entry's `seq`; nothing, where it is there.

    `to` is an audience, or a group by its id: with one of them it leaves who has it, and waits for them. Who passes it on
    keeps watching, but for volunteers, who see of colleagues' work only what waits for them. Raises
    `ConversationNotFound`, `NotAllowed`, `ConversationIsClosed`, and `StillChatting` while it is a chat.
    """
    with changed(conversation_id, now, viewer) as (stream, row):
        if not may(viewer.role, "escalate") or not may_change(viewer, row):
            raise NotAllowed
        if row.status == "closed":
            raise ConversationIsClosed
        if row.is_live:
            raise StillChatting
        if _last_level(row) == level:
            return None
        awaken(stream, row, "agent", viewer.membership_id)
        if may(viewer.role, "keep_watching"):
            row.watched_by = watched_also_by(row.watched_by, viewer.membership_id)
        audience, group_id = to
        if audience or group_id:
            _leave(stream, row)
            row.audience, row.group_id = audience or row.audience, group_id
        facts = {"level": level, "why": masked(why)}
        by = viewer.membership_id
        stream.append(row, "escalated", author="agent", membership_id=by, facts=facts, is_public=False)
        stream.restate(row)
        return row.seq


def _last_level(row: Row) -> str:
    entries = Entry.objects.filter(conversation_id=row.id, kind=Kind.ESCALATED).order_by("-seq")
    facts = entries.values_list("facts", flat=True).first()
    return str(json.loads(facts)["facts"]["level"]) if facts else ""


def _leave(stream: Stream, row: Row) -> None:
    if row.assignee_id is None:
        return
    stream.happened(ConversationHandedBack(row.id, row.shop_id, row.assignee_id, "escalated"))
    lapse_held(row, stream.now)
    row.assignee_id, row.status = None, "waiting"
    row.waiting_since = row.unanswered_since or stream.now
