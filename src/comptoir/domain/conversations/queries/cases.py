"""Conversations as those above look at them who judge many: plain values, without names, in few questions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

from comptoir.domain.conversations.models import Conversation, Entry, Kind
from comptoir.domain.conversations.queries.finding import LAST
from comptoir.domain.conversations.words import words_in
from comptoir.foundation.pages import Cursor, after_cursor

MESSAGES_READ = 50
"""Of a customer's messages in one conversation, the newest."""


@dataclass(slots=True)
class Case:
    """A conversation as it stands; `rules.may_see` can be asked of it."""

    id: int
    shop_id: int
    charter_version_id: int | None
    reference: str
    visitor_id: int
    channel: str
    is_live: bool
    status: str
    audience: str
    group_id: int | None
    assignee_id: int | None
    topic: str
    category: str
    priority: str
    language: str
    mood: str
    score: int | None
    merged_into_id: int | None
    watched_by: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    last_entry_at: dt.datetime


_FIELDS = tuple(field.name for field in fields(Case))


class Written(NamedTuple):
    """A message of a customer: its place, when, and its different words, folded."""

    seq: int
    at: dt.datetime
    words: frozenset[str]


def case_of(conversation_id: int) -> Case | None:
    """One of them."""
    row = Conversation.objects.filter(pk=conversation_id).values_list(*_FIELDS).first()
    return Case(*row) if row else None


def cases_since(shop_id: int, since: dt.datetime, *, before: Cursor | None, limit: int) -> list[Case]:
    """Those of the shop in which something happened since then, newest first, along an index."""
    rows = Conversation.objects.filter(shop_id=shop_id, last_entry_at__gte=since)
    return [Case(*row) for row in after_cursor(rows, LAST, before)[:limit].values_list(*_FIELDS)]


def written_in(ids: Iterable[int], *, seq: int | None = None) -> dict[int, list[Written]]:
    """What customers wrote in each, newest first; or the one message. One query."""
    rows = Entry.objects.filter(conversation_id__in=list(ids), kind=Kind.MESSAGE, author="visitor")
    rows = rows.filter(seq=seq) if seq else rows
    found: dict[int, list[Written]] = defaultdict(list)
    for pk, its_seq, at, body in rows.order_by("conversation_id", "-seq").values_list(
        "conversation_id", "seq", "created_at", "body"
    ):
        if len(found[pk]) < MESSAGES_READ:
            found[pk].append(Written(its_seq, at, frozenset(words_in(body))))
    return found


def with_entries(ids: Iterable[int], kinds: Collection[str], since: dt.datetime) -> set[int]:
    """Those in which there is an entry of one of these kinds since then. One query."""
    rows = Entry.objects.filter(conversation_id__in=list(ids), kind__in=kinds, created_at__gte=since)
    return set(rows.values_list("conversation_id", flat=True).distinct())


def first_name_in(conversation_id: int) -> str:
    """What the customer is called, as far as it is known; who may be told is for the charter to say."""
    names = Conversation.objects.filter(pk=conversation_id).values_list("customer__first_name", "visitor__first_name")
    return next((name for row in names for name in row if name), "")
