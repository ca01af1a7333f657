"""Articles as the team works on them: which there are, where each stands, and one with all its languages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Article, Category, Feedback, State, Translation
from comptoir.domain.knowledge.rules.articles import Written, may_write
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.pages import Cursor, after_cursor

PAGE = 30
STATES = ("draft", "submitted", "published", "retired")
WORDS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a translation stands. `is_read` while customers read some version of it, `has_news` when there is a newer one;
    `is_behind` when its source has moved on.
    """

    id: int
    article_id: int
    language: str
    title: str
    state: str
    number: int
    is_read: bool
    has_news: bool
    is_behind: bool
    views: int
    useful: int
    not_useful: int
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the list: one translation, and how it stands in every language."""

    translation: Standing
    category: str
    is_public: bool
    languages: tuple[Standing, ...]


class ArticlesPage(NamedTuple):
    """Some of the articles, and where the next begin, if there are more."""

    rows: list[ArticleRow]
    next_cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class ArticleAtWork:
    """A translation with all that its editor needs."""

    standing: Standing
    text: Written
    slug: str
    note: str
    was_read: bool
    published_number: int | None
    redirect_to: int | None
    article_id: int
    shop_id: int
    source_language: str
    category_id: int | None
    topic: str
    is_public: bool
    position: int
    follows: int | None
    languages: tuple[Standing, ...]

    @property
    def is_source(self) -> bool:
        return self.standing.language == self.source_language


class Wanted(NamedTuple):
    """What is asked of the list: `state` may also be "behind"; "" means all."""

    state: str = ""
    language: str = ""
    category_id: int | None = None
    words: str = ""


class ReadersWord(NamedTuple):
    """What a reader said of an article."""

    is_useful: bool
    word: str
    at: dt.datetime


def articles_page(viewer: Viewer, wanted: Wanted, *, after: Cursor | None = None, language: str = "") -> ArticlesPage:
    """The shop's articles, last changed first: each once, in the language asked for, else as it was first written. Three queries."""
    rows = _wanted(Translation.objects.filter(shop_id=viewer.shop_id), wanted)
    ordered = after_cursor(rows.select_related("article__category"), "changed_at", after)[: PAGE + 1]
    page = list(ordered)
    beside = _standings([it.article_id for it in page[:PAGE]])
    shown = [_row(it, beside[it.article_id], language) for it in page[:PAGE]]
    cursor = Cursor(page[PAGE - 1].changed_at, page[PAGE - 1].pk) if len(page) > PAGE else None
    return ArticlesPage(shown, cursor)


def article_at_work(viewer: Viewer, translation_id: int) -> ArticleAtWork:
    """A translation as it is being written. Raises `ArticleNotFound`."""
    found = (
        Translation.objects.select_related("article", "published_version", "source_version")
        .filter(pk=translation_id, shop_id=viewer.shop_id)
        .first()
    )
    if found is None or not may_write(viewer, viewer.shop_id):
        raise ArticleNotFound
    languages = _standings([found.article_id])[found.article_id]
    return _at_work(found, next(it for it in languages if it.id == found.pk), tuple(languages))


def translation_in(viewer: Viewer, article_id: int, language: str) -> int | None:
    """The number of an article's translation in a language, if there is one. Raises `ArticleNotFound`."""
    rows = Translation.objects.filter(article_id=article_id, shop_id=viewer.shop_id)
    found = dict(rows.values_list("language", "pk"))
    if not found or not may_write(viewer, viewer.shop_id):
        raise ArticleNotFound
    return found.get(language)


def counts_by_state(viewer: Viewer) -> dict[str, int]:
    """How many translations wait to be read (`submitted`), and how many are behind their source (`behind`)."""
    rows = Translation.objects.filter(shop_id=viewer.shop_id)
    return {"submitted": rows.filter(state=State.SUBMITTED).count(), "behind": rows.filter(_is_behind()).count()}


def categories_of(shop_id: int) -> list[Category]:
    """The shop's categories, in order."""
    return list(Category.objects.filter(shop_id=shop_id).order_by("position", "pk"))


