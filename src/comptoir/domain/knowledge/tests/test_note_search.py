"""What readers look for in vain is a list to work on, without their names (D9)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.actions import note_search
from comptoir.domain.knowledge.models import Search
from tests.people import NOON, a_shop

pytestmark = pytest.mark.django_db


def test_the_same_words_are_counted_together() -> None:
    shop = a_shop()
    for query in ("Réparer ma montre ?", "reparer MA montre", "réparer  ma montre"):
        note_search(shop_id=shop.id, language="fr", query=query, found=0, now=NOON)
    assert [(it.words, it.times) for it in Search.objects.all()] == [("reparer ma montre", 3)]


def test_nothing_that_could_name_somebody_is_kept() -> None:
    """D9"""
    shop = a_shop()
    query = "facture de helene@courriel.example commande MP-48213 tel 0612345678"
    note_search(shop_id=shop.id, language="fr", query=query, found=0, now=NOON)
    assert Search.objects.get().words == "facture de commande tel"


@pytest.mark.parametrize("query", ["", "a", "?!", "4111 1111 1111 1111", "\0"])
def test_what_says_nothing_is_not_kept(query: str) -> None:
    note_search(shop_id=a_shop().id, language="fr", query=query, found=0, now=NOON)
    assert not Search.objects.exists()


def test_a_long_query_is_cut() -> None:
    """Attack A14"""
    note_search(shop_id=a_shop().id, language="fr", query="mot " * 50_000, found=0, now=NOON)
    assert len(Search.objects.get().words) <= 100


def test_there_is_an_end_to_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop()
    monkeypatch.setattr("comptoir.domain.knowledge.actions.noting.KEPT_AT_MOST", 3)
    for n in "abcdef":
        note_search(shop_id=shop.id, language="fr", query=n * 4, found=0, now=NOON)
    assert Search.objects.count() <= 3
