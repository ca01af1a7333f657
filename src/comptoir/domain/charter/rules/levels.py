"""The levels of expertise: where a request stands, where it goes next, and who answers there."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.domain.charter.shape.charter import Charter


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """Who answers a level: an audience of the charter, else a group of the shop by one of these names."""

    audience: str = ""
    groups: tuple[str, ...] = ()


def level_reached(charter: Charter, reached: str) -> str:
    """The level at which a request stands: the one it was escalated to, while the charter has it, else the first, or ""."""
    levels = charter.escalation.levels
    return reached if reached in levels else next(iter(levels), "")


def next_level(charter: Charter, reached: str, topic: str = "") -> str:
    """Where a request goes from there: to the level that knows its topic, if that comes later, else to the one after; or ""."""
    levels = charter.escalation.levels
    reached = level_reached(charter, reached)
    further = levels[levels.index(reached) + 1 :] if reached else ()
    about = charter.topics.get(topic)
    return about.level if about and about.level in further else next(iter(further), "")


def answered_by(charter: Charter, level: str) -> AnsweredBy:
    """Who answers a level: whom the charter says, else the audience or the group of the level's own name."""
    escalation = charter.escalation
    named = escalation.answered_by.get(level, level)
    if named in charter.audiences:
        return AnsweredBy(named)
    if level in escalation.answered_by:
        return AnsweredBy(groups=(named,))
    name = escalation.names.get(level)
    called = (*name.by_language.values(), name.plain) if name else ()
    return AnsweredBy(groups=tuple(it for it in called if it))
