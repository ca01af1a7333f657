"""The gate: which modules stand before a conversation, and whether they are passed. G5"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from comptoir.domain.charter.rules import Charter, may_answer

WATCHED = "*watched"
"""Stands beside the modules for having watched colleagues; no key of the charter can be called so."""


def asked_before(charter: Charter, audience: str) -> tuple[str, ...]:
    """What the audience passes before the first answer on anything, in the charter's order."""
    training = charter.training
    if training is None or audience not in training.before_answering:
        return ()
    watched = (WATCHED,) if training.watch_conversations else ()
    return (*training.before_answering[audience], *watched)


def asked_of(charter: Charter, audience: str, topic: str) -> tuple[str, ...]:
    """What the audience passes before it answers on the topic ("" for none in particular)."""
    training = charter.training
    if training is None or audience not in training.before_answering:
        return ()
    return tuple(dict.fromkeys((*asked_before(charter, audience), *training.before_topic.get(topic, ()))))


def missing_before(charter: Charter, audience: str, topic: str, passed: Collection[str]) -> tuple[str, ...]:
    """What of it is not among what was `passed`; nothing when the gate is open."""
    return tuple(key for key in asked_of(charter, audience, topic) if key not in passed)


def closed_topics(charter: Charter, audience: str, passed: Collection[str]) -> frozenset[str]:
    """The topics for which something is missing besides what comes before everything."""
    if charter.training is None or audience not in charter.training.before_answering:
        return frozenset()
    before = charter.training.before_topic.items()
    return frozenset(topic for topic, modules in before if not set(modules) <= set(passed))


def taught_to(charter: Charter, audience: str) -> tuple[str, ...]:
    """Every module that the audience ever needs: before everything, then before each topic that is theirs."""
    training = charter.training
    if training is None or audience not in training.before_answering:
        return ()
    theirs = (keys for topic, keys in training.before_topic.items() if may_answer(charter, audience, topic))
    named = (*training.before_answering[audience], *(key for keys in theirs for key in keys))
    return tuple(dict.fromkeys(named))


def is_valid(valid_until: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a pass still holds; one without an end holds for ever."""
    return valid_until is None or valid_until > now


def is_ending(valid_until: dt.datetime | None, charter: Charter, now: dt.datetime) -> bool:
    """Whether the time of the first reminder has come."""
    if valid_until is None or charter.training is None or not charter.training.remind_before:
        return False
    return valid_until - max(it.timedelta for it in charter.training.remind_before) <= now
