"""What the tests of knowledge share: a shop that speaks two languages, its phrases, pages and articles."""

from __future__ import annotations

from typing import Any

from comptoir.domain.knowledge.actions.indexing import index_article, index_links, index_phrases
from comptoir.domain.knowledge.models import Article, PageLink, Phrase, Translation, Version
from tests.people import ALWAYS_OPEN, NOON, a_shop

TWO_LANGUAGES = ALWAYS_OPEN


def a_knowing_shop(**fields: Any) -> Any:
    return a_shop(charter=TWO_LANGUAGES, **fields)


def a_phrase(shop: Any, title: str, body: str = "", **fields: Any) -> Phrase:
    """A phrase as it stands and is found."""
    known = {"shop_id": shop.id, "language": "fr", "title": title, "body": body or title, "changed_at": NOON}
    it = Phrase.objects.create(**known | fields)
    index_phrases([it])
    return it


def a_link(shop: Any, title: str, path: str, **fields: Any) -> PageLink:
    known = {"shop_id": shop.id, "language": "fr", "title": title, "changed_at": NOON}
    address = f"https://www.maison-perle.example{path}"
    it = PageLink.objects.create(**known | {"address": address} | fields)
    index_links([it])
    return it


def an_article(
    shop: Any, title: str, body: str = "", *, language: str = "fr", words: str = "", **fields: Any
) -> Translation:
    """An article as customers read it."""
    key = f"a{Article.objects.count()}"
    article = Article.objects.create(shop_id=shop.id, key=key, source_language=language, made_at=NOON, **fields)
    it = Translation.objects.create(
        article=article,
        shop_id=shop.id,
        language=language,
        slug=key,
        title=title,
        body=body,
        words=words,
        changed_at=NOON,
    )
    version = Version.objects.create(translation=it, number=1, title=title, body=body, words=words, at=NOON)
    it.published_version, it.state, it.number = version, "published", 1
    it.save()
    index_article(it.pk)
    return it
