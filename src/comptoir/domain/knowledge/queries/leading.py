"""What leads to an article, and which articles a text leads to that nobody finds any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import PageLink, Phrase, Slug, State, Translation
from comptoir.domain.knowledge.rules.articles import may_write
from comptoir.domain.knowledge.rules.leading import leads_to, named_in
from comptoir.domain.people.rules import Viewer

LINKED_AT_MOST = 50
"""Of each kind that are told."""
SLUGS_AT_MOST = 20
"""Names in addresses of one article, the present one and the latest former ones."""


class LinkedFrom(NamedTuple):
    """An article ("article"), phrase ("phrase") or page ("link") that leads to another article."""

    kind: str
    of: int
    title: str
    language: str


def linked_from(viewer: Viewer, translation_id: int) -> list[LinkedFrom]:
    """What of the shop leads to an article in that language. Reads the shop's texts: for who is about to retire it.

    Raises `ArticleNotFound`.
    """
    found = Translation.objects.filter(pk=translation_id, shop_id=viewer.shop_id).first()
    if found is None or not may_write(viewer, viewer.shop_id):
        raise ArticleNotFound
    slugs, language = _slugs(found), found.language
    phrases = Phrase.objects.filter(_has(["body"], slugs, language), shop_id=found.shop_id)
    links = PageLink.objects.filter(_has(["address"], slugs, language), shop_id=found.shop_id)
    texts = {
        "article": _articles(found, slugs),
        "phrase": _leading(phrases, attrgetter("body"), slugs, language),
        "link": _leading(links, attrgetter("address"), slugs, language),
    }
    return [LinkedFrom(kind, it.pk, it.title, it.language) for kind, rows in texts.items() for it in rows]


def articles_leading_to(translation: Translation) -> list[Translation]:
    """The articles whose newest or published words lead to this one, in whichever language."""
    return _articles(translation, _slugs(translation))


def translations_of(translation: Translation) -> list[Translation]:
    """The articles that are translated from this one and are not retired themselves."""
    rows = Translation.objects.filter(article_id=translation.article_id, source_version__translation=translation)
    return list(rows.exclude(pk=translation.pk).exclude(state=State.RETIRED).order_by("pk"))


def gone_in(viewer: Viewer, language: str, text: str) -> list[str]:
    """The titles of the articles that a text leads to by name, and that readers find no more. One query."""
    if not (names := named_in(text)):
        return []
    rows = Translation.objects.filter(shop_id=viewer.shop_id, language=language, slug__in=names, state=State.RETIRED)
    return list(rows.filter(redirect_to=None).order_by("title").values_list("title", flat=True))


def _words(it: Translation) -> str:
    return f"{it.body}\n{it.published_version.body if it.published_version else ''}"


def _slugs(it: Translation) -> list[str]:
    former = Slug.objects.filter(translation=it).order_by("-pk").values_list("slug", flat=True)[:SLUGS_AT_MOST]
    return [it.slug, *former]


def _has(fields: Sequence[str], slugs: Sequence[str], language: str) -> Q:
    pieces = [f"{before}{slug}" for slug in slugs for before in ("article:", f"/{language}/")]
    return reduce(or_, (Q(**{f"{field}__contains": piece}) for field in fields for piece in pieces))


def _articles(translation: Translation, slugs: Sequence[str]) -> list[Translation]:
    some = _has(["body", "published_version__body"], slugs, translation.language)
    rows = Translation.objects.filter(some, shop_id=translation.shop_id).exclude(pk=translation.pk)
    return _leading(rows.select_related("published_version"), _words, slugs, translation.language)


def _leading(rows: QuerySet[Any], words: Callable[[Any], str], slugs: Sequence[str], language: str) -> list[Any]:
    """Those whose words do lead there, of what the database found by pieces of them."""
    every = rows.order_by("pk")[: 2 * LINKED_AT_MOST]
    return [it for it in every if leads_to(words(it), slugs, language)][:LINKED_AT_MOST]
