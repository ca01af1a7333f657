"""What happened to a shop's knowledge: ids and plain values."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("knowledge.article_submitted")
@dataclass(frozen=True, slots=True)
class ArticleSubmitted:
    """A translation of an article waits for somebody to read it before customers do."""

    shop_id: int
    article_id: int
    translation_id: int
    by: int


@event("knowledge.article_published")
@dataclass(frozen=True, slots=True)
class ArticlePublished:
    """Customers read this version of a translation from now on."""

    shop_id: int
    article_id: int
    translation_id: int
    number: int
    by: int


@event("knowledge.article_retired")
@dataclass(frozen=True, slots=True)
class ArticleRetired:
    """Customers do not find this translation any more."""

    shop_id: int
    article_id: int
    translation_id: int
    by: int
