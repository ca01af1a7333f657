"""Rules of pages that can be reached, and name somebody who may answer there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.references import expect_named
from comptoir.domain.charter.checks.rows import rows_of
from comptoir.domain.charter.page_patterns import is_page_of
from comptoir.domain.charter.reading.cells import Cell, Sheet
from comptoir.domain.charter.shape.page import Page


def check_pages(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report unknown audiences and topics, and audiences that may not answer the page's topic; warn of dead rules."""
    earlier: list[Page] = []
    for page, cell in rows_of(sections.get("pages"), sheet, "pages"):
        if page.audience:
            expect_named(cell["audience"], sheet.names_in("audiences"), "unknown_audience")
        if page.topic and expect_named(cell["topic"], sheet.names_in("topics"), "unknown_topic"):
            _check_topic(page, cell, sections.get("topics") or {})
        _warn_when_swallowed(page, earlier, cell)
        earlier.append(page)
        if page.visitor_chooses and len(sheet.names_in("audiences")) == 1:
            cell["visitor_chooses"].warn("nothing_to_choose")


def _check_topic(page: Page, cell: Cell, topics: Mapping[str, tuple[str, ...]]) -> None:
    if page.audience and page.audience not in topics.get(page.topic, (page.audience,)):
        cell["topic"].refuse("audience_may_not_answer", audience=page.audience, topic=page.topic)


def _warn_when_swallowed(page: Page, earlier: list[Page], cell: Cell) -> None:
    # A pattern is itself a path of another pattern exactly when every page it means is: only `*` can take up its `*`.
    for index, other in enumerate(earlier):
        if is_page_of(page.path, other.path):
            cell["path"].warn("page_never_reached", path=page.path, other=other.path, number=index + 1)
            return
