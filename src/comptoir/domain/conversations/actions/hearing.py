"""Hearing what visitors say: each message is read away from its way, and what is notable is told to the team alone.

Nothing is asked of the customer, nothing is corrected or kept from them, and they never learn of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from comptoir.domain.conversations.actions.courtesies import Said, count_courtesies, counted_in
from comptoir.domain.conversations.actions.stream import Row, Stream, encode
from comptoir.domain.conversations.events import CustomerGotUpset, MessagePosted
from comptoir.domain.conversations.models import Entry, Reading
from comptoir.domain.conversations.queries.hearing import (
    HEARD,
    Heard,
    at_places,
    calm_before,
    greetings_among_first,
    heard_at,
    places_kept,
    praised_at,
)
from comptoir.domain.conversations.rules import team_topic
from comptoir.domain.shops.queries import shop_day
from comptoir.domain.wording.queries import Reading as Read
from comptoir.domain.wording.queries import reading_of
from comptoir.foundation.broadcast import tell
from comptoir.foundation.rows import insert_rows, selected_rows

WITHIN = 2.0
"""Seconds that a reading may take; who waits for it is the worker alone."""

UPSET_LONGEST = 1000
EARLY = 12
"""A greeting counts in a visitor's first two messages, which stand among so many first entries."""

FEW_WORDS = 3
"""With so few nobody can tell the language: then the first look, which knows all of ours, is believed too."""

_FIELDS = ("conversation_id", "seq", "language", "mood", "findings", "membership_id", "read_at")

_MARK = f"UPDATE {Entry._meta.db_table} SET facts = %s WHERE conversation_id = %s AND seq = %s"  # noqa: S608 - the name is Django's


class Understood(NamedTuple):
    """A message with what it says: `shield` why it may hurt, `kind_to` whom a compliment is for, `counts` its courtesies."""

    heard: Heard
    read: Read
    shield: str
    kind_to: int | None
    counts: tuple[str, ...]
    said_at: dt.datetime
    day: dt.date

    @property
    def team_facts(self) -> dict[str, Any]:
        """What the team is shown of it beside the message."""
        mood = "" if self.read.mood == "calm" else self.read.mood
        written_in = self.read.language if mood else ""
        facts = {"shield": self.shield, "mood": mood, "written_in": written_in, "is_kind": self.read.is_compliment}
        return {name: value for name, value in facts.items() if value}

    @property
    def is_news(self) -> bool:
        return self.team_facts != self.heard.team_facts


def understood(posted: Sequence[MessagePosted]) -> list[Understood]:
    """Read the visitors' messages among these. Changes nothing."""
    by_visitors = {(it.conversation_id, it.seq): it for it in posted if it.author == "visitor"}
    heard = heard_at(list(by_visitors))
    read = {it.place: reading_of(it.body, it.language, within=WITHIN) for it in heard}
    greetings = _greetings(heard, read)
    praised = praised_at([it for it in heard if read[it.place].is_compliment])
    return [
        Understood(
            it,
            read[it.place],
            _shield(it, read[it.place]),
            praised.get(it.place),
            _counted(read[it.place], greetings.get(it.place)),
            by_visitors[it.place].posted_at,
            shop_day(by_visitors[it.place].shop_id, by_visitors[it.place].posted_at),
        )
        for it in heard
    ]


@transaction.atomic
def keep_readings(messages: Sequence[Understood], now: dt.datetime) -> None:
    """Keep what was read, once for each message, and tell the team what is notable."""
    fresh = _not_kept_yet(messages)
    insert_rows(Reading, _FIELDS, [_reading_row(it, now) for it in fresh])
    concerned = [it for it in fresh if it.is_news or it.read.mood != "calm" or it.heard.mood != "calm"]
    if concerned:
        stream = Stream((it.heard.conversation_id for it in concerned), now)
        here = [it for it in concerned if it.heard.conversation_id in stream.rows]
        calmed = calm_before([it.heard.place for it in here if it.read.mood == "calm"])
        for it in here:
            _take_in(stream, stream.row(it.heard.conversation_id), it, it.heard.place in calmed)
        _mark_entries([it for it in here if it.is_news])
        stream.save()
    count_courtesies(Said(it.heard.shop_id, it.day, it.counts, it.kind_to) for it in fresh)


