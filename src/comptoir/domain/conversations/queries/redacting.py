"""What redacts words about a conversation, by what is known of its customer: for colleagues who do not serve them. A10, A11, D9."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, fields_granted, numbers_in, own_of
from comptoir.domain.conversations.queries.finding import conversation_with_names
from comptoir.domain.conversations.queries.stream import entries_before
from comptoir.domain.conversations.rules import (
    WORDS_OF_COLLEAGUES,
    Known,
    blotted,
    names_in_address,
    names_said,
    reads_whole,
    redacted,
    spared_by,
)
from comptoir.domain.people.rules import Viewer
from comptoir.language.folding import folded

LOOKED_AT = 60
"""Entries among which the customer's own name is looked for."""
_SHORTEST_ANSWER = 3
_SAID = ("why", "problem", "solution")
"""Facts of an entry that hold words of a colleague."""


def reads_notes(viewer: Viewer, now: dt.datetime) -> bool:
    """Whether the charter lets a member read what colleagues write to each other about a customer as it was written. A11."""
    return reads_whole(_granted(viewer, now))


def told_to(viewer: Viewer, conversation_id: int, told: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """A part of the team's stream as that member may read it: in colleagues' words about the customer stands nothing that the charter
    does not grant; without `notes` nothing of the customer at all. What the member wrote is left as it is.
    """
    hidden = [it for it in told["entries"] if _is_colleagues(it, viewer)]
    if not hidden or reads_notes(viewer, now):
        return told
    read = reader_of(viewer, conversation_id, None, now)
    return told | {"entries": [_without(it, read) if _is_colleagues(it, viewer) else it for it in told["entries"]]}


def reader_of(viewer: Viewer, conversation_id: int, author_id: int | None, now: dt.datetime) -> Callable[[str], str]:
    """How a member reads what that colleague wrote about the conversation's customer: as it is, or with pieces left out."""
    if author_id == viewer.membership_id:
        return str
    return reader_granted(_granted(viewer, now), conversation_id, now)


def reader_granted(granted: Collection[str], conversation_id: int, now: dt.datetime) -> Callable[[str], str]:
    """How whom the charter grants these fields reads what colleagues wrote about the conversation's customer."""
    if reads_whole(granted):
        return str
    redact = redactor_of(conversation_id, now, guesses=False, granted=granted if "notes" in granted else ())
    return lambda text: blotted(redact(text))


def redactor_of(
    conversation_id: int, now: dt.datetime, *, guesses: bool = True, granted: Collection[str] = ()
) -> Callable[[str], str]:
    """What redacts words about that conversation, by what is known of its customer now; the fields that are `granted` stay. Who may
    see it is not asked.
    """
    return redactor_for(conversation_with_names(conversation_id), now, guesses=guesses, granted=granted)


def redactor_for(
    conversation: Any, now: dt.datetime, *, guesses: bool = True, granted: Collection[str] = ()
) -> Callable[[str], str]:
    """What redacts words about a conversation that was fetched with its customer and visitor."""
    charter = charter_in_force(conversation.shop_id, now)[1]
    known, language = _known(conversation, charter, granted), conversation.language or "en"
    spared = spared_by(granted)
    return lambda text: redacted(text, known, language, guesses=guesses, spared=spared)


def unnamed(conversation_id: int, text: str, now: dt.datetime) -> str:
    """A customer's words without what tells who they are: nothing stands where that was."""
    return blotted(redactor_of(conversation_id, now)(text)) if text else ""


def _granted(viewer: Viewer, now: dt.datetime) -> frozenset[str]:
    charter = charter_in_force(viewer.shop_id, now)[1]
    return fields_granted(charter, audience=viewer.audience, sees_all=viewer.sees_all)


def _known(conversation: Any, charter: Charter, granted: Collection[str]) -> Known:
    customer, visitor = conversation.customer, conversation.visitor
    addresses, phones = [conversation.email, visitor.email], list[str]()
    if customer is not None:
        addresses.append(customer.email)
        phones.append(customer.phone)
    told = [*conversation.answers.values(), customer.external_id if customer else ""]
    given = [re.escape(it) for it in told if isinstance(it, str) and len(it) >= _SHORTEST_ANSWER and _has_digit(it)]

    def numbers(text: str) -> Iterator[tuple[int, int]]:
        for mention in numbers_in(charter, text):
            yield mention.start, mention.end
        for found in re.finditer("|".join(given), text, re.IGNORECASE) if given else ():
            yield found.span()

    names = _names(conversation, addresses, granted)
    return Known(_said(names), _said(addresses), _said(phones), numbers, own_of(charter))


def _names(conversation: Any, addresses: Sequence[str], granted: Collection[str]) -> list[str]:
    """The customer's names but those that are granted; of what is no more than likely to be a name nothing tells which it is."""
    customer, visitor = conversation.customer, conversation.visitor
    first = [visitor.first_name, *([customer.first_name] if customer else [])]
    last = [customer.last_name] if customer else []
    if {"first_name", "last_name"}.issubset(granted):
        return []
    likely = [name for address in addresses for name in names_in_address(address)] + _introduced(conversation)
    if "first_name" not in granted and "last_name" not in granted:
        return [*first, *last, *(f"{customer.first_name} {customer.last_name}".strip() for _ in last), *likely]
    shown, hidden = (first, last) if "first_name" in granted else (last, first)
    known = {part for name in shown for part in folded(name).split()}
    return [*hidden, *(part for name in likely for part in name.split() if folded(part) not in known)]


def _is_colleagues(entry: dict[str, Any], viewer: Viewer) -> bool:
    return entry["kind"] in WORDS_OF_COLLEAGUES and entry["agent"] != viewer.membership_id


def _without(entry: dict[str, Any], redact: Callable[[str], str]) -> dict[str, Any]:
    entry = entry | {"body": redact(entry["body"])} if entry.get("body") else entry
    facts = entry.get("facts") or {}
    said = {key: redact(facts[key]) for key in _SAID if isinstance(facts.get(key), str)}
    return entry | {"facts": facts | said} if said else entry


def _introduced(conversation: Any) -> list[str]:
    """The names that the customer has said in the newest messages."""
    entries = entries_before(conversation.pk, conversation.seq + 1, public=False, limit=LOOKED_AT)["entries"]
    written = [it.get("body", "") for it in entries if it["from"] == "visitor"]
    return [name for body in written for name in names_said(body)]


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _said(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
