"""What is decided about articles: what a text is, who may do what with one, and what differs between two."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import NamedTuple

from comptoir.domain.knowledge.rules.markdown import BODY_LARGEST
from comptoir.domain.knowledge.rules.slugs import SLUG_LONGEST, slug_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.language.cards import masked

TITLE_LARGEST, SUMMARY_LARGEST, WORDS_LARGEST, NOTE_LARGEST = 160, 400, 600, 300
"""Characters that are kept of each."""
RESERVED = frozenset({"search", "contact", "topics", "pictures", "sitemap", "useful"})
"""Names below a language of the help centre that are no article's."""
LINES_COMPARED = 2_000
"""Lines of two texts that are compared; beyond that they stand there whole."""


class Written(NamedTuple):
    """An article's text in one language, as somebody has written it. `words` find it besides its own."""

    title: str
    summary: str = ""
    body: str = ""
    words: str = ""


class Line(NamedTuple):
    """A line of two texts side by side: `same`, `gone` from the older, or `come` with the newer."""

    kind: str
    text: str


def tidied(text: Written) -> Written:
    """The text as it is kept: one line where one is wanted, without unseen signs, and no card's number in it."""
    return Written(
        title=masked(_line(text.title))[:TITLE_LARGEST],
        summary=masked(_line(text.summary))[:SUMMARY_LARGEST],
        body=masked(text.body.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()),
        words=masked(_line(text.words))[:WORDS_LARGEST],
    )


def is_complete(text: Written) -> bool:
    """Whether it may go to readers: it has a title and says something."""
    return bool(text.title and text.body)


def is_too_long(text: Written) -> bool:
    """Whether not all of it could be kept."""
    return len(text.body) > BODY_LARGEST or len(text.title) > TITLE_LARGEST


def free_slug(title: str, taken: Collection[str]) -> str:
    """A name in the address that no other article of the shop has in that language."""
    slug = slug_of(title)
    if slug not in taken and slug not in RESERVED:
        return slug
    numbered = (f"{slug[: SLUG_LONGEST - 7].strip('-')}-{number}" for number in range(2, 100_000))
    return next(it for it in numbered if it not in taken)


def may_write(viewer: Viewer, shop_id: int) -> bool:
    """Whether they may write articles of the shop."""
    return viewer.shop_id == shop_id and may(viewer.role, "write_articles")


def may_publish(viewer: Viewer, shop_id: int) -> bool:
    """Whether they may show articles to customers, and take them away."""
    return viewer.shop_id == shop_id and may(viewer.role, "publish_articles")


def may_arrange(viewer: Viewer, shop_id: int) -> bool:
    """Whether they may order the shelves of the help centre, and what readers missed in it."""
    return viewer.shop_id == shop_id and may(viewer.role, "manage_knowledge")


def differences(older: str, newer: str) -> tuple[Line, ...]:
    """The two texts, line by line."""
    before, after = older.splitlines(), newer.splitlines()
    if max(len(before), len(after)) > LINES_COMPARED:
        return (*(Line("gone", it) for it in before), *(Line("come", it) for it in after))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found: list[Line] = []
    for kind, begin, end, start, stop in matcher.get_opcodes():
        found += _lines(kind, before[begin:end], after[start:stop])
    return tuple(found)


def _lines(kind: str, before: Sequence[str], after: Sequence[str]) -> list[Line]:
    if kind == "equal":
        return [Line("same", it) for it in before]
    return [*(Line("gone", it) for it in before), *(Line("come", it) for it in after)]


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
