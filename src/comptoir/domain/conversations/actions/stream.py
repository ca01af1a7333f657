"""One transaction's writing into the streams of conversations: locks, numbers, saves, and tells the listeners.

Every action of this app appends its entries here, so that a message, a hand-over and a closing travel the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.row import FIELDS, Row
from comptoir.domain.conversations.rules import (
    PUBLIC_STATE,
    TEAM_STATE,
    WORDS_OF_COLLEAGUES,
    Listing,
    list_topics,
    listing_values,
    notes_topic,
    public_topic,
    team_topic,
    told_to_team,
)
from comptoir.foundation.broadcast import LIST, Delivery, tell_all
from comptoir.foundation.outbox import announce_all
from comptoir.foundation.rows import insert_rows, locked_rows, update_rows

encode = msgspec.json.Encoder().encode


SAYS_NOTHING_NEW = frozenset({"reading"})
"""Kinds of entries that tell what stands there already: a list keeps its order, however late they come."""

MOVED_BY_MESSAGES = [
    "seq",
    "public_seq",
    "last_visitor_seq",
    "last_answer_seq",
    "last_words",
    "last_from",
    "is_shielded",
    "unanswered_since",
    "first_answer_at",
    "last_entry_at",
]
MOVED_BY_OTHERS = [
    "is_live",
    "status",
    "asked_for",
    "audience",
    "group_id",
    "assignee_id",
    "topic",
    "category",
    "priority",
    "snoozed_until",
    "merged_into_id",
    "email",
    "watched_by",
    "waiting_since",
    "closed_at",
    "score",
    "mood",
    "upset_words",
]
_ENTRY_FIELDS = [
    "conversation_id",
    "seq",
    "public_seq",
    "kind",
    "author",
    "membership_id",
    "client_id",
    "body",
    "facts",
    "has_files",
    "created_at",
]


class Stream:
    """The conversations of one transaction, locked in the order of their ids. Use inside `transaction.atomic()`."""

    def __init__(self, ids: Iterable[int], now: dt.datetime) -> None:
        rows = locked_rows(Conversation, FIELDS, sorted(set(ids)))
        self.now = now
        self.rows: dict[int, Row] = {values[0]: Row(*values) for values in rows}
        self._team = {pk: TEAM_STATE.values(row) for pk, row in self.rows.items()}
        self._public = {pk: PUBLIC_STATE.values(row) for pk, row in self.rows.items()}
        self._listed = {pk: listing_values(row) for pk, row in self.rows.items()}
        self._entries: list[tuple[Any, ...]] = []
        self._moved: set[int] = set()
        self._restated: set[int] = set()
        self._happened: list[object] = []
        self._news: list[Delivery] = []

    def row(self, conversation_id: int) -> Row:
        """The locked conversation. Raises `ConversationNotFound`."""
        if conversation_id not in self.rows:
            raise ConversationNotFound
        return self.rows[conversation_id]

    def append(
        self,
        row: Row,
        kind: str,
        *,
        author: str = "system",
        membership_id: int | None = None,
        body: str = "",
        client_id: UUID | None = None,
        facts: dict[str, Any] | None = None,
        team_facts: dict[str, Any] | None = None,
        files: list[dict[str, Any]] | None = None,
        is_public: bool = True,
        at: dt.datetime | None = None,
    ) -> None:
        """Give the conversation its next entry, with what has changed in `row` since the last one, and tell it.

        The team finds `team_facts` among the facts; the visitor does not. `at` is when it was, if that was not now.
        """
        row.seq += 1
        if is_public:
            row.public_seq += 1
        if kind not in SAYS_NOTHING_NEW:
            row.last_entry_at = self.now
        changes, public_changes = self._changes(row)
        entry: dict[str, Any] = {
            "seq": row.seq,
            "kind": kind,
            "from": author,
            "agent": membership_id,
            "at": at or self.now,
        }
        extra = {"body": body, "client_id": client_id, "files": files, "facts": facts, "team_facts": team_facts}
        entry |= {key: value for key, value in extra.items() if value}
        self._entries.append(_entry_row(row, entry, is_public, changes, public_changes))
        self._moved.add(row.id)
        self._tell(row, entry, is_public, changes, public_changes)

    def happened(self, event: object) -> None:
        """Announce an event with this transaction."""
        self._happened.append(event)

    def restate(self, row: Row) -> None:
        """Let those whose lists show the conversation look at it anew, and save what was changed without an entry."""
        self._moved.add(row.id)
        self._restated.add(row.id)

    def save(self) -> None:
        """Write everything: entries, conversations, announcements, and the news for those whose lists change."""
        insert_rows(Entry, _ENTRY_FIELDS, self._entries)
        moved = [self.rows[pk] for pk in sorted(self._moved)]
        update_rows(Conversation, MOVED_BY_MESSAGES, [_values(row, MOVED_BY_MESSAGES) for row in moved])
        restated = [self.rows[pk] for pk in sorted(self._restated)]
        update_rows(Conversation, MOVED_BY_OTHERS, [_values(row, MOVED_BY_OTHERS) for row in restated])
        for row in moved:
            self._tell_lists(row)
        tell_all(self._news)
        if self._happened:
            announce_all(self._happened)

    def _changes(self, row: Row) -> tuple[dict[str, Any], dict[str, Any]]:
        team, public = TEAM_STATE.values(row), PUBLIC_STATE.values(row)
        changes = TEAM_STATE.changed(self._team[row.id], team)
        public_changes = PUBLIC_STATE.changed(self._public[row.id], public)
        self._team[row.id], self._public[row.id] = team, public
        if public_changes or changes.keys() - {"unanswered_since", "first_answer_at"}:
            self._restated.add(row.id)
        return changes, public_changes

    def _tell(
        self, row: Row, entry: dict[str, Any], is_public: bool, changes: dict[str, Any], public_changes: dict[str, Any]
    ) -> None:
        public = dict(entry)
        team_facts = public.pop("team_facts", None)
        team = public | {"facts": entry.get("facts", {}) | told_to_team(team_facts)} if team_facts else public
        if changes:
            team = team | {"state": changes}
        self._tell_team(row, team)
        if is_public:
            public["seq"] = row.public_seq
            if public_changes:
                public["state"] = public_changes
            frame = {"t": "entry", "c": row.id, "entry": public}
            self._news.append(Delivery((public_topic(row.id),), encode(frame)))
        elif public_changes:
            frame = {"t": "state", "c": row.id, "state": public_changes}
            self._news.append(Delivery((public_topic(row.id),), encode(frame)))

    def _tell_team(self, row: Row, entry: dict[str, Any]) -> None:
        """What colleagues write to each other is told to who may read it whole; the others ask, and are shown what they may read."""
        frame = encode({"t": "entry", "c": row.id, "entry": entry})
        if entry["kind"] not in WORDS_OF_COLLEAGUES:
            self._news.append(Delivery((team_topic(row.id),), frame))
            return
        self._news.append(Delivery((notes_topic(row.id, is_whole=True),), frame))
        resync = encode({"t": "resync", "c": row.id})
        self._news.append(Delivery((notes_topic(row.id, is_whole=False),), resync))

    def _tell_lists(self, row: Row) -> None:
        after = list_topics(row)
        if row.id not in self._restated:
            self._news.append(Delivery(after, encode(_row_frame(row)), f"{LIST}row:{row.id}"))
            return
        listed = Listing(*self._listed[row.id])
        before, is_moved = list_topics(listed), (listed.status, listed.assignee_id) != (row.status, row.assignee_id)
        everybody = tuple(dict.fromkeys((*before, *after)))
        changed = encode({"t": "changed", "c": row.id, "shop": row.shop_id, "moved": is_moved})
        self._news.append(Delivery(everybody, changed, f"{LIST}{'moved' if is_moved else 'changed'}:{row.id}"))
        if set(before) - set(after):
            resync = encode({"t": "resync", "c": row.id})
            notes = (notes_topic(row.id, is_whole=True), notes_topic(row.id, is_whole=False))
            self._news.append(Delivery((team_topic(row.id), *notes), resync, "resync"))


def _row_frame(row: Row) -> dict[str, Any]:
    return {
        "t": "row",
        "c": row.id,
        "shop": row.shop_id,
        "seq": row.seq,
        "words": row.last_words,
        "from": row.last_from,
        "at": row.last_entry_at,
        "unanswered_since": row.unanswered_since,
    } | ({"shield": True} if row.is_shielded else {})


def _entry_row(
    row: Row, entry: dict[str, Any], is_public: bool, changes: dict[str, Any], public_changes: dict[str, Any]
) -> tuple[Any, ...]:
    facts, team_facts = entry.get("facts"), entry.get("team_facts")
    kept = {"facts": facts, "team_facts": team_facts, "state": changes, "public_state": public_changes}
    kept = {key: value for key, value in kept.items() if value}
    return (
        row.id,
        row.seq,
        row.public_seq if is_public else None,
        entry["kind"],
        entry["from"],
        entry["agent"],
        _uuid_value(entry.get("client_id")),
        entry.get("body", ""),
        encode(kept).decode() if kept else "",
        bool(entry.get("files")),
        entry["at"],
    )


def _uuid_value(client_id: UUID | None) -> str | None:
    # Hexadecimal without dashes is what Django stores on SQLite, and what PostgreSQL reads as well.
    return client_id.hex if client_id else None


def _values(row: Row, fields: list[str]) -> list[Any]:
    return [getattr(row, name) for name in fields] + [row.id]
