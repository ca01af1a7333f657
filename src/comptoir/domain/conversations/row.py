"""A conversation as plain values, read without Django's models where many are read in a second."""

from __future__ import annotations

import datetime as dt

import msgspec


class Row(msgspec.Struct):
    """What moves in a conversation. Who writes reads it under lock, changes it in memory and saves it once."""

    id: int
    shop_id: int
    charter_version_id: int | None
    visitor_id: int
    reference: str
    channel: str
    is_live: bool
    status: str
    asked_for: str
    audience: str
    group_id: int | None
    assignee_id: int | None
    topic: str
    category: str
    priority: str
    snoozed_until: dt.datetime | None
    merged_into_id: int | None
    email: str
    watched_by: str
    language: str
    seq: int
    public_seq: int
    visitor_read: int
    visitor_read_seq: int
    team_read: int
    team_read_seq: int
    last_visitor_seq: int
    last_answer_seq: int
    last_words: str
    last_from: str
    is_shielded: bool
    mood: str
    upset_words: str
    opened_at: dt.datetime
    waiting_since: dt.datetime | None
    unanswered_since: dt.datetime | None
    first_answer_at: dt.datetime | None
    last_entry_at: dt.datetime
    closed_at: dt.datetime | None
    score: int | None


FIELDS = Row.__struct_fields__
