"""What else the reader of an article may want: by what the articles are about."""

from __future__ import annotations

from django.db import connection

from comptoir.domain.knowledge.models import Translation
from comptoir.domain.knowledge.queries.finding import Wanted, matches_in_language
from comptoir.domain.knowledge.queries.public import ListedArticle, PublishedArticle, listed_articles, neighbours_of
from comptoir.domain.knowledge.queries.vocabulary import knowledge_number

RELATED_SHOWN = 4
LOOKED_AT = 20
"""Texts that are about the same, of which the first are shown."""
ABOUT_IT = 0.2
"""Share of what the article is about that another must have."""
BESIDE_IT = 1.15
"""How much more one of the same category weighs: it decides between those that are equally near."""
REMEMBERED = 5_000
"""Articles of which a process remembers what stands beside them."""

_remembered: dict[tuple[int, str], tuple[int, list[int]]] = {}


def related_articles(article: PublishedArticle, shop_id: int) -> list[ListedArticle]:
    """Published articles in its language that speak of the same, the nearest first; then others of its category, or topic.

    Two queries while the shop's knowledge has not changed since somebody read it; six more after a change, however many articles
    there are. Who may read what is asked each time.
    """
    number, key = knowledge_number(shop_id), (article.translation_id, article.category_key)
    known = _remembered.get(key)
    if known is None or known[0] != number:
        known = (number, _beside(article, shop_id))
        # What is read within a transaction may never come to be.
        if not connection.in_atomic_block:
            if len(_remembered) >= REMEMBERED:
                _remembered.clear()
            _remembered[key] = known
    return listed_articles(shop_id, known[1]) if known[1] else []


def _beside(article: PublishedArticle, shop_id: int) -> list[int]:
    wanted = Wanted(kinds=("article",), public_only=True)
    near = matches_in_language(shop_id, f"{article.title}\n{article.summary}", article.language, wanted)
    scores = {it.of: it.score for it in near if it.of != article.translation_id and it.covered >= ABOUT_IT}
    first = sorted(scores, key=lambda it: (-scores[it], it))[:LOOKED_AT]
    rows = Translation.objects.filter(pk__in=first, shop_id=shop_id).exclude(article_id=article.article_id)
    shelves = dict(rows.values_list("pk", "article__category__key")) if first else {}
    for it, shelf in shelves.items():
        scores[it] *= BESIDE_IT if shelf and shelf == article.category_key else 1.0
    nearest = sorted(shelves, key=lambda it: (-scores[it], it))[:RELATED_SHOWN]
    if len(nearest) == RELATED_SHOWN:
        return nearest
    others = neighbours_of(article, shop_id, 2 * RELATED_SHOWN)
    return [*nearest, *(it.translation_id for it in others if it.translation_id not in nearest)][:RELATED_SHOWN]
