"""The shelves of the help centre."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import order_categories, remove_category, save_category
from comptoir.domain.knowledge.errors import CategoryNeedsAName, CategoryNotFound
from comptoir.domain.knowledge.models import Article
from comptoir.domain.knowledge.queries import categories_of
from comptoir.domain.knowledge.tests.stage import a_cast, a_category, an_article
from comptoir.foundation.errors import NotAllowed


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def test_a_category_has_a_name_in_the_shops_own_language(cast: SimpleNamespace) -> None:
    category = a_category(cast)
    assert (category.key, category.names) == ("paiement", {"fr": "Paiement", "en": "Payment"})
    assert a_category(cast).key == "paiement-2"
    with pytest.raises(CategoryNeedsAName):
        save_category(viewer=cast.rose, category_id=None, names={"en": "Payment"}, about={})


def test_it_is_named_anew_and_keeps_its_address(cast: SimpleNamespace) -> None:
    category = a_category(cast)
    named = save_category(
        viewer=cast.rose, category_id=category.pk, names={"fr": "Payer", "de": "x"}, about={"fr": "Cartes, virement"}
    )
    assert (named.key, named.names, named.about) == ("paiement", {"fr": "Payer"}, {"fr": "Cartes, virement"})


def test_categories_are_put_in_order(cast: SimpleNamespace) -> None:
    ids = [a_category(cast, name).pk for name in ("A", "B", "C")]
    order_categories(viewer=cast.rose, ids=[ids[2], ids[0]])
    assert [it.names["fr"] for it in categories_of(cast.shop.id)] == ["C", "A", "B"]


def test_articles_outlive_their_category(cast: SimpleNamespace) -> None:
    category = a_category(cast)
    an_article(cast, category_id=category.pk)
    remove_category(viewer=cast.rose, category_id=category.pk)
    assert Article.objects.get().category is None


def test_only_who_looks_after_the_knowledge_arranges_it(cast: SimpleNamespace) -> None:
    category = a_category(cast)
    with pytest.raises(NotAllowed):
        save_category(viewer=cast.adele, category_id=category.pk, names={"fr": "x"}, about={})
    with pytest.raises(NotAllowed):
        remove_category(viewer=cast.adele, category_id=category.pk)
    with pytest.raises(NotAllowed):
        order_categories(viewer=cast.adele, ids=[category.pk])
    with pytest.raises(CategoryNotFound):
        remove_category(viewer=cast.stranger, category_id=category.pk)
