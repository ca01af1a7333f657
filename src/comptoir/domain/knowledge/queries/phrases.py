"""Phrases, pages and synonyms, for those who use and write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from comptoir.domain.knowledge.errors import LinkNotFound, PhraseNotFound, SynonymsNotFound
from comptoir.domain.knowledge.models import PageLink, Phrase, Synonym
from comptoir.domain.knowledge.queries.finding import found
from comptoir.domain.knowledge.rules.phrases import audience_seen, may_use_phrase
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
FOUND_AT_MOST = 100
"""Rows of a list that words are looked for in."""
UNUSED_FOR = dt.timedelta(days=180)
"""A phrase that nobody has sent for so long is one that could go."""


@dataclass(frozen=True, slots=True)
class PhraseFilters:
    """Which phrases are asked for: of a language, of an audience ("" for all of them, "-" for those for everybody), by words,
    and only those that nobody uses."""

    language: str = ""
    audience: str = ""
    words: str = ""
    is_unused: bool = False


def phrases_page(
    viewer: Viewer, filters: PhraseFilters, *, now: dt.datetime, after: Cursor | None = None, limit: int = PAGE
) -> Page[Phrase]:
    """A page of the shop's phrases that the viewer may use, the last changed first; by words, the best first and one page. A11"""
    rows = _used_by(viewer)
    rows = rows.filter(language=filters.language) if filters.language else rows
    if filters.audience:
        rows = rows.filter(audience=filters.audience.strip("-"))
    if filters.is_unused:
        rows = rows.filter(Q(used_at=None) | Q(used_at__lt=now - UNUSED_FOR))
    if not filters.words.strip():
        return page_of([rows], "changed_at", after=after, limit=limit)
    language = filters.language or "en"
    best = found(
        viewer.shop_id, filters.words, language, kinds=["phrase"], audience=audience_seen(viewer), at_most=FOUND_AT_MOST
    )
    order = {it.of: place for place, it in enumerate(best.rows)}
    return Page(sorted(rows.filter(pk__in=order), key=lambda it: order[it.pk])[:limit], None)


def phrase_for(viewer: Viewer, phrase_id: int) -> Phrase:
    """The phrase. Raises `PhraseNotFound`."""
    row = Phrase.objects.select_related("changed_by").filter(pk=phrase_id, shop_id=viewer.shop_id).first()
    if row is None or not may_use_phrase(viewer, row.shop_id, row.audience):
        raise PhraseNotFound
    return row


def every_phrase(viewer: Viewer) -> Iterator[Phrase]:
    """All that the viewer may use, one after the other, for a file."""
    return _used_by(viewer).order_by("language", "audience", "title", "pk").iterator(chunk_size=500)


def links_page(
    shop_id: int, *, language: str = "", words: str = "", after: Cursor | None = None, limit: int = PAGE
) -> Page[PageLink]:
    """A page of the shop's pages, the last changed first; by words, the best first and one page."""
    rows = PageLink.objects.filter(shop_id=shop_id)
    rows = rows.filter(language=language) if language else rows
    if not words.strip():
        return page_of([rows], "changed_at", after=after, limit=limit)
    best = found(shop_id, words, language or "en", kinds=["link"], at_most=FOUND_AT_MOST)
    order = {it.of: place for place, it in enumerate(best.rows)}
    return Page(sorted(rows.filter(pk__in=order), key=lambda it: order[it.pk])[:limit], None)


def link_of(shop_id: int, link_id: int) -> PageLink:
    """The page. Raises `LinkNotFound`."""
    row = PageLink.objects.select_related("changed_by").filter(pk=link_id, shop_id=shop_id).first()
    if row is None:
        raise LinkNotFound
    return row


def every_link(shop_id: int) -> Iterator[PageLink]:
    """All of the shop's pages, one after the other, for a file."""
    return PageLink.objects.filter(shop_id=shop_id).order_by("language", "address").iterator(chunk_size=500)


def synonyms_of(shop_id: int, language: str = "") -> list[Synonym]:
    """The shop's groups of words that mean the same; there are at most a thousand."""
    rows = Synonym.objects.filter(shop_id=shop_id)
    return list((rows.filter(language=language) if language else rows).order_by("language", "words", "pk"))


def synonyms_for(shop_id: int, synonym_id: int) -> Synonym:
    """The group. Raises `SynonymsNotFound`."""
    row = Synonym.objects.filter(pk=synonym_id, shop_id=shop_id).first()
    if row is None:
        raise SynonymsNotFound
    return row


def _used_by(viewer: Viewer) -> QuerySet[Phrase]:
    rows, audience = Phrase.objects.filter(shop_id=viewer.shop_id), audience_seen(viewer)
    return rows if audience is None else rows.filter(audience__in=["", audience])
