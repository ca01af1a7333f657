"""What leads to an article, and which articles a text leads to that nobody finds any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
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
    texts = (
        ("article", articles_leading_to(found), "body"),
        (
            "phrase",
            Phrase.objects.filter(_has(["body"], slugs, language), shop_id=found.shop_id).order_by("pk"),
            "body",
        ),
        (
            "link",
            PageLink.objects.filter(_has(["address"], slugs, language), shop_id=found.shop_id).order_by("pk"),
            "address",
        ),
    )
    return [
        LinkedFrom(kind, it.pk, it.title, it.language)
        for kind, rows, field in texts
        for it in _leading(rows, field, slugs, language, is_known=kind == "article")
    ]


def articles_leading_to(translation: Translation) -> list[Translation]:
    """The articles whose newest or published words lead to this one, in whichever language."""
    slugs, language = _slugs(translation), translation.language
    some = _has(["body", "published_version__body"], slugs, language)
    rows = Translation.objects.filter(some, shop_id=translation.shop_id).exclude(pk=translation.pk)
    every = rows.select_related("published_version").order_by("pk")[: 2 * LINKED_AT_MOST]
    return [it for it in every if leads_to(_words(it), slugs, language)][:LINKED_AT_MOST]


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


def _leading(
    rows: QuerySet[Any] | list[Any], field: str, slugs: Sequence[str], language: str, *, is_known: bool
) -> Iterator[Any]:
    every = rows[: 2 * LINKED_AT_MOST]
    kept = [it for it in every if is_known or leads_to(getattr(it, field), slugs, language)]
    yield from kept[:LINKED_AT_MOST]