def readers_words(viewer: Viewer, translation_id: int) -> list[ReadersWord]:
    """The newest words of readers about it."""
    rows = Feedback.objects.filter(translation_id=translation_id, translation__shop_id=viewer.shop_id).exclude(word="")
    found = rows.order_by("-at", "-pk").values_list("is_useful", "word", "at")[:WORDS_SHOWN]
    return [ReadersWord(*it) for it in found]


def published_beside(viewer: Viewer, language: str, but: int) -> list[tuple[int, str]]:
    """The published articles of a language, for who says where a retired one leads: number and title, the newest first."""
    rows = Translation.objects.filter(shop_id=viewer.shop_id, language=language, published_version__isnull=False)
    return list(rows.exclude(pk=but).order_by("-changed_at", "-pk").values_list("pk", "title")[:200])


def _wanted(rows: QuerySet[Translation], wanted: Wanted) -> QuerySet[Translation]:
    if wanted.state == "behind":
        rows = rows.filter(_is_behind())
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    elif not wanted.state:
        rows = rows.filter(language=F("article__source_language"))
    if wanted.category_id is not None:
        rows = rows.filter(article__category=wanted.category_id or None)
    if wanted.words:
        rows = rows.filter(Q(title__icontains=wanted.words) | Q(words__icontains=wanted.words))
    return rows


def _is_behind() -> Q:
    """The source has a newer version for its readers than the one that this follows."""
    newer = Translation.objects.filter(
        article_id=OuterRef("article_id"),
        language=OuterRef("article__source_language"),
        published_version__number__gt=OuterRef("source_version__number"),
    )
    return Q(Exists(newer)) & ~Q(language=F("article__source_language")) & ~Q(state=State.RETIRED)


def _standings(article_ids: list[int]) -> dict[int, list[Standing]]:
    rows = Translation.objects.filter(article_id__in=article_ids).select_related(
        "article", "published_version", "source_version"
    )
    by_article: dict[int, list[Translation]] = defaultdict(list)
    for row in rows.order_by("article_id", "pk"):
        by_article[row.article_id].append(row)
    return {pk: [_standing(it, _source_number(of)) for it in of] for pk, of in by_article.items()}


def _source_number(rows: list[Translation]) -> int:
    """The version of the source that its readers have; before the first, none is behind."""
    source = next((it for it in rows if it.language == it.article.source_language), None)
    return source.published_version.number if source and source.published_version else 0


def _standing(row: Translation, source_number: int) -> Standing:
    is_source = row.language == row.article.source_language
    followed = row.source_version.number if row.source_version else source_number
    read = row.published_version.number if row.published_version else 0
    return Standing(
        id=row.pk,
        article_id=row.article_id,
        language=row.language,
        title=row.title,
        state=row.state,
        number=row.number,
        is_read=bool(read),
        has_news=bool(read) and read < row.number,
        is_behind=not is_source and row.state != State.RETIRED and followed < source_number,
        views=row.views,
        useful=row.useful,
        not_useful=row.not_useful,
        changed_at=row.changed_at,
    )


def _row(row: Translation, languages: list[Standing], language: str) -> ArticleRow:
    own = next(it for it in languages if it.id == row.pk)
    category = row.article.category
    name = (category.names.get(language) or next(iter(category.names.values()), category.key)) if category else ""
    return ArticleRow(own, name, row.article.is_public, tuple(languages))


def _at_work(row: Translation, standing: Standing, languages: tuple[Standing, ...]) -> ArticleAtWork:
    article: Article = row.article
    facts: dict[str, Any] = {
        "source_language": article.source_language,
        "category_id": article.category_id,
        "topic": article.topic,
        "is_public": article.is_public,
        "position": article.position,
    }
    return ArticleAtWork(
        standing=standing,
        text=Written(row.title, row.summary, row.body, row.words),
        slug=row.slug,
        note=row.note,
        was_read=row.published_at is not None,
        published_number=row.published_version.number if row.published_version else None,
        redirect_to=row.redirect_to_id,
        article_id=article.pk,
        shop_id=row.shop_id,
        follows=row.source_version.number if row.source_version else None,
        languages=languages,
        **facts,
    )
