"""Writing articles: each word that is kept makes a version, and nobody's words are kept over another's."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.knowledge.actions.addresses import keys_like, name_address, slugs_like
from comptoir.domain.knowledge.actions.indexing import index_article
from comptoir.domain.knowledge.errors import (
    ArticleHasMoved,
    ArticleIsEmpty,
    ArticleIsTooLong,
    ArticleNotFound,
    CategoryNotFound,
    LanguageNotServed,
)
from comptoir.domain.knowledge.models import Article, Category, Picture, State, Translation, Version
from comptoir.domain.knowledge.rules.articles import (
    TITLE_LARGEST,
    Written,
    free_slug,
    is_too_long,
    may_publish,
    may_write,
    tidied,
)
from comptoir.domain.knowledge.rules.markdown import BODY_LARGEST, pictures
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.rows import locked_rows


@transaction.atomic
def new_article(
    *,
    viewer: Viewer,
    language: str,
    text: Written,
    category_id: int | None = None,
    topic: str = "",
    is_public: bool = True,
    solved: int | None = None,
    now: dt.datetime,
) -> Translation:
    """Begin an article with a draft in one language. A solution (`solved`, a conversation's number) makes one article: again it is
    that one.

    Raises `NotAllowed`, `ArticleIsEmpty` without a title, `LanguageNotServed`, `CategoryNotFound`.
    """
    if not may_write(viewer, viewer.shop_id):
        raise NotAllowed
    text = _fit(text)
    if known := _of_solution(viewer.shop_id, solved):
        return known
    article = Article.objects.create(
        shop_id=viewer.shop_id,
        category=_category(viewer.shop_id, category_id),
        key=free_slug(text.title, keys_like(viewer.shop_id, text.title))[:60].strip("-"),
        source_language=_served(viewer.shop_id, language),
        is_public=is_public,
        topic=_topic(viewer.shop_id, topic, now),
        solved=solved,
        made_by_id=viewer.membership_id,
        made_at=now,
    )
    return _begin(article, language, text, viewer, follows=None, now=now)


@transaction.atomic
def translate_article(
    *, viewer: Viewer, article_id: int, language: str, text: Written, follows: int, now: dt.datetime
) -> Translation:
    """Begin an article's draft in another language, after version number `follows` of its source.

    Raises `ArticleNotFound`, `LanguageNotServed` where it is there already.
    """
    article = Article.objects.filter(pk=article_id, shop_id=viewer.shop_id).select_related("category").first()
    if article is None or not may_write(viewer, article.shop_id):
        raise ArticleNotFound
    locked_rows(Article, ["id"], [article.pk])
    if Translation.objects.filter(article=article, language=_served(article.shop_id, language)).exists():
        raise LanguageNotServed
    return _begin(article, language, _fit(text), viewer, follows=_source_version(article, follows), now=now)


@transaction.atomic
def write_article(
    *,
    viewer: Viewer,
    translation_id: int,
    text: Written,
    based_on: int,
    slug: str = "",
    follows: int | None = None,
    now: dt.datetime,
) -> Translation:
    """Keep a new version, written upon version number `based_on`. What readers see stays until it is published.

    `follows` is the version of the source that this one says the same as; `slug` a new name in the address.
    Raises `ArticleHasMoved` when somebody has written meanwhile, `AddressTaken`. The same words again make no version.
    """
    translation = held(translation_id, viewer)
    if translation.number != based_on:
        raise ArticleHasMoved(translation.number)
    text = _fit(text)
    name_address(translation, slug, text.title, viewer)
    if follows is not None and translation.language != translation.article.source_language:
        translation.source_version = _source_version(translation.article, follows)
    if text != text_of(translation):
        _next_version(translation, text, viewer, now)
    translation.changed_at = now
    translation.save()
    _keep_pictures(translation)
    return translation


@transaction.atomic
def restore_version(
    *, viewer: Viewer, translation_id: int, number: int, based_on: int, now: dt.datetime
) -> Translation:
    """Write the words of an older version anew: a version of its own, upon `based_on`. Raises `ArticleNotFound`, `ArticleHasMoved`."""
    older = Version.objects.filter(translation_id=translation_id, number=number).first()
    if older is None:
        raise ArticleNotFound
    text = Written(older.title, older.summary, older.body, older.words)
    return write_article(viewer=viewer, translation_id=translation_id, text=text, based_on=based_on, now=now)


@transaction.atomic
def arrange_article(
    *,
    viewer: Viewer,
    article_id: int,
    category_id: int | None,
    topic: str,
    is_public: bool,
    position: int,
    now: dt.datetime,
) -> None:
    """Say on which shelf it stands, on which topic it is, and whether customers may read it. What readers see changes at once,
    so that it is for who publishes; before anything is published, for who writes.
    """
    article = Article.objects.filter(pk=article_id, shop_id=viewer.shop_id).first()
    if article is None or not may_write(viewer, article.shop_id):
        raise ArticleNotFound
    rows = list(Translation.objects.filter(article=article))
    if any(it.published_version_id for it in rows) and not may_publish(viewer, article.shop_id):
        raise NotAllowed
    article.category = _category(article.shop_id, category_id)
    article.topic = _topic(article.shop_id, topic, now)
    article.is_public, article.position = is_public, min(max(position, 0), 10_000)
    article.save()
    for it in rows:
        index_article(it.pk)


def held(translation_id: int, viewer: Viewer) -> Translation:
    """The translation under its lock, for who may write it. Raises `ArticleNotFound`."""
    if not may_write(viewer, viewer.shop_id) or not locked_rows(Translation, ["id"], [translation_id]):
        raise ArticleNotFound
    found = (
        Translation.objects.select_related("article", "published_version", "source_version")
        .filter(pk=translation_id, shop_id=viewer.shop_id)
        .first()
    )
    if found is None:
        raise ArticleNotFound
    return found


def text_of(translation: Translation) -> Written:
    """The words of its newest version."""
    return Written(translation.title, translation.summary, translation.body, translation.words)


def _begin(
    article: Article, language: str, text: Written, viewer: Viewer, *, follows: Version | None, now: dt.datetime
) -> Translation:
    translation = Translation(
        article=article,
        shop_id=article.shop_id,
        language=language,
        slug=free_slug(text.title, slugs_like(article.shop_id, language, text.title)),
        source_version=follows,
        changed_at=now,
    )
    translation.save()
    _next_version(translation, text, viewer, now)
    translation.save()
    _keep_pictures(translation)
    return translation


def _next_version(translation: Translation, text: Written, viewer: Viewer, now: dt.datetime) -> None:
    """What was read already, or waits to be, is a draft again."""
    translation.number += 1
    translation.title, translation.summary, translation.body, translation.words = text
    translation.state, translation.note = State.DRAFT, ""
    Version.objects.create(
        translation=translation, number=translation.number, by_id=viewer.membership_id, at=now, **text._asdict()
    )


def _of_solution(shop_id: int, solved: int | None) -> Translation | None:
    if solved is None:
        return None
    found = Translation.objects.filter(article__shop_id=shop_id, article__solved=solved).select_related("article")
    return found.order_by("pk").first()


def _keep_pictures(translation: Translation) -> None:
    """A picture that an article shows belongs to it; one that nobody shows is forgotten."""
    keys = [it.key for it in pictures(translation.body)]
    if keys:
        here = Picture.objects.filter(shop_id=translation.shop_id, key__in=keys, article=None)
        here.update(article_id=translation.article_id)


def _fit(text: Written) -> Written:
    text = Written(*(it.strip() for it in text))
    if is_too_long(text):
        raise ArticleIsTooLong(title=TITLE_LARGEST, body=BODY_LARGEST)
    text = tidied(text)
    if not text.title:
        raise ArticleIsEmpty
    return text


def _served(shop_id: int, language: str) -> str:
    if language not in shop_of_id(shop_id).languages:
        raise LanguageNotServed
    return language


def _category(shop_id: int, category_id: int | None) -> Category | None:
    if category_id is None:
        return None
    found = Category.objects.filter(shop_id=shop_id, pk=category_id).first()
    if found is None:
        raise CategoryNotFound
    return found


def _topic(shop_id: int, topic: str, now: dt.datetime) -> str:
    """A topic of the charter, or none."""
    return topic if topic in charter_in_force(shop_id, now)[1].topics else ""


def _source_version(article: Article, number: int) -> Version | None:
    return Version.objects.filter(
        translation__article=article, translation__language=article.source_language, number=number
    ).first()
