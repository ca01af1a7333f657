"""What is at hand as it was sent: its words, to be known again in an answer; and how often, by how many, when last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Count, Max, Sum

from comptoir.domain.knowledge.models import PageLink, Phrase, Slug, Translation, Use, UsedBy

MONTHS_SHOWN = 12
MEMBERS_SHOWN = 30


class Uses(NamedTuple):
    """By how many people something was sent, and when last."""

    people: int = 0
    last_at: dt.datetime | None = None


class UsesBy(NamedTuple):
    """How often a member has sent it, and when last."""

    name: str
    times: int
    last_at: dt.datetime


def words_of_kept(shop_id: int, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """By what each of these (kind, number) is known again in an answer, as `rules.is_said` wants it; what is gone is left out."""
    ids = {kind: [of for each, of in keys if each == kind] for kind in ("phrase", "link", "article")}
    phrases = Phrase.objects.filter(shop_id=shop_id, pk__in=ids["phrase"]).values_list("pk", "body")
    links = PageLink.objects.filter(shop_id=shop_id, pk__in=ids["link"]).values_list("pk", "address")
    kept = {("phrase", pk): body for pk, body in phrases} if ids["phrase"] else {}
    kept |= {("link", pk): address for pk, address in links} if ids["link"] else {}
    return kept | {("article", pk): slugs for pk, slugs in _slugs(shop_id, ids["article"]).items()}


def uses_of(shop_id: int, kind: str, ids: Iterable[int] | None = None) -> dict[int, Uses]:
    """By how many people each of these, or each of the shop's, was sent, and when last. One query."""
    used = UsedBy.objects.filter(shop_id=shop_id, kind=kind)
    rows = (used if ids is None else used.filter(of__in=list(ids))).values_list("of")
    return {of: Uses(people, last) for of, people, last in rows.annotate(Count("pk"), Max("last_at")).order_by()}


def uses_by_month(shop_id: int, kind: str, of: int) -> list[tuple[dt.date, int]]:
    """How often it was sent in each of the last months in which it was, newest first."""
    rows = Use.objects.filter(shop_id=shop_id, kind=kind, of=of).values("month").annotate(sent=Sum("times"))
    return [(row["month"], row["sent"]) for row in rows.order_by("-month")[:MONTHS_SHOWN]]


def uses_by_member(shop_id: int, kind: str, of: int) -> list[UsesBy]:
    """Who has sent it, the most often first."""
    rows = UsedBy.objects.filter(shop_id=shop_id, kind=kind, of=of).order_by("-times", "pk")
    return [UsesBy(*row) for row in rows.values_list("membership__display_name", "times", "last_at")[:MEMBERS_SHOWN]]


def _slugs(shop_id: int, ids: list[int]) -> dict[int, str]:
    """Of each translation the last words of its article's addresses, in every language, former ones too."""
    if not ids:
        return {}
    asked = Translation.objects.filter(shop_id=shop_id, pk__in=ids).values_list("pk", "article_id")
    articles = dict(asked)
    there = Translation.objects.filter(article_id__in=set(articles.values()))
    every = list(there.values_list("article_id", "slug"))
    former = Slug.objects.filter(translation__article_id__in=set(articles.values()))
    every += former.values_list("translation__article_id", "slug")
    return {pk: "\n".join(slug for of, slug in every if of == article and slug) for pk, article in articles.items()}
