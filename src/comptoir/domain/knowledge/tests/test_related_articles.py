"""Beside an article stand those that speak of the same (D4)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.knowledge.actions import retire_article
from comptoir.domain.knowledge.models import Translation
from comptoir.domain.knowledge.queries import PublishedArticle, published_article, related_articles
from comptoir.domain.knowledge.queries.finding import Wanted, matches_in_language
from comptoir.domain.knowledge.queries.vocabulary import forget_vocabularies
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.tests.stage import a_cast, a_category, a_draft, an_article, in_english
from tests.people import NOON

RESIZE = Written("Faire agrandir une bague", "Votre tour de doigt a changé.", "Apportez la bague à l'atelier.")
PAYING = Written("Moyens de paiement", "Carte, virement.", "Visa et virement.")
THREADS = Written("Le fil de perles", "Renfiler un collier.", "Un collier se renfile tous les deux ans.")


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    forget_vocabularies()
    return a_cast()


def related(cast: SimpleNamespace, article: Translation, language: str = "fr") -> list[str]:
    found = published_article(cast.shop.id, article.slug, language)
    assert isinstance(found, PublishedArticle)
    return [it.title for it in related_articles(found, cast.shop.id)]


def test_what_speaks_of_the_same_comes_before_what_stands_on_the_same_shelf(cast: SimpleNamespace) -> None:
    """D4"""
    shelf, other = a_category(cast), a_category(cast, "Bagues", "Rings")
    article = an_article(cast, category_id=shelf.pk)
    an_article(cast, PAYING, category_id=shelf.pk)
    an_article(cast, RESIZE, category_id=other.pk)
    assert related(cast, article) == [RESIZE.title, PAYING.title]


def test_of_those_that_are_equally_near_the_one_of_the_same_shelf_comes_first(cast: SimpleNamespace) -> None:
    shelf, other = a_category(cast), a_category(cast, "Bagues", "Rings")
    article = an_article(cast, category_id=shelf.pk)
    an_article(cast, RESIZE._replace(title="Agrandir une bague, un"), category_id=other.pk)
    an_article(cast, RESIZE._replace(title="Agrandir une bague, deux"), category_id=shelf.pk)
    assert related(cast, article)[0] == "Agrandir une bague, deux"


def test_neither_itself_nor_a_draft_nor_what_is_for_the_team(cast: SimpleNamespace) -> None:
    """Attack A4"""
    article = an_article(cast)
    in_english(cast, article)
    a_draft(cast, RESIZE)
    an_article(cast, RESIZE._replace(title="Agrandir la bague, pour l'équipe"), is_public=False)
    assert related(cast, article) == []


def test_another_shops_articles_are_not_beside_it(cast: SimpleNamespace) -> None:
    """Attack A4"""
    article = an_article(cast)
    Translation.objects.filter(pk=an_article(cast, RESIZE).pk).update(shop_id=cast.other.id)
    assert related(cast, article) == []


@pytest.mark.django_db(transaction=True)
def test_what_is_beside_takes_two_questions_and_eight_after_a_change(cast: SimpleNamespace) -> None:
    shelf = a_category(cast)
    article = an_article(cast, category_id=shelf.pk)
    for number in range(12):
        an_article(cast, RESIZE._replace(title=f"Agrandir une bague {number}"), category_id=shelf.pk)
    found = published_article(cast.shop.id, article.slug, "fr")
    assert isinstance(found, PublishedArticle)
    related_articles(found, cast.shop.id)
    assert len(found_beside(cast, found)) == 2
    an_article(cast, PAYING)
    matches_in_language(cast.shop.id, "bague", "fr", Wanted())  # the words are read once, after a change
    assert len(found_beside(cast, found)) <= 8
    assert len(found_beside(cast, found)) == 2


def found_beside(cast: SimpleNamespace, found: PublishedArticle) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as asked:
        assert len(related_articles(found, cast.shop.id)) == 4
    return asked


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_away_stands_beside_nothing_any_more(cast: SimpleNamespace) -> None:
    article, other = an_article(cast), an_article(cast, RESIZE)
    assert related(cast, article) == [RESIZE.title]
    retire_article(viewer=cast.rose, translation_id=other.pk, now=NOON)
    assert related(cast, article) == []
