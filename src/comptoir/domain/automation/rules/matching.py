"""When a rule runs, and if: all of its conditions hold."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

WHENS = ("opened", "wrote", "request", "topic", "closed", "reopened", "rated", "at_risk", "broken", "tagged")
"""What a rule may wait for."""

WORDS_LONGEST = 200


class Conditions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is empty asks nothing. `tag` is a tag's key, `words` words between commas of which one is enough, folded;
    `hours` is "open", "shut" or empty, `at_most` the score that a rating may have."""

    topic: str = ""
    tag: str = ""
    language: str = ""
    priority: str = ""
    channel: str = ""
    mood: str = ""
    audience: str = ""
    words: str = ""
    hours: str = ""
    at_most: int = 0


class Circumstances(NamedTuple):
    """A conversation at the moment that a rule looks at it. `topics` are its topic and its category; `words` the different
    words of what the customer wrote, folded."""

    topics: frozenset[str]
    tags: frozenset[str]
    language: str
    priority: str
    channel: str
    mood: str
    audience: str
    words: frozenset[str]
    is_open: bool
    score: int


def matches(asked: Conditions, it: Circumstances) -> bool:
    """Whether all conditions hold."""
    return (
        _is(asked.priority, it.priority)
        and _is(asked.channel, it.channel)
        and _is(asked.mood, it.mood)
        and _is(asked.audience, it.audience)
        and _is(asked.language, it.language.split("-")[0])
        and (not asked.topic or asked.topic in it.topics)
        and (not asked.tag or asked.tag in it.tags)
        and (not asked.hours or (asked.hours == "open") == it.is_open)
        and (not asked.at_most or 0 < it.score <= asked.at_most)
        and (not asked.words or contains(asked.words, it.words))
    )


def contains(wanted: str, words: frozenset[str]) -> bool:
    """Whether one of the words between commas is there; of several that stand together, each of them."""
    return any(set(phrase.split()) <= words for phrase in wanted.split(",") if phrase.strip())


def _is(wanted: str, present: str) -> bool:
    return not wanted or wanted == present
