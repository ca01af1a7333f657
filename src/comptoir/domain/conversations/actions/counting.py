"""Counting mistakes: each message that an agent has sent is read again, away from its way, as it was read when it went out.

What was mended before sending is not counted, nor what a referent has edited: those words are not its author's alone. The process that posted a message remembers what it found in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from comptoir.domain.conversations.actions.judging import judge
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Entry, Reading
from comptoir.domain.conversations.rules import draft_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_day
from comptoir.domain.wording.actions import Written

UPSET_LONGEST = 1000
Place = tuple[int, int]


@dataclass(slots=True)
class Sent:
    """An agent's message, its conversation with the audience and the mood of that moment, and its author."""

    conversation_id: int
    seq: int
    body: str
    shop_id: int
    charter_version_id: int | None
    channel: str
    language: str
    topic: str
    member: Viewer
    first_answer_at: dt.datetime | None
    was_upset: bool
    audience: str
    posted_at: dt.datetime
    written_in: str = ""
    upset_words: str = ""

    @property
    def place(self) -> Place:
        return self.conversation_id, self.seq


def written_by_agents(posted: Sequence[MessagePosted]) -> list[Written]:
    """What agents wrote among these, with what was found in it. Changes nothing."""
    sent = _sent([it for it in posted if it.author == "agent"])
    upset = _upset_words({it.place: it.posted_at for it in sent if it.was_upset})
    for it in sent:
        it.upset_words = upset.get(it.place, "")
    return [written for it in sent if (written := _written(it)) is not None]


def _written(it: Sent) -> Written | None:
    judgement = judge(draft_of(it.member, it, it.body, it.posted_at, it.written_in))
    if judgement is None:
        return None
    day = shop_day(it.shop_id, it.posted_at)
    name = f"c{it.conversation_id}.{it.seq}"
    return Written(name, it.shop_id, it.member.membership_id, it.body, judgement.verdict, day)


def _sent(posted: Sequence[MessagePosted]) -> list[Sent]:
    """These messages of agents, in their order; one query, as plain as can be: this follows every message."""
    if not posted:
        return []
    events = {(it.conversation_id, it.seq): it for it in posted}
    values = ", ".join(["(%s, %s)"] * len(events))
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT % values, [number for place in events for number in place])
        return [_as_sent(row, events[row[0], row[1]]) for row in cursor.fetchall()]


def _as_sent(row: tuple[Any, ...], event: MessagePosted) -> Sent:
    user_id, membership_id, role, audience, name, was_answered, was_upset = row[8:]
    member = Viewer(user_id, membership_id, event.shop_id, role, audience, name=name)
    answered_at = event.posted_at if was_answered else None
    facts = (member, answered_at, bool(was_upset), event.audience, event.posted_at, event.language)
    return Sent(*row[:8], *facts)  # type: ignore[call-arg]


def _upset_words(sent: Mapping[Place, dt.datetime]) -> dict[Place, str]:
    """The customer's last upset words, where they were upset when somebody answered; one calm message does not end it."""
    if not sent:
        return {}
    read = Reading.objects.filter(conversation_id__in={conversation_id for conversation_id, _ in sent})
    moods = list(read.order_by("-seq").values_list("conversation_id", "seq", "mood", "read_at"))
    upset: dict[Place, Place] = {}
    for place, at in sent.items():
        before = [it for it in moods if it[0] == place[0] and it[1] < place[1] and it[3] <= at]
        last = next(((c, seq) for c, seq, mood, _ in before[:2] if mood != "calm"), None)
        if last:
            upset[place] = last
    said = _bodies(upset.values())
    return {place: said.get(of, "")[:UPSET_LONGEST] for place, of in upset.items()}


def _bodies(places: Collection[Place]) -> dict[Place, str]:
    ids, seqs = {c for c, _ in places}, {seq for _, seq in places}
    rows = Entry.objects.filter(conversation_id__in=ids, seq__in=seqs).values_list("conversation_id", "seq", "body")
    return {(c, seq): body for c, seq, body in rows}


_STATEMENT = """
    SELECT e.conversation_id, e.seq, e.body, c.shop_id, c.charter_version_id, c.channel, c.language, c.topic,
           m.user_id, m.id, m.role, m.audience, m.display_name,
           EXISTS (SELECT 1 FROM conversations_entry b WHERE b.conversation_id = e.conversation_id AND b.seq < e.seq
                   AND b.author = 'agent' AND b.kind = 'message'),
           EXISTS (SELECT 1 FROM conversations_reading r WHERE r.conversation_id = e.conversation_id
                   AND r.mood <> 'calm')
    FROM conversations_entry e
    JOIN conversations_conversation c ON c.id = e.conversation_id
    JOIN people_membership m ON m.id = e.membership_id
    WHERE (e.conversation_id, e.seq) IN (VALUES %s) AND e.author = 'agent' AND e.kind = 'message' AND e.body <> ''
      AND e.facts NOT LIKE '%%%%"is_edited":true%%%%'
    ORDER BY e.conversation_id, e.seq
"""
