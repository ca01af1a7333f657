"""Was this useful? Once a reader, and nobody knows who."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import count_views, give_feedback, retire_article
from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import Feedback, Translation
from comptoir.domain.knowledge.queries import readers_words
from comptoir.domain.knowledge.tests.stage import a_cast, a_draft, an_article
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def says(
    cast: SimpleNamespace, article: Translation, is_useful: bool, who: str = "a", word: str = ""
) -> tuple[int, int]:
    give_feedback(
        shop_id=cast.shop.id, translation_id=article.pk, is_useful=is_useful, word=word, visitor_hash=who, now=NOON
    )
    article.refresh_from_db()
    return article.useful, article.not_useful


def test_a_reader_counts_once_and_may_think_better(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    assert says(cast, article, True) == (1, 0)
    assert says(cast, article, True) == (1, 0)
    assert says(cast, article, False, word="Il manque la taille 72") == (0, 1)
    assert says(cast, article, True, "b") == (1, 1)
    assert [it.word for it in readers_words(cast.adele, article.pk)] == ["Il manque la taille 72"]
    assert readers_words(cast.stranger, article.pk) == []


def test_no_card_number_is_kept_in_a_readers_word(cast: SimpleNamespace) -> None:
    """D9."""
    says(cast, an_article(cast), False, word="Ma carte 4111 1111 1111 1111 ne passe pas" + "x" * 1000)
    (kept,) = Feedback.objects.values_list("word", flat=True)
    assert "4111 1111" not in kept
    assert len(kept) <= 300


def test_only_what_customers_read_is_judged(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    retire_article(viewer=cast.rose, translation_id=article.pk, now=NOON)
    for unread in (article, a_draft(cast)):
        with pytest.raises(ArticleNotFound):
            says(cast, unread, True)
    with pytest.raises(ArticleNotFound):
        give_feedback(
            shop_id=cast.other.id, translation_id=an_article(cast).pk, is_useful=True, visitor_hash="a", now=NOON
        )


def test_views_are_counted_together(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    count_views({article.pk: 3})
    count_views({article.pk: 2, 999_999: 1})
    article.refresh_from_db()
    assert article.views == 5
