"""How tags are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from comptoir.domain.conversations.words import words_in

TAGS_AT_MOST = 10
"""Tags of a conversation."""

TAGS_OF_SHOP_AT_MOST = 300
TAG_LONGEST = 30
"""Characters of a tag."""


def tag_names(names: Iterable[str]) -> list[str]:
    """The names as tags are written: on one line, no longer than may be, each once, none without a word in it."""
    written = (" ".join(_readable(name).split())[:TAG_LONGEST].strip() for name in names)
    return list({tag_key(name): name for name in written if tag_key(name)}.values())


def tag_key(name: str) -> str:
    """What makes a tag the same as another: its words without accents and capitals."""
    return " ".join(words_in(name))[:60]


def _readable(name: str) -> str:
    return "".join(" " if unicodedata.category(sign)[0] in "CZ" or sign == "," else sign for sign in name[:200])
