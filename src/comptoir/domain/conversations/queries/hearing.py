"""What visitors' messages said, as it was read: kind words by whom they are for, courtesies by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from django.db import connection
from django.db.models import Sum

from comptoir.domain.conversations.models import Conversation, CourtesyCount, Entry, Rating, Reading
from comptoir.domain.conversations.rules import first_words
from comptoir.foundation.rows import selected_rows

Place = tuple[int, int]
"""A conversation and a number of its team's stream."""


HEARD = frozenset({"shield", "mood", "written_in", "is_kind"})
"""What the team is told beside a message because it was read; what else stands there, others say."""


class Heard(NamedTuple):
    """A visitor's message, and where its conversation stood when it was read from the database."""

    conversation_id: int
    seq: int
    shop_id: int
    language: str
    mood: str
    assignee_id: int | None
    body: str
    team_facts: dict[str, Any]

    @property
    def place(self) -> Place:
        return self.conversation_id, self.seq


class KindWord(NamedTuple):
    """A compliment, as the one it is for may read it again."""

    conversation_id: int
    words: str
    at: dt.datetime


def heard_at(places: Sequence[Place]) -> list[Heard]:
    """Visitors' messages at these places (conversation, number in the team's stream), in that order; one query."""
    if not places:
        return []
    return [Heard._make((*row, _team_facts(facts))) for *row, facts in _asked(_STATEMENT, sorted(places))]


def at_places(places: Sequence[Place]) -> tuple[str, list[int]]:
    """The condition in SQL that a row stands at one of these places, and its values: these pairs, and no others."""
    values = ", ".join(["(%s, %s)"] * len(places))
    return f"(conversation_id, seq) IN (VALUES {values})", [number for place in places for number in place]


def places_kept(places: Sequence[Place]) -> set[Place]:
    """Those of these places of which a reading is kept; one query."""
    if not places:
        return set()
    return {(row[0], row[1]) for row in selected_rows(Reading, ("conversation_id", "seq"), *at_places(places))}


def calm_before(places: Sequence[Place]) -> set[Place]:
    """Those of these places before which the last message of a visitor that was read is calm; one query."""
    return {(conversation_id, seq) for conversation_id, seq, mood in _asked(_MOOD_BEFORE, places) if mood == "calm"}


def greetings_among_first(conversation_ids: Sequence[int], entries: int) -> dict[tuple[int, int], bool]:
    """Whether each message that was read among the first `entries` of these conversations greets, by its place."""
    among = ", ".join(["%s"] * len(conversation_ids))
    with connection.cursor() as cursor:
        cursor.execute(_GREETS % among, [entries, *conversation_ids])
        return {(conversation_id, seq): bool(greets) for conversation_id, seq, greets in cursor.fetchall()}


def praised_in(conversation_id: int, assignee_id: int | None, before: int | None = None) -> int | None:
    """Whom a compliment is for, that stands `before` a number of the team's stream or at the end: who spoke last, else
    who answers.
    """
    spoken = Entry.objects.filter(conversation_id=conversation_id, author="agent", kind="message")
    if before is not None:
        spoken = spoken.filter(seq__lt=before)
    return spoken.order_by("-seq").values_list("membership_id", flat=True).first() or assignee_id


def praised_at(compliments: Sequence[Heard]) -> dict[Place, int]:
    """Whom each of these compliments is for, as `praised_in` tells it of one; one query for all."""
    spoke = _asked(_SPOKE_BEFORE, [it.place for it in compliments])
    last = {(conversation_id, seq): membership_id for conversation_id, seq, membership_id in spoke}
    praised = ((it.place, last.get(it.place) or it.assignee_id) for it in compliments)
    return {place: member for place, member in praised if member is not None}


def kind_words_for(membership_ids: Iterable[int], limit: int = 5) -> list[KindWord]:
    """The newest compliments for these members, newest first, in messages and in what was added to a rating; those in
    erased conversations are gone.
    """
    members = list(membership_ids)
    rated = Rating.objects.filter(membership_id__in=members).order_by("-rated_at")[:limit]
    in_ratings = [KindWord(it.conversation_id, first_words(it.comment), it.rated_at) for it in rated]
    return sorted([*_in_messages(members, limit), *in_ratings], key=lambda it: it.at, reverse=True)[:limit]


