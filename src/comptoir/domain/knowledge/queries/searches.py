"""What readers looked for in vain: a list to work on."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.knowledge.models import Search
from comptoir.domain.knowledge.rules.articles import may_write
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import Cursor, page_of

PAGE = 50


class SearchInVain(NamedTuple):
    """Words that found nothing, how often they were looked for, and when last."""

    id: int
    language: str
    words: str
    times: int
    last_at: dt.datetime
    settled_how: str


class SearchesPage(NamedTuple):
    """Some of them, the last looked for first, and where the next begin, if there are more."""

    rows: list[SearchInVain]
    next_cursor: Cursor | None


def searches_in_vain(viewer: Viewer, *, is_settled: bool = False, after: Cursor | None = None) -> SearchesPage:
    """What found nothing, and nobody has settled; or what was. Raises `NotAllowed`."""
    if not may_write(viewer, viewer.shop_id):
        raise NotAllowed
    rows = Search.objects.filter(shop_id=viewer.shop_id, settled_at__isnull=not is_settled)
    page = page_of([rows if is_settled else rows.filter(found=0)], "last_at", after=after, limit=PAGE)
    shown = [SearchInVain(it.pk, it.language, it.words, it.times, it.last_at, it.settled_how) for it in page.rows]
    return SearchesPage(shown, page.next_cursor)
