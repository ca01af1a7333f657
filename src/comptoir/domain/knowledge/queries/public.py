"""What customers may read: published, public articles. Nothing here knows a draft.

In a language in which an article is not published, it is there in the language it was written in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from comptoir.domain.knowledge.errors import ArticleNotFound, CategoryNotFound
from comptoir.domain.knowledge.models import Category, Slug, Translation
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in

SHELF_SHOWN = 5
POPULAR_SHOWN = 6
NEIGHBOURS_SHOWN = 4
PAGE = 50

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LISTED = (
    "pk",
    "article_id",
    "language",
    "slug",
    "published_version__title",
    "published_version__summary",
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category as customers see it: how many articles stand on it, and the first of them."""

    id: int
    key: str
    name: str
    about: str
    count: int
    first: tuple[ListedArticle, ...] = ()


class ListedArticle(NamedTuple):
    """An article as it stands in a list; its `language` may be another than was asked for."""

    translation_id: int
    article_id: int
    language: str
    slug: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article as customers read it, in `language`; `slugs` are its names by language where it is published."""

    translation_id: int
    article_id: int
    language: str
    slug: str
    title: str
    summary: str
    body: str
    published_at: dt.datetime
    number: int
    topic: str
    category_key: str
    category_names: dict[str, str]
    slugs: dict[str, str]


class Moved(NamedTuple):
    """The article has another address now."""

    language: str
    slug: str


class Gone(NamedTuple):
    """The article was there, and was taken away."""

    title: str


class ShelfPage(NamedTuple):
    """Some of a category's articles, and where the next begin, if there are more."""

    rows: list[ListedArticle]
    next_cursor: str


def shelves_of(shop_id: int, language: str) -> list[Shelf]:
    """The categories with articles on them, in order, each with its first few. Two queries."""
    rows = Category.objects.filter(shop_id=shop_id).order_by("position", "pk")
    counted = list(rows.annotate(count=Count("articles", filter=_has_readers(), distinct=True)))
    numbered = _readable(shop_id, language).annotate(
        place=Window(RowNumber(), partition_by=F("article__category"), order_by=["article__position", "article_id"])
    )
    first = defaultdict(list)
    for category_id, *listed in numbered.filter(place__lte=SHELF_SHOWN, article__category__isnull=False).values_list(
        "article__category_id", *_LISTED
    ):
        first[category_id].append(ListedArticle(*listed))
    return [_shelf(it, language, tuple(first[it.pk])) for it in counted if it.count]


def popular_articles(shop_id: int, language: str, at_most: int = POPULAR_SHOWN) -> list[ListedArticle]:
    """Those that are read most."""
    rows = _readable(shop_id, language).order_by("-views", "article__position", "article_id")
    return [ListedArticle(*it) for it in rows.values_list(*_LISTED)[:at_most]]


def shelf_page(shop_id: int, key: str, language: str, after: str = "") -> tuple[Shelf, ShelfPage]:
    """A category and a page of its articles. Raises `CategoryNotFound`, also for one on which nothing stands."""
    found = Category.objects.filter(shop_id=shop_id, key=key)
    category = found.annotate(count=Count("articles", filter=_has_readers(), distinct=True)).first()
    if category is None or not category.count:
        raise CategoryNotFound
    rows = _readable(shop_id, language).filter(article__category=category).order_by("article__position", "article_id")
    if after:
        position, article_id = _cursor_in(after)
        rows = rows.filter(Q(article__position__gt=position) | Q(article__position=position, article_id__gt=article_id))
    page = list(rows.values_list("article__position", *_LISTED)[: PAGE + 1])
    shown = [ListedArticle(*it[1:]) for it in page[:PAGE]]
    beyond = f"{page[PAGE - 1][0]}_{shown[-1].article_id}" if len(page) > PAGE else ""
    return _shelf(category, language, ()), ShelfPage(shown, beyond)


def published_article(shop_id: int, slug: str, language: str) -> PublishedArticle | Moved | Gone:
    """What stands at that address: an article in that language or, where it is not translated, in another; where it is now; or
    that it is gone. Raises `ArticleNotFound`. At most three queries.
    """
    rows = _translations(shop_id).filter(slug=slug)
    here = sorted(rows, key=lambda it: (it.language != language, it.published_version_id is None, it.pk))
    if not here:
        return _formerly(shop_id, slug, language)
    found = here[0]
    if found.published_version_id is None:
        if found.redirect_to and found.redirect_to.published_version_id and found.redirect_to.article.is_public:
            return Moved(found.redirect_to.language, found.redirect_to.slug)
        if found.published_at is None:
            raise ArticleNotFound
        return Gone(found.title)
    slugs = slugs_of(found.article_id)
    if found.language != language and language in slugs:
        return Moved(language, slugs[language])
    return _published(found, slugs)