def _in_messages(membership_ids: list[int], limit: int) -> list[KindWord]:
    rows = Reading.objects.filter(membership_id__in=membership_ids).order_by("-read_at")[:limit]
    places = [(row.conversation_id, row.seq) for row in rows]
    said = {heard.place: first_words(heard.body) for heard in heard_at(places)}
    return [
        KindWord(row.conversation_id, said.get(place, ""), row.read_at) for row, place in zip(rows, places, strict=True)
    ]


def are_hurt(membership_ids: Iterable[int]) -> bool:
    """Whether one of these members answers a customer whose last words were an insult or harassment. C7."""
    rows = Conversation.objects.filter(assignee__in=list(membership_ids), status="active", is_shielded=True)
    return rows.exists()


def number_of_kind_words(membership_ids: Iterable[int], since: dt.date | None = None) -> int:
    """How many compliments these members have had, since a day of the shop's calendar or ever."""
    rows = CourtesyCount.objects.filter(membership_id__in=list(membership_ids), kind="compliment")
    if since is not None:
        rows = rows.filter(day__gte=since)
    return int(rows.aggregate(number=Sum("number"))["number"] or 0)


def courtesies_of(shop_id: int, first: dt.date, last: dt.date) -> dict[str, int]:
    """How often each thing was said to the shop from one day to another: "greeting", "late_greeting", "thanks",
    "compliment", "farewell", "upset", "angry", "insult", "harassment".
    """
    rows = CourtesyCount.objects.filter(shop_id=shop_id, day__gte=first, day__lte=last, membership=None)
    return dict(rows.values_list("kind").annotate(Sum("number")).order_by())


def _asked(statement: str, places: Sequence[Place]) -> list[tuple[Any, ...]]:
    """The rows of a statement that is asked of some places."""
    if not places:
        return []
    values = ", ".join(["(%s, %s)"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(statement % values, [number for place in places for number in place])
        return cursor.fetchall()


def _team_facts(facts: str) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.json.decode(facts) if facts else {}
    return {name: value for name, value in (kept.get("team_facts") or {}).items() if name in HEARD}


_STATEMENT = f"""
    SELECT e.conversation_id, e.seq, c.shop_id, c.language, c.mood, c.assignee_id, e.body, e.facts
    FROM {Entry._meta.db_table} e JOIN {Conversation._meta.db_table} c ON c.id = e.conversation_id
    WHERE (e.conversation_id, e.seq) IN (VALUES %s) AND e.author = 'visitor' AND e.kind = 'message'
    ORDER BY e.conversation_id, e.seq
"""  # noqa: S608 - the names are Django's, the values are bound
_GREETS = f"""
    SELECT conversation_id, seq, findings LIKE '%%%%"greeting"%%%%' FROM {Reading._meta.db_table}
    WHERE seq <= %%s AND conversation_id IN (%s)
"""  # noqa: S608 - the name is Django's, the values are bound
_MOOD_BEFORE = f"""
    SELECT r.conversation_id, r.seq,
           (SELECT b.mood FROM {Reading._meta.db_table} b WHERE b.conversation_id = r.conversation_id AND b.seq < r.seq
            ORDER BY b.seq DESC LIMIT 1)
    FROM {Reading._meta.db_table} r WHERE (r.conversation_id, r.seq) IN (VALUES %s)
"""  # noqa: S608 - the name is Django's, the values are bound
_SPOKE_BEFORE = f"""
    SELECT e.conversation_id, e.seq,
           (SELECT b.membership_id FROM {Entry._meta.db_table} b WHERE b.conversation_id = e.conversation_id
            AND b.seq < e.seq AND b.author = 'agent' AND b.kind = 'message' ORDER BY b.seq DESC LIMIT 1)
    FROM {Entry._meta.db_table} e WHERE (e.conversation_id, e.seq) IN (VALUES %s)
"""  # noqa: S608 - the name is Django's, the values are bound
