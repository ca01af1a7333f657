"""What we decide about knowledge. Pure: no Django."""

from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.rules.bounds import (
    ADDRESS_LONGEST,
    PHRASE_LONGEST,
    QUERY_KEPT,
    QUERY_LONGEST,
    SHORTCUT_LONGEST,
    WORD_LONGEST,
)
from comptoir.domain.knowledge.rules.links import WrittenLink
from comptoir.domain.knowledge.rules.phrases import (
    VARIABLES,
    WrittenPhrase,
    audience_seen,
    filled,
    may_write_phrase,
)
from comptoir.domain.knowledge.rules.sitemaps import NotASitemap, addresses_in
from comptoir.domain.knowledge.rules.tables import NotATable, rows_in, table

__all__ = [
    "ADDRESS_LONGEST",
    "PHRASE_LONGEST",
    "QUERY_KEPT",
    "QUERY_LONGEST",
    "SHORTCUT_LONGEST",
    "VARIABLES",
    "WORD_LONGEST",
    "NotASitemap",
    "NotATable",
    "Written",
    "WrittenLink",
    "WrittenPhrase",
    "addresses_in",
    "audience_seen",
    "filled",
    "may_write_phrase",
    "rows_in",
    "table",
]