def _take_in(stream: Stream, row: Row, it: Understood, was_calm_before: bool) -> None:
    before = row.mood, row.upset_words, row.is_shielded
    if row.last_visitor_seq == it.heard.seq and row.last_from == "visitor":
        row.is_shielded = bool(it.shield)
    if it.read.mood != "calm":
        row.mood, row.upset_words = it.read.mood, it.heard.body[:UPSET_LONGEST]
    elif row.mood != "calm" and was_calm_before:
        row.mood, row.upset_words = "calm", ""
    if (it.shield or it.read.mood != "calm") and row.is_live and row.status == "active" and row.assignee_id:
        stream.happened(CustomerGotUpset(row.id, row.shop_id, row.assignee_id, it.said_at))
    if it.is_news:
        _tell_news(stream, row, it)
    elif row.mood != before[0]:
        tell((team_topic(row.id),), encode({"t": "state", "c": row.id, "state": {"mood": row.mood}}))
    if before != (row.mood, row.upset_words, row.is_shielded):
        stream.restate(row)


def _tell_news(stream: Stream, row: Row, it: Understood) -> None:
    stream.append(row, "reading", facts={"of": it.heard.seq, **it.team_facts}, is_public=False)
    if it.kind_to is not None:
        tell((f"member:{it.kind_to}",), encode({"t": "kind_word", "c": row.id, "seq": it.heard.seq}))


def _mark_entries(messages: Sequence[Understood]) -> None:
    """Let each message itself say it to whoever opens the conversation later."""
    news = {it.heard.place: it.team_facts for it in messages}
    if not news:
        return
    kept = selected_rows(Entry, ("conversation_id", "seq", "facts"), *at_places(list(news)))
    with connection.cursor() as cursor:
        cursor.executemany(_MARK, [(_marked(facts, news[of, seq]), of, seq) for of, seq, facts in kept])


def _marked(kept: str, team_facts: dict[str, Any]) -> str:
    facts: dict[str, Any] = msgspec.json.decode(kept) if kept else {}
    of_others = {name: value for name, value in (facts.get("team_facts") or {}).items() if name not in HEARD}
    facts = {name: value for name, value in (facts | {"team_facts": of_others | team_facts}).items() if value}
    return encode(facts).decode() if facts else ""


def _not_kept_yet(messages: Sequence[Understood]) -> list[Understood]:
    kept = places_kept([it.heard.place for it in messages])
    return [it for it in messages if it.heard.place not in kept]


def _reading_row(it: Understood, now: dt.datetime) -> tuple[Any, ...]:
    found = [
        {"clause": each.clause, "start": each.start, "end": each.end, "why": each.why} for each in it.read.findings
    ]
    mood, language = it.read.mood, it.read.language[:8]
    return (*it.heard.place, language, mood, encode(found).decode(), it.kind_to, now)


def _shield(heard: Heard, read: Read) -> str:
    """Why the message may hurt. The reading corrects the first look where it could tell the language."""
    if read.is_insult or read.is_harassment:
        return "insult" if read.is_insult else "harassment"
    is_sure = read.is_complete and len(heard.body.split()) > FEW_WORDS
    return "" if is_sure else str(heard.team_facts.get("shield", ""))


def _greetings(heard: Iterable[Heard], read: dict[tuple[int, int], Read]) -> dict[tuple[int, int], str]:
    """Which messages greet, in time or late: the visitor's first, or the second where the first did not."""
    early = {it.place: _greets(read[it.place]) for it in heard if it.seq <= EARLY}
    if not any(early.values()):
        return {}
    ids = {conversation_id for conversation_id, _ in early}
    said = greetings_among_first(sorted(ids), EARLY)
    first_two: dict[int, list[tuple[tuple[int, int], bool]]] = {}
    for place, greets in sorted((said | early).items()):
        first_two.setdefault(place[0], []).append((place, greets))
    greetings = {}
    for messages in first_two.values():
        at = next((n for n, (_, greets) in enumerate(messages[:2]) if greets), None)
        if at is not None:
            greetings[messages[at][0]] = "late_greeting" if at else "greeting"
    return greetings


def _greets(read: Read) -> bool:
    return any(each.clause == "greeting" for each in read.findings)


def _counted(read: Read, greeting: str | None) -> tuple[str, ...]:
    return (*((greeting,) if greeting else ()), *counted_in(read))
