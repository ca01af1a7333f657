"""What a text seems to be about, by the words that the charter lists."""

from __future__ import annotations

from functools import lru_cache

from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.topic import Topic
from comptoir.domain.charter.words import words_of

LONGEST = 4000
"""Characters of a text that are looked at."""


def topic_of(charter: Charter, text: str, language: str = "") -> list[tuple[str, int]]:
    """The topics whose words stand in `text`, best first, with the number of words found; ties in the charter's order.

    Case and accents do not count; a word matches whole, unless the charter ends it with `*`. Where a topic has no words in
    `language`, all its words count.
    """
    said = f" {' '.join(words_of(text[:LONGEST]))} "
    scores = [
        (key, sum(weight for phrase, weight in phrases if phrase in said))
        for key, phrases in _phrases(charter, language)
    ]
    return sorted((found for found in scores if found[1]), key=lambda found: -found[1])


@lru_cache(maxsize=1024)
def _phrases(charter: Charter, language: str) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    return tuple((topic.key, _phrases_of(topic, language)) for topic in charter.topics.values())


def _phrases_of(topic: Topic, language: str) -> tuple[tuple[str, int], ...]:
    listed = topic.words.get(language) or tuple(word for words in topic.words.values() for word in words)
    phrases = {(_phrase(word), len(words_of(word))) for word in listed if words_of(word)}
    return tuple(sorted(phrases))


def _phrase(word: str) -> str:
    text = " ".join(words_of(word))
    return f" {text}" if word.endswith("*") else f" {text} "