def article_read(shop_id: int, translation_id: int) -> PublishedArticle:
    """A published translation by its number. Raises `ArticleNotFound`."""
    found = _translations(shop_id).filter(pk=translation_id, published_version__isnull=False).first()
    if found is None:
        raise ArticleNotFound
    return _published(found, slugs_of(found.article_id))


def listed_articles(shop_id: int, translation_ids: Iterable[int]) -> list[ListedArticle]:
    """These translations, in this order; what customers may not read is left out. One query."""
    ids = list(translation_ids)
    rows = {
        it.translation_id: it
        for it in (ListedArticle(*row) for row in public_rows(shop_id).filter(pk__in=ids).values_list(*_LISTED))
    }
    return [rows[it] for it in ids if it in rows]


def neighbours_of(article: PublishedArticle, shop_id: int, at_most: int = NEIGHBOURS_SHOWN) -> list[ListedArticle]:
    """Others of its category, or else of its topic, the most read first."""
    beside = Q(article__category__key=article.category_key) if article.category_key else Q(article__topic=article.topic)
    if not (article.category_key or article.topic):
        return []
    rows = _readable(shop_id, article.language).filter(beside).exclude(article_id=article.article_id)
    return [ListedArticle(*it) for it in rows.order_by("-views", "article_id").values_list(*_LISTED)[:at_most]]


def slugs_of(article_id: int) -> dict[str, str]:
    """The names in its addresses, by language, where it is published."""
    rows = Translation.objects.filter(article_id=article_id, published_version__isnull=False)
    return dict(rows.values_list("language", "slug"))


def public_rows(shop_id: int) -> QuerySet[Translation]:
    return Translation.objects.filter(shop_id=shop_id, published_version__isnull=False, article__is_public=True)


def _translations(shop_id: int) -> QuerySet[Translation]:
    rows = Translation.objects.filter(shop_id=shop_id, article__is_public=True)
    return rows.select_related("article__category", "published_version", "redirect_to__article")


def _readable(shop_id: int, language: str) -> QuerySet[Translation]:
    """Each article once: in that language, else as it was first written."""
    there = Translation.objects.filter(
        article_id=OuterRef("article_id"), language=language, published_version__isnull=False
    )
    own = Q(language=language)
    return public_rows(shop_id).filter(own | (Q(language=F("article__source_language")) & ~Exists(there)))


def _has_readers() -> Q:
    return Q(articles__is_public=True, articles__translations__published_version__isnull=False)


def _formerly(shop_id: int, slug: str, language: str) -> Moved:
    rows = Slug.objects.filter(
        shop_id=shop_id,
        slug=slug,
        translation__published_version__isnull=False,
        translation__article__is_public=True,
    ).select_related("translation")
    found = sorted(rows, key=lambda it: (it.language != language, it.pk))
    if not found:
        raise ArticleNotFound
    there = found[0].translation
    slugs = slugs_of(there.article_id)
    return Moved(language, slugs[language]) if language in slugs else Moved(there.language, there.slug)


def _published(found: Translation, slugs: dict[str, str]) -> PublishedArticle:
    version, category = found.published_version, found.article.category
    assert version is not None, "it is published"
    return PublishedArticle(
        translation_id=found.pk,
        article_id=found.article_id,
        language=found.language,
        slug=found.slug,
        title=version.title,
        summary=version.summary,
        body=version.body,
        published_at=found.published_at or LONG_AGO,
        number=version.number,
        topic=found.article.topic,
        category_key=category.key if category else "",
        category_names=category.names if category else {},
        slugs=slugs,
    )


def _shelf(category: Category, language: str, first: tuple[ListedArticle, ...]) -> Shelf:
    count: int = category.count  # type: ignore[attr-defined]  # annotated
    return Shelf(
        category.pk, category.key, named(category.names, language), named(category.about, language), count, first
    )


def named(names: dict[str, str], language: str) -> str:
    """A name by language: in this one, else in the first there is."""
    return names.get(language) or next(iter(names.values()), "")


def _cursor_in(text: str) -> tuple[int, int]:
    position, _, article_id = text.partition("_")
    if not (position and article_id):
        raise BadRequest("no such place in the list")
    return number_in(position) or 0, number_in(article_id) or 0
