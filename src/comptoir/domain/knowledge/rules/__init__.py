"""What we decide about knowledge. Pure: no Django."""

from comptoir.domain.knowledge.rules.bounds import (
    ADDRESS_LONGEST,
    PHRASE_LONGEST,
    QUERY_KEPT,
    QUERY_LONGEST,
    SHORTCUT_LONGEST,
    WORD_LONGEST,
)

__all__ = [
    "ADDRESS_LONGEST",
    "PHRASE_LONGEST",
    "QUERY_KEPT",
    "QUERY_LONGEST",
    "SHORTCUT_LONGEST",
    "WORD_LONGEST",
]
