"""What conversations are about, and who may answer what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from comptoir.domain.charter.reading.kinds import list_of, one_of, reference, string_up_to
from comptoir.domain.charter.reading.tables import clause, holds, own_name
from comptoir.domain.charter.reading.texts import text, words_by_language
from comptoir.domain.charter.shape.text import Text


@clause
class TopicDetails:
    """`[topic.NAME]`: what a topic is called, the words that give it away, how demanding it is, which level knows it, and which skills it asks for."""

    key: str = own_name()
    name: Text = holds(text(80), default=Text())
    words: Mapping[str, tuple[str, ...]] = holds(words_by_language, factory=lambda: MappingProxyType({}))
    complexity: str = holds(one_of("simple", "complex"), default="simple")
    level: str = holds(reference, default="")
    skills: tuple[str, ...] = holds(list_of(string_up_to(40), at_most=10), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic with the audiences that may answer it, those asked first standing first."""

    key: str
    audiences: tuple[str, ...]
    name: Text
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    complexity: str = "simple"
    level: str = ""
    skills: tuple[str, ...] = ()
    """Who has all of them is asked first."""


def topic_of_details(key: str, audiences: tuple[str, ...], details: TopicDetails | None) -> Topic:
    """Join what `[topics]` and `[topic.NAME]` say; a topic without a name is called by its key."""
    plain = Text(plain=key.replace("_", " ").capitalize())
    if details is None:
        return Topic(key=key, audiences=audiences, name=plain)
    return Topic(
        key=key,
        audiences=audiences,
        name=details.name or plain,
        words=details.words,
        complexity=details.complexity,
        level=details.level,
        skills=details.skills,
    )
