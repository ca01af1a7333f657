"""Which clause of the charter promises something in a conversation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import Charter, Duration, promise_for, promise_named, rights_promise
from comptoir.domain.charter.rules import Promise as Clause
from comptoir.domain.conversations.queries import Talk
from comptoir.domain.promises.models import Kind


@dataclass(frozen=True, slots=True)
class Term:
    """A clause as it applies: by which version, and within which time (a rhythm is not the clause's own time)."""

    version_id: int
    clause: Clause
    within: Duration


def term_for(shop_id: int, of: str, when: str, at: dt.datetime, *, clause: str = "") -> Term | None:
    """What the charter in force at `at` promises to requests `of` a channel or kind at the moment `when`; by the clause of
    that key, where one is named and still there.
    """
    try:
        version_id, charter = charter_in_force(shop_id, at)
    except NoCharter:
        return None
    found = promise_named(charter, clause)
    if found is None:
        found = rights_promise(charter) if of == "rights_request" else promise_for(charter, of, when)
    return Term(version_id, found, found.within) if found else None


def term_in(talk: Talk, kind: str, is_live: bool, at: dt.datetime) -> Term | None:
    """What the charter in force at `at` promises in a conversation."""
    try:
        version_id, _charter = charter_in_force(talk.shop_id, at)
    except NoCharter:
        return None
    return term_by(version_id, talk, kind, is_live)


def term_by(version_id: int, talk: Talk, kind: str, is_live: bool) -> Term | None:
    """What that version promises: answers by the channel, resolution and follow-up by how complex the topic is."""
    charter = charter_of_version(version_id)
    is_answer = kind in (Kind.FIRST_ANSWER, Kind.NEXT_ANSWER)
    of = _channel(talk, is_live) if is_answer else complexity_of(charter, talk)
    if clause := promise_for(charter, of, kind):
        return Term(version_id, clause, clause.within)
    rhythm = promise_for(charter, of, "resolution") if kind == Kind.FOLLOW_UP else None
    return Term(version_id, rhythm, rhythm.follow_up_every) if rhythm and rhythm.follow_up_every else None


def complexity_of(charter: Charter, talk: Talk) -> str:
    """ "simple" or "complex", by the category that an agent has chosen, else by the topic."""
    topic = charter.topics.get(talk.category or talk.topic)
    return topic.complexity if topic else "simple"


def answers_are_clocked(shop_id: int, at: dt.datetime) -> bool:
    """Whether the shop promises anything after the first answer, so that each message may begin a clock."""
    try:
        charter = charter_in_force(shop_id, at)[1]
    except NoCharter:
        return False
    return any(clause.when == Kind.NEXT_ANSWER for clause in charter.promises.values())


def _channel(talk: Talk, is_live: bool) -> str:
    """A chat that has become a request is answered as a message that was left."""
    return "message" if talk.channel == "chat" and not is_live else talk.channel
