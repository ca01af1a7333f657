"""Who may be asked to answer a conversation, and who is asked first. Plain values, no clock, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who sits at an open desk, as a member of the shop that asks. Empty `topics` or `languages` mean all.

    Who `is_spared` is there, and is asked later: a customer is upset with them, or has hurt them. Topics are `closed` while
    training for them is missing.
    """

    desk_id: int
    user_id: int
    membership_id: int
    audience: str
    load: int
    limit: int
    idle_since: dt.datetime | None
    changed_at: dt.datetime
    is_spared: bool = False
    name: str = ""
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom a conversation needs: who speaks its language and knows its topic, and has not declined in this round.

    `declined` tells when a member refused or missed it; `never` are members not to be asked at all; `person` is the one
    who was asked for by name; `skills` are those that the topic asks for, in small letters.
    """

    language: str = ""
    topic: str = ""
    skills: frozenset[str] = frozenset()
    declined: Mapping[int, dt.datetime] = field(default_factory=lambda: MappingProxyType({}))
    never: frozenset[int] = frozenset()
    person: int | None = None


def has_room(candidate: Candidate) -> bool:
    """Whether one more conversation keeps the agent within their limit, and finds them free for it."""
    return candidate.load < candidate.limit and not candidate.is_spared


def is_declining(candidate: Candidate, wish: Wish) -> bool:
    """Whether the agent has declined in this round; who has come back to their desk since then may be asked again."""
    declined_at = wish.declined.get(candidate.membership_id)
    return declined_at is not None and declined_at >= candidate.changed_at


def may_be_asked(candidate: Candidate, wish: Wish) -> bool:
    """Whether the agent may be asked, were there room. Who is asked for by name may have other topics, but no closed ones."""
    if candidate.membership_id in wish.never or is_declining(candidate, wish) or wish.topic in candidate.closed:
        return False
    if candidate.membership_id == wish.person:
        return True
    return not wish.topic or not candidate.topics or wish.topic in candidate.topics


def ranked(candidates: Iterable[Candidate], wish: Wish) -> list[Candidate]:
    """Those who can be asked now, best first.

    The named person alone, if they can; else those who speak the language, else everybody; of these, those who have every
    skill that the topic asks for, where there is one. Least load goes first, then the longest idle, then who has the language
    and the topic among their own.
    """
    able = [each for each in candidates if has_room(each) and may_be_asked(each, wish)]
    named = [each for each in able if each.membership_id == wish.person]
    if named:
        return named
    speaking = [each for each in able if _speaks(each, wish.language)] or able
    skilled = [each for each in speaking if wish.skills <= each.skills]
    return sorted(skilled or speaking, key=lambda each: _order(each, wish))


def _speaks(candidate: Candidate, language: str) -> bool:
    return not language or not candidate.languages or language in candidate.languages


def _order(candidate: Candidate, wish: Wish) -> tuple[int, dt.datetime, int, int]:
    skill = (wish.language in candidate.languages) + (wish.topic in candidate.topics)
    return candidate.load, candidate.idle_since or _LONG_AGO, -skill, candidate.membership_id
