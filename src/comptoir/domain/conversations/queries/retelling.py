"""Conversations and what happened in them, retold as plain values to those above who keep books on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.queries.finding import visible_to
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.rows import selected_rows

TOGETHER = 100
"""Conversations of one question for entries."""


class Talk(NamedTuple):
    """What is known of a conversation; `channel` is the one it came by, and stays."""

    id: int
    reference: str
    shop_id: int
    charter_version_id: int | None
    channel: str
    audience: str
    topic: str
    category: str
    assignee_id: int | None
    seq: int
    opened_at: dt.datetime
    merged_into_id: int | None
    status: str
    language: str
    visitor_id: int
    customer_id: int | None
    email: str


class Told(NamedTuple):
    """An entry of a conversation's stream, in the team's numbering."""

    conversation_id: int
    seq: int
    kind: str
    author: str
    membership_id: int | None
    body: str
    created_at: dt.datetime
    public_seq: int | None = 0
    """Its place in the customer's own numbering; None for what the customer does not see."""


def talks(ids: Iterable[int]) -> dict[int, Talk]:
    """The conversations of these ids, as far as they are there."""
    wanted = sorted(set(ids))
    found: dict[int, Talk] = {}
    for start in range(0, len(wanted), 500):
        portion = wanted[start : start + 500]
        rows = selected_rows(Conversation, Talk._fields, f"id IN ({_places(portion)})", portion)
        found |= {row[0]: Talk(*row) for row in rows}
    return found


def talks_merged(ids: Iterable[int]) -> dict[int, Talk]:
    """The conversations of these ids, with all that they were merged into, and that was merged into them."""
    found, new = dict[int, Talk](), set(ids)
    while new:
        met = talks(new)
        found |= met
        around = {talk.merged_into_id for talk in met.values() if talk.merged_into_id}
        around |= set(Conversation.objects.filter(merged_into__in=list(met)).values_list("pk", flat=True))
        new = around - set(found)
    return found


def talk_of_reference(shop_id: int, reference: str) -> Talk | None:
    """The shop's conversation of that number; who may see it is not asked."""
    row = Conversation.objects.filter(shop_id=shop_id, reference=reference).values_list(*Talk._fields).first()
    return Talk(*row) if row else None


def told_after(seqs: Mapping[int, int], kinds: Collection[str]) -> list[Told]:
    """The entries of these kinds that came after the given `seq` of each conversation, in order."""
    wanted, told = sorted(seqs.items()), list[Told]()
    for start in range(0, len(wanted), TOGETHER):
        portion = wanted[start : start + TOGETHER]
        after = " OR ".join(["(conversation_id = %s AND seq > %s)"] * len(portion))
        condition = f"({after}) AND kind IN ({_places(kinds)}) ORDER BY conversation_id, seq"
        values = [value for pair in portion for value in pair]
        told += [Told(*row) for row in selected_rows(Entry, Told._fields, condition, [*values, *kinds])]
    return told


def told_once(conversation_id: int, *, seq: int | None = None, client_id: UUID | None = None) -> Told | None:
    """One entry, by its place or by the sender's own id."""
    if seq is None and client_id is None:
        return None
    rows = Entry.objects.filter(conversation_id=conversation_id)
    rows = rows.filter(seq=seq) if seq is not None else rows.filter(client_id=client_id)
    found = rows.values_list(*Told._fields).first()
    return Told(*found) if found else None


def split_told(conversation_id: int, seq: int) -> tuple[int, str]:
    """Of an entry that says that a request was split off: from which message on, and the new request's reference."""
    facts = Entry.objects.values_list("facts", flat=True).get(conversation_id=conversation_id, seq=seq)
    told = msgspec.json.decode(facts)["facts"]
    return int(told["from"]), str(told["reference"])


def told_by(author: str, conversation_id: int, *, at_most: int) -> list[Told]:
    """The last messages of "visitor" or "agent" in a conversation, the newest first."""
    rows = Entry.objects.filter(conversation_id=conversation_id, kind="message", author=author).order_by("-seq")
    return [Told(*row) for row in rows.values_list(*Told._fields)[:at_most]]


def told_at(places: Sequence[tuple[int, int]]) -> list[Told]:
    """The messages at these places (conversation, number in the team's stream), in order."""
    told = list[Told]()
    for start in range(0, len(places), TOGETHER):
        portion = sorted(places)[start : start + TOGETHER]
        at = " OR ".join(["(conversation_id = %s AND seq = %s)"] * len(portion))
        values = [value for pair in portion for value in pair]
        condition = f"({at}) AND kind = 'message' ORDER BY conversation_id, seq"
        told += [Told(*row) for row in selected_rows(Entry, Told._fields, condition, values)]
    return told


def last_message_by(author: str, conversation_ids: Iterable[int]) -> Told | None:
    """The newest message that "visitor", "agent" or "system" has written in any of these conversations. One query each."""
    rows = Entry.objects.filter(kind="message", author=author).order_by("-seq").values_list(*Told._fields)
    found = [Told(*row) for pk in conversation_ids if (row := rows.filter(conversation_id=pk).first())]
    return max(found, key=lambda it: it.created_at, default=None)


def visible_conversations(viewer: Viewer) -> QuerySet[Conversation]:
    """Those that the member may see, not fetched: to be asked for within a question of an app above."""
    return visible_to(Conversation.objects.all(), viewer)


def _places(values: Collection[object] | Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
