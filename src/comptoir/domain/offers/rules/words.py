"""What the customer reads of an offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAME_LONGEST = 80
WORDS_LONGEST = 400
PLACE = "{code}"
"""Where the code stands in the words. Nothing else in them is replaced."""


def words_for(words: Mapping[str, str], language: str, languages: Sequence[str]) -> str:
    """The words in that language, else in the first of the shop's that has some; nothing where there are none."""
    asked = [language.partition("-")[0], *languages, *words]
    return next((words[each] for each in asked if words.get(each)), "")


def sentence_with(words: str, code: str) -> str:
    """The words with the code in its place; after them, where they keep none for it."""
    if PLACE in words:
        return words.replace(PLACE, code, 1)
    return f"{words} {code}".strip()
