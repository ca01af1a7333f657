"""What was written in a case, as each side reads it: buyer, seller, team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from comptoir.domain.conversations.queries import entries_after, entries_before, files_to_carry
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.models import Original
from comptoir.domain.marketplace.queries.hands import InHand, in_hand

AT_MOST = 200
"""Entries of a case that are shown at once, the newest."""
_AUTHORS = {"visitor": "buyer", "seller": "seller", "agent": "support", "system": "house"}
_BY_MAIL = {"customer": ("buyer",), "seller": ("seller",), "both": ("buyer", "seller")}


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file of a message."""

    key: UUID
    name: str
    content_type: str
    size: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote in a case, without the contact details that were in it.

    `author` is "buyer", "seller", "support" or "house"; `read_by` are those of "buyer" and "seller" who read it (the team
    reads all). `masked` says how many contact details of each kind were removed; `has_original` that it was kept as it came.
    `passes_on` is the `seq` of the message that support passed on by this one; `said_by` whose words these are then.
    """

    seq: int
    author: str
    name: str
    at: dt.datetime
    body: str
    files: tuple[FileShown, ...]
    masked: Mapping[str, int]
    read_by: tuple[str, ...]
    has_original: bool = False
    passes_on: int | None = None
    said_by: str = ""
    is_automatic: bool = False
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file that may be fetched, and where it lies."""

    name: str
    content_type: str
    path: Path


def messages_of(hand: InHand, side: str) -> list[Message]:
    """What `side` ("buyer", "seller" or "team") reads in the case, oldest first: the newest `AT_MOST`. Four queries."""
    told = entries_before(hand.id, hand.case.conversation.seq + 1, public=False, limit=AT_MOST)
    originals = set(Original.objects.filter(conversation_id=hand.id).values_list("entry_seq", flat=True))
    found = [_message(entry, told["people"], hand, originals) for entry in told["entries"] if _is_words(entry, side)]
    return found if side == "team" else [message for message in found if side in message.read_by]


def message_of(conversation_id: int, seq: int) -> Message | None:
    """The message at that place, as the team reads it."""
    hand = in_hand(conversation_id)
    told = entries_after(conversation_id, seq - 1, public=False, limit=1)
    entry = next((it for it in told["entries"] if it["seq"] == seq and it["kind"] == "message"), None)
    return _message(entry, told["people"], hand, set()) if entry else None


def was_passed_to_seller(conversation_id: int) -> bool:
    """Whether the team has written anything of the case to its seller."""
    return any("seller" in message.read_by for message in messages_of(in_hand(conversation_id), "seller"))


def file_of_case(hand: InHand, key: UUID, side: str) -> CaseFile:
    """A file of a message that `side` reads. Raises `CaseNotFound`."""
    for message in messages_of(hand, side):
        for file in message.files:
            if file.key == key:
                kept = next(it for it in files_to_carry(hand.id, message.seq) if it.key == key)
                return CaseFile(kept.name, kept.content_type, kept.path)
    raise CaseNotFound


def _is_words(entry: Mapping[str, Any], side: str) -> bool:
    return entry["kind"] == "message" or (side == "team" and entry["kind"] == "note")


def _message(
    entry: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]], hand: InHand, originals: Iterable[int]
) -> Message:
    facts: Mapping[str, Any] = entry.get("facts") or {}
    author = _AUTHORS.get(entry["from"], "house")
    is_note = entry["kind"] == "note"
    return Message(
        seq=entry["seq"],
        author=author,
        name=_name(entry, author, people, hand),
        at=entry["at"],
        body=entry.get("body", ""),
        files=tuple(_file(file) for file in entry.get("files", ())),
        masked=facts.get("masked", {}),
        read_by=() if is_note else _read_by(entry, facts),
        has_original=entry["seq"] in originals,
        passes_on=facts.get("passes_on"),
        said_by=_other(facts) if facts.get("passes_on") else "",
        is_automatic=bool(facts.get("automatic")),
        is_note=is_note,
    )


def _read_by(entry: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[str, ...]:
    if "to" in facts:
        return tuple(facts["to"])
    if "mail" in facts:
        return _BY_MAIL.get(facts["mail"].get("to", ""), ("buyer",))
    return ("seller",) if entry["from"] == "seller" else ("buyer",)


def _other(facts: Mapping[str, Any]) -> str:
    return "seller" if "buyer" in facts.get("to", ()) else "buyer"


def _name(entry: Mapping[str, Any], author: str, people: Mapping[str, Mapping[str, Any]], hand: InHand) -> str:
    if author == "seller":
        return hand.seller_shown_as
    if author == "buyer":
        return hand.buyer_shown_as
    agent = people.get(str(entry.get("agent"))) if entry.get("agent") else None
    return str(agent["name"]) if agent and "name" in agent else hand.shop.name


def _file(wire: Mapping[str, Any]) -> FileShown:
    return FileShown(
        key=UUID(str(wire["key"])),
        name=wire["name"],
        content_type=wire["type"],
        size=wire["size"],
        width=wire.get("width", 0),
        height=wire.get("height", 0),
    )
