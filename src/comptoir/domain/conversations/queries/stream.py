"""What a client asks of a conversation's stream: a snapshot, what came after, what was before."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

import msgspec

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Attachment, Conversation, Entry
from comptoir.domain.conversations.queries.holding import held_in
from comptoir.domain.conversations.row import FIELDS, Row
from comptoir.domain.conversations.rules import PUBLIC_STATE, TEAM_STATE, told_to_team
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.rows import selected_rows

PAGE = 50
CATCH_UP = 200

_ENTRY = (
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
)


def snapshot(conversation_id: int, *, public: bool, viewer: Viewer | None = None) -> dict[str, Any]:
    """The conversation as it is: its state and its newest entries, as the wire tells them.

    For a `viewer` also what waits for approval in it, as far as they may see that.
    """
    conversation = _conversation(conversation_id)
    last = conversation.public_seq if public else conversation.seq
    entries = _entries(conversation_id, public, after=max(0, last - PAGE), limit=PAGE)
    return {
        "id": conversation.id,
        "state": state_of(conversation, public=public),
        "entries": entries,
        "first_seq": entries[0]["seq"] if entries else 0,
        "last_seq": entries[-1]["seq"] if entries else 0,
        "people": _people(conversation, entries),
        **_held(conversation_id, viewer),
    }


def entries_after(
    conversation_id: int, seq: int, *, public: bool, limit: int = CATCH_UP, viewer: Viewer | None = None
) -> dict[str, Any]:
    """What came after `seq`, at most `limit` entries, and the present state; for a `viewer` also what waits for approval."""
    conversation = _conversation(conversation_id)
    entries = _entries(conversation_id, public, after=seq, limit=limit)
    last = conversation.public_seq if public else conversation.seq
    return {
        "state": state_of(conversation, public=public),
        "entries": entries,
        "people": _people(conversation, entries),
        "more": bool(entries) and entries[-1]["seq"] < last,
        **_held(conversation_id, viewer),
    }


def entries_before(conversation_id: int, seq: int, *, public: bool, limit: int = PAGE) -> dict[str, Any]:
    """The `limit` entries before `seq`, oldest first."""
    conversation = _conversation(conversation_id)
    entries = _entries(conversation_id, public, after=max(0, seq - 1 - limit), limit=min(limit, max(0, seq - 1)))
    return {"entries": entries, "people": _people(conversation, entries)}


def state_of(conversation: Conversation | Row, *, public: bool) -> dict[str, Any]:
    """The state of a conversation's row, for the visitor or for the team."""
    return (PUBLIC_STATE if public else TEAM_STATE).of(conversation)


def _conversation(conversation_id: int) -> Row:
    found = selected_rows(Conversation, FIELDS, "id = %s", [conversation_id])
    if not found:
        raise ConversationNotFound
    return Row(*found[0])


def _entries(conversation_id: int, public: bool, *, after: int, limit: int) -> list[dict[str, Any]]:
    seq = "public_seq" if public else "seq"
    found = selected_rows(
        Entry,
        _ENTRY,
        f"conversation_id = %s AND {seq} > %s ORDER BY {seq} LIMIT %s",
        [conversation_id, after, limit],
    )
    files = _files(conversation_id, [row[0] for row in found if row[8]])
    return [_as_wire(row, public, files.get(row[0], [])) for row in found]


def _as_wire(row: tuple[Any, ...], public: bool, files: list[dict[str, Any]]) -> dict[str, Any]:
    seq, public_seq, kind, author, membership_id, client_id, body, facts, _has_files, at = row
    kept = msgspec.json.decode(facts) if facts else {}
    entry = {"seq": public_seq if public else seq, "kind": kind, "from": author, "agent": membership_id, "at": at}
    state = kept.get("public_state" if public else "state")
    known = UUID(client_id) if isinstance(client_id, str) else client_id
    facts = kept.get("facts")
    if not public and "team_facts" in kept:
        facts = (facts or {}) | told_to_team(kept["team_facts"])
    extra = {"body": body, "client_id": known, "files": files, "facts": facts, "state": state}
    return entry | {key: value for key, value in extra.items() if value}


def _held(conversation_id: int, viewer: Viewer | None) -> dict[str, Any]:
    return {"held": held_in(conversation_id, viewer)} if viewer else {}


def _files(conversation_id: int, seqs: list[int]) -> dict[int, list[dict[str, Any]]]:
    files: dict[int, list[dict[str, Any]]] = defaultdict(list)
    if seqs:
        for row in Attachment.objects.filter(conversation_id=conversation_id, entry_seq__in=seqs).order_by("id"):
            files[row.entry_seq or 0].append(row.as_wire())
    return files


def _people(conversation: Row, entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    ids = {entry["agent"] for entry in entries if entry["agent"]}
    if conversation.assignee_id:
        ids.add(conversation.assignee_id)
    return people_of(ids)
