"""What a text seems to be about, by the words that the charter lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.topic import Topic
from comptoir.domain.charter.words import words_of

LONGEST = 4000
"""Characters of a text that are looked at."""

TELLING = 3
"""Letters of the shortest word of a phrase that tells something by itself."""


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


def topic_seeds(charter: Charter, words: Iterable[str], language: str = "") -> dict[str, tuple[frozenset[str], int]]:
    """For each topic, those of `words` (folded) that its own words are made of, and how many words it lists.

    Small words of a phrase ("à", "de") are none of its own. Where a topic has no words in `language`, all its words count.
    """
    asked = list(words)
    return {topic.key: _seeds_of(topic, asked, language) for topic in charter.topics.values()}


def _seeds_of(topic: Topic, asked: list[str], language: str) -> tuple[frozenset[str], int]:
    listed = topic.words.get(language) or tuple(word for words in topic.words.values() for word in words)
    whole: set[str] = set()
    begun: set[str] = set()
    for phrase in listed:
        *before, last = words_of(phrase) or [""]
        whole.update(word for word in before if len(word) >= TELLING)
        if len(last) >= TELLING:
            (begun if phrase.endswith("*") else whole).add(last)
    found = frozenset(word for word in asked if word in whole or word.startswith(tuple(begun)))
    return found, len(whole | begun)
