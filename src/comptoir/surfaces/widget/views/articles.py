"""Articles that may answer before anybody is asked, as the widget shows them: titles, and one as a tree of words and marks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from comptoir.domain.knowledge.actions import give_feedback
from comptoir.domain.knowledge.queries import (
    ListedArticle,
    article_read,
    listed_articles,
    popular_articles,
    suggestions_for,
)
from comptoir.domain.knowledge.rules import Where, rendered
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.surfaces.widget.access import for_the_shop, language_of, wire_answer
from comptoir.surfaces.widget.bodies import Answered, body_of
from comptoir.surfaces.widget.limits import count_answered, count_articles
from comptoir.surfaces.widget.trees import tree_of

SHOWN = 3
ASKED_LONGEST = 500
A_MINUTE = "public, max-age=60"


@for_the_shop("GET", cache="private, max-age=60")
def suggested(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """The three best answers to what is being written (`q`), else to the page's title (`page`), else what is read most."""
    count_articles(request)
    language = language_of(request, shop)
    words = request.GET.get("q", "").replace("\0", " ").strip()[:ASKED_LONGEST]
    page = request.GET.get("page", "").replace("\0", " ").strip()[:ASKED_LONGEST]
    rows = _answers(shop, words or page, language)
    if not rows and not words:
        rows = popular_articles(shop.id, language, SHOWN)
    return wire_answer({"articles": [_row(shop, it) for it in rows]})


@for_the_shop("GET", cache=A_MINUTE)
def article(request: HttpRequest, shop: KnownShop, translation_id: int) -> HttpResponse:
    """A public article as a tree of elements: a name from a closed list, its attributes, and what stands in it."""
    count_articles(request)
    found = article_read(shop.id, translation_id)
    body = rendered(found.body, _where(shop, found.language))
    return wire_answer(
        {
            "id": found.translation_id,
            "title": found.title,
            "summary": found.summary,
            "language": found.language,
            "address": _address(shop, found.language, found.slug),
            "body": tree_of(body),
        }
    )


@for_the_shop("POST")
def answered(request: HttpRequest, shop: KnownShop, translation_id: int) -> HttpResponse:
    """A visitor says whether it answered; once a browser, and nobody knows whose it is."""
    said = body_of(request, Answered)
    article_read(shop.id, translation_id)
    count_answered(request, translation_id)
    give_feedback(
        shop_id=shop.id,
        translation_id=translation_id,
        is_useful=said.useful,
        visitor_hash=salted_hmac("widget.reader", f"{shop.id}:{said.reader.hex}").hexdigest()[:64],
        now=now(),
    )
    return HttpResponse(status=204)


def _answers(shop: KnownShop, words: str, language: str) -> list[ListedArticle]:
    if not words:
        return []
    found = suggestions_for(shop.id, words, language, kinds=("article",), public_only=True, at_most=SHOWN)
    return listed_articles(shop.id, [it.id for it in found])


def _row(shop: KnownShop, it: ListedArticle) -> dict[str, object]:
    return {
        "id": it.translation_id,
        "title": it.title,
        "language": it.language,
        "address": _address(shop, it.language, it.slug),
    }


def _where(shop: KnownShop, language: str) -> Where:
    root = settings.PUBLIC_URL + reverse("helpcentre:arrive", args=[shop.key])
    return Where(f"{root}pictures/", f"{root}{language}/")


def _address(shop: KnownShop, language: str, slug: str) -> str:
    return settings.PUBLIC_URL + reverse("helpcentre:article", args=[shop.key, language, slug])
