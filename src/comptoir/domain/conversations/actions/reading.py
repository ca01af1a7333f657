"""Read marks: how far each side has read. They only grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from comptoir.domain.conversations.actions.stream import Row, Stream, encode
from comptoir.domain.conversations.models import Conversation, Entry, Mention
from comptoir.domain.conversations.rules import public_topic, team_topic
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import tell
from comptoir.foundation.clock import now
from comptoir.foundation.rows import update_rows

MARKS = ["visitor_read", "visitor_read_seq", "team_read", "team_read_seq"]


class ReadMark(NamedTuple):
    """One side has read up to `seq`, in its own numbering; for the team that is who answers, as whom `membership_id` reads."""

    conversation_id: int
    is_visitor: bool
    seq: int
    membership_id: int | None = None


@transaction.atomic
def mark_read(marks: Sequence[ReadMark]) -> None:
    """Move the read marks of conversations forward, and tell both sides. Marks that would go back do nothing.

    Nor do those of who looks in on a colleague: neither the customer nor the agent learns of it. A7.
    """
    stream = Stream((mark.conversation_id for mark in marks), now())
    moved: dict[int, Row] = {}
    for mark in marks:
        row = stream.rows.get(mark.conversation_id)
        if row is not None and _moved(row, mark):
            moved[row.id] = row
    update_rows(Conversation, MARKS, [[getattr(row, name) for name in MARKS] + [row.id] for row in moved.values()])
    for row in moved.values():
        _tell(row)


@transaction.atomic
def see_mentions(*, conversation_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """The viewer has opened the notes of the conversation that name them."""
    unseen = Mention.objects.filter(conversation_id=conversation_id, membership_id=viewer.membership_id, seen_at=None)
    unseen.update(seen_at=now)


def _moved(row: Row, mark: ReadMark) -> bool:
    if mark.is_visitor:
        return _visitor_read(row, mark.seq)
    return mark.membership_id in (None, row.assignee_id) and _team_read(row, mark.seq)


def _visitor_read(row: Row, public_seq: int) -> bool:
    public_seq = min(public_seq, row.public_seq)
    if public_seq <= row.visitor_read:
        return False
    seq = Entry.objects.filter(conversation_id=row.id, public_seq=public_seq).values_list("seq", flat=True).first()
    row.visitor_read, row.visitor_read_seq = public_seq, seq or row.visitor_read_seq
    return True


def _team_read(row: Row, seq: int) -> bool:
    seq = min(seq, row.seq)
    if seq <= row.team_read_seq:
        return False
    shown = Entry.objects.filter(conversation_id=row.id, seq__lte=seq, public_seq__isnull=False)
    row.team_read_seq = seq
    row.team_read = shown.order_by("-seq").values_list("public_seq", flat=True).first() or row.team_read
    return True


def _tell(row: Row) -> None:
    team = {"visitor_read": row.visitor_read_seq, "team_read": row.team_read_seq}
    public = {"visitor_read": row.visitor_read, "team_read": row.team_read}
    tell((team_topic(row.id),), encode({"t": "state", "c": row.id, "state": team}))
    tell((public_topic(row.id),), encode({"t": "state", "c": row.id, "state": public}))
