"""Searching: a page that works without script, and what may be meant while somebody types."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse

from comptoir.domain.knowledge.actions import note_search
from comptoir.domain.knowledge.queries import ListedArticle, found, listed_articles
from comptoir.foundation.clock import now
from comptoir.surfaces.helpcentre.access import OWN, for_readers, page
from comptoir.surfaces.helpcentre.limits import count_search
from comptoir.surfaces.helpcentre.site import Site, absolute

WORDS_LONGEST = 200
SUGGESTED = 6
PAGE = 20
CURSOR_LONGEST = 80


class Found(NamedTuple):
    """Articles that were found, and where the next begin, if there are more."""

    rows: list[ListedArticle]
    after: str


@for_readers("GET", cache=OWN)
def search(request: HttpRequest, site: Site) -> HttpResponse:
    """What was found for the words, and what to do when that is nothing."""
    words, after = words_in(request), request.GET.get("after", "")[:CURSOR_LONGEST]
    result = Found([], "")
    if words:
        count_search(request)
        result = articles_for(site, words, at_most=PAGE, after=after)
        if not after:
            note_search(shop_id=site.shop.id, language=site.language, query=words, found=len(result.rows), now=now())
    return page(
        request,
        site,
        "search",
        query=words,
        rows=result.rows,
        after=result.after,
        canonical=absolute(site.address("search")),
    )


@for_readers("GET", cache="private, max-age=60")
def suggestions(request: HttpRequest, site: Site) -> HttpResponse:
    """The titles that may be meant, with their addresses."""
    count_search(request)
    words = words_in(request)
    rows = articles_for(site, words, at_most=SUGGESTED).rows if len(words) > 1 else []
    shown = [
        {"title": it.title, "language": it.language, "address": site.address("article", it.slug, language=it.language)}
        for it in rows
    ]
    return JsonResponse({"articles": shown})


def articles_for(site: Site, words: str, *, at_most: int, after: str = "") -> Found:
    """The public articles that may answer, the best first, each once."""
    result = found(
        site.shop.id, words, site.language, kinds=("article",), public_only=True, at_most=at_most, after=after
    )
    once: dict[int, ListedArticle] = {}
    for row in listed_articles(site.shop.id, [it.of for it in result.rows]):
        known = once.get(row.article_id)
        if known is None or (row.language == site.language != known.language):
            once[row.article_id] = row
    return Found(list(once.values()), result.after)


def words_in(request: HttpRequest) -> str:
    """What is looked for."""
    return " ".join(request.GET.get("q", "").replace("\0", " ").split())[:WORDS_LONGEST]
