"""Putting a request aside until a moment: it comes back by itself, and at once when the customer writes."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import ConversationIsClosed, NotInTheFuture, StillChatting
from comptoir.domain.conversations.events import SnoozeEnds
from comptoir.domain.conversations.rules import SNOOZE_LONGEST
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.outbox import announce, forget


def snooze(*, conversation_id: int, viewer: Viewer | None, until: dt.datetime, now: dt.datetime) -> None:
    """Put a request aside until then (aware); without a viewer the house does. Its promises run on. Raises `StillChatting`, `ConversationIsClosed`, `NotInTheFuture`."""
    if not now < until <= now + SNOOZE_LONGEST:
        raise NotInTheFuture(days=SNOOZE_LONGEST.days)
    with changed(conversation_id, now, viewer) as (stream, row):
        if row.status == "closed":
            raise ConversationIsClosed
        if row.is_live:
            raise StillChatting
        if row.snoozed_until == until:
            return
        row.snoozed_until = until
        facts = {"until": until}
        by = viewer.membership_id if viewer else None
        stream.append(row, "snoozed", membership_id=by, facts=facts, is_public=False)
        announce(SnoozeEnds(row.id, row.shop_id, until), at=until, key=_key(row.id))


def wake(*, conversation_id: int, viewer: Viewer | None = None, now: dt.datetime) -> None:
    """Bring a request back: by a member, at any moment; by its timer, when its time has come and it was not put off again."""
    with changed(conversation_id, now, viewer) as (stream, row):
        if row.snoozed_until is None or (viewer is None and row.snoozed_until > now):
            return
        awaken(stream, row, "agent" if viewer else "time", viewer.membership_id if viewer else None)


def awaken(stream: Stream, row: Row, why: str, membership_id: int | None = None) -> None:
    """Bring a request back, if it is put aside. Use under the conversation's lock."""
    if row.snoozed_until is None:
        return
    row.snoozed_until = None
    forget(_key(row.id))
    stream.append(row, "woken", membership_id=membership_id, facts={"why": why}, is_public=False)


def _key(conversation_id: int) -> str:
    return f"snooze:{conversation_id}"
