"""What we decide about knowledge. Pure: no Django."""

from comptoir.domain.knowledge.rules.articles import (
    NOTE_LARGEST,
    SUMMARY_LARGEST,
    TITLE_LARGEST,
    WORDS_LARGEST,
    Line,
    Written,
    may_arrange,
    may_publish,
    may_write,
    tidied,
)
from comptoir.domain.knowledge.rules.bounds import (
    ADDRESS_LONGEST,
    PHRASE_LONGEST,
    QUERY_KEPT,
    QUERY_LONGEST,
    SHORTCUT_LONGEST,
    WORD_LONGEST,
)
from comptoir.domain.knowledge.rules.links import WrittenLink
from comptoir.domain.knowledge.rules.markdown import (
    BODY_LARGEST,
    Heading,
    Where,
    headings,
    picture_address,
    pictures,
    plain,
    rendered,
    summed_up,
)
from comptoir.domain.knowledge.rules.phrases import (
    VARIABLES,
    WrittenPhrase,
    audience_seen,
    filled,
    may_write_phrase,
)
from comptoir.domain.knowledge.rules.said import is_said
from comptoir.domain.knowledge.rules.sitemaps import NotASitemap, addresses_in
from comptoir.domain.knowledge.rules.tables import NotATable, harmless, rows_in, table, table_lines

__all__ = [
    "ADDRESS_LONGEST",
    "BODY_LARGEST",
    "NOTE_LARGEST",
    "PHRASE_LONGEST",
    "QUERY_KEPT",
    "QUERY_LONGEST",
    "SHORTCUT_LONGEST",
    "SUMMARY_LARGEST",
    "TITLE_LARGEST",
    "VARIABLES",
    "WORDS_LARGEST",
    "WORD_LONGEST",
    "Heading",
    "Line",
    "NotASitemap",
    "NotATable",
    "Where",
    "Written",
    "WrittenLink",
    "WrittenPhrase",
    "addresses_in",
    "audience_seen",
    "filled",
    "harmless",
    "headings",
    "is_said",
    "may_arrange",
    "may_publish",
    "may_write",
    "may_write_phrase",
    "picture_address",
    "pictures",
    "plain",
    "rendered",
    "rows_in",
    "summed_up",
    "table",
    "table_lines",
    "tidied",
]
