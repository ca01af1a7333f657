"""What customers may read, and in which language. F, D10."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.knowledge.actions import arrange_article, write_article
from comptoir.domain.knowledge.errors import ArticleNotFound, CategoryNotFound
from comptoir.domain.knowledge.queries import (
    Moved,
    PublishedArticle,
    article_read,
    languages_read,
    popular_articles,
    published_article,
    shelf_page,
    shelves_of,
    sitemap_entries,
)
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.tests.stage import RING, a_cast, a_category, a_draft, an_article, in_english
from comptoir.foundation.errors import BadRequest
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def test_customers_read_what_was_published_and_never_a_draft(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    write_article(
        viewer=cast.adele, translation_id=article.pk, text=RING._replace(title="Brouillon"), based_on=1, now=NOON
    )
    found = published_article(cast.shop.id, article.slug, "fr")
    assert isinstance(found, PublishedArticle)
    assert (found.title, found.number, found.slugs) == (RING.title, 1, {"fr": article.slug})
    with pytest.raises(ArticleNotFound):
        published_article(cast.shop.id, a_draft(cast).slug, "fr")


def test_an_article_for_the_team_does_not_exist_for_customers(cast: SimpleNamespace) -> None:
    """Attack A4: neither by its address, nor in a list, nor by its number."""
    inside = an_article(cast, is_public=False, category_id=a_category(cast).pk)
    with pytest.raises(ArticleNotFound):
        published_article(cast.shop.id, inside.slug, "fr")
    with pytest.raises(ArticleNotFound):
        article_read(cast.shop.id, inside.pk)
    assert shelves_of(cast.shop.id, "fr") == []
    assert popular_articles(cast.shop.id, "fr") == []
    assert sitemap_entries(cast.shop.id) == []


def test_a_shops_articles_are_not_anothers(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    with pytest.raises(ArticleNotFound):
        published_article(cast.other.id, article.slug, "fr")
    with pytest.raises(ArticleNotFound):
        article_read(cast.other.id, article.pk)


def test_what_is_not_translated_is_shown_as_it_was_written(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    found = published_article(cast.shop.id, article.slug, "en")
    assert isinstance(found, PublishedArticle)
    assert found.language == "fr"
    in_english(cast, article)
    assert published_article(cast.shop.id, article.slug, "en") == Moved("en", "measure-your-ring-size")
    assert languages_read(cast.shop.id) == {"fr", "en"}


def test_a_former_address_leads_to_the_new_one(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    write_article(viewer=cast.rose, translation_id=article.pk, text=RING, based_on=1, slug="tour-de-doigt", now=NOON)
    assert published_article(cast.shop.id, article.slug, "fr") == Moved("fr", "tour-de-doigt")
    assert published_article(cast.shop.id, article.slug, "en") == Moved("fr", "tour-de-doigt")


def test_shelves_show_each_article_once_in_the_readers_language(cast: SimpleNamespace) -> None:
    payment = a_category(cast)
    a_category(cast, "Vide", "Empty")
    in_english(cast, an_article(cast, category_id=payment.pk))
    an_article(cast, Written("Payer en plusieurs fois", "", "Oui."), category_id=payment.pk)
    (shelf,) = shelves_of(cast.shop.id, "en")
    assert (shelf.name, shelf.count) == ("Payment", 2)
    assert [(it.language, it.title) for it in shelf.first] == [
        ("en", "Measure your ring size"),
        ("fr", "Payer en plusieurs fois"),
    ]
    assert [it.title for it in popular_articles(cast.shop.id, "fr")] == [RING.title, "Payer en plusieurs fois"]


def test_a_full_shelf_comes_page_by_page(cast: SimpleNamespace) -> None:
    payment = a_category(cast)
    for number in range(53):
        an_article(cast, Written(f"Moyen {number}", "", "Oui."), category_id=payment.pk)
    shelf, page = shelf_page(cast.shop.id, payment.key, "fr")
    assert (shelf.count, len(page.rows)) == (53, 50)
    _shelf, rest = shelf_page(cast.shop.id, payment.key, "fr", page.next_cursor)
    assert [it.title for it in rest.rows] == ["Moyen 50", "Moyen 51", "Moyen 52"]
    for odd in ("x", "1_x", "_", "1_99999999999999999999"):
        with pytest.raises(BadRequest):
            shelf_page(cast.shop.id, payment.key, "fr", odd)
    with pytest.raises(CategoryNotFound):
        shelf_page(cast.shop.id, "nowhere", "fr")


def test_reading_takes_few_questions(cast: SimpleNamespace) -> None:
    payment = a_category(cast)
    article = an_article(cast, category_id=payment.pk)
    for number in range(8):
        an_article(cast, Written(f"Moyen {number}", "", "Oui."), category_id=payment.pk)
    with CaptureQueriesContext(connection) as asked:
        found = published_article(cast.shop.id, article.slug, "fr")
        assert isinstance(found, PublishedArticle)
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        shelves_of(cast.shop.id, "fr")
    assert len(asked) == 2


def test_the_sitemap_knows_every_address_of_an_article(cast: SimpleNamespace) -> None:
    in_english(cast, an_article(cast))
    (entry,) = sitemap_entries(cast.shop.id)
    assert entry.slugs == {"fr": "mesurer-son-tour-de-doigt", "en": "measure-your-ring-size"}
    assert entry.published_at == NOON


def test_who_arranges_moves_an_article_to_another_shelf(cast: SimpleNamespace) -> None:
    payment, other = a_category(cast), a_category(cast, "Livraison", "Delivery")
    article = an_article(cast, category_id=payment.pk)
    arrange_article(
        viewer=cast.rose,
        article_id=article.article_id,
        category_id=other.pk,
        topic="payment",
        is_public=True,
        position=1,
        now=NOON,
    )
    assert [it.name for it in shelves_of(cast.shop.id, "fr")] == ["Livraison"]
