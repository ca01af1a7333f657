"""What a help centre serves beside its pages: its sitemap and its pictures."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Picture
from comptoir.domain.knowledge.queries.public import LONG_AGO, public_rows

SITEMAP_AT_MOST = 50_000
"""Addresses that search engines take from one sitemap."""


class ShownPicture(NamedTuple):
    """A picture as it is served."""

    key: UUID
    content_type: str


class SitemapEntry(NamedTuple):
    """An article's addresses by language, and when it was last published."""

    slugs: dict[str, str]
    published_at: dt.datetime


def sitemap_entries(shop_id: int) -> list[SitemapEntry]:
    """Every public article, with its addresses."""
    by_article: dict[int, SitemapEntry] = {}
    rows = public_rows(shop_id).order_by("article_id")[:SITEMAP_AT_MOST]
    for article_id, language, slug, published_at in rows.values_list("article_id", "language", "slug", "published_at"):
        entry, at = by_article.get(article_id), published_at or LONG_AGO
        slugs = {**(entry.slugs if entry else {}), language: slug}
        by_article[article_id] = SitemapEntry(slugs, max(at, entry.published_at) if entry else at)
    return list(by_article.values())


def languages_read(shop_id: int) -> set[str]:
    """The languages in which there is anything to read."""
    return set(public_rows(shop_id).values_list("language", flat=True).distinct())


def picture_of(shop_id: int, key: UUID) -> ShownPicture:
    """A picture of one of the shop's articles. Raises `ArticleNotFound`."""
    found = Picture.objects.filter(shop_id=shop_id, key=key).first()
    if found is None:
        raise ArticleNotFound
    return ShownPicture(found.key, found.content_type)
