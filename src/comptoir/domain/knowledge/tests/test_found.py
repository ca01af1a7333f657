"""Knowledge is found by what customers and agents write, on both databases alike (A12, D3, D10)."""

from __future__ import annotations

import time

import pytest

from comptoir.domain.knowledge.actions.indexing import forget_findable, index_phrases
from comptoir.domain.knowledge.models import Findable, KnownWord, Synonym
from comptoir.domain.knowledge.queries import found
from comptoir.domain.knowledge.tests.findable import a_knowing_shop, a_link, a_phrase, an_article
from comptoir.foundation.errors import BadRequest
from tests.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    shop = a_knowing_shop()
    a_phrase(shop, "Délai de livraison", "Votre colis arrive sous trois jours ouvrés.", shortcut="delai")
    a_phrase(shop, "Remerciement", "Merci de votre patience.")
    an_article(shop, "Nettoyer un bijou en argent", "Frottez l'argent avec un chiffon doux, sans produit.")
    an_article(shop, "Moyens de paiement", "Nous acceptons la carte bancaire, PayPal et le virement.")
    an_article(shop, "Cleaning silver", "Rub the silver with a soft cloth.", language="en")
    a_link(shop, "Guide des tailles", "/guide-des-tailles", words="baguier tour de doigt")
    return shop


def titles(shop, query: str, language: str = "fr", **fields) -> list[str]:
    return [it.title for it in found(shop.id, query, language, **fields).rows]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("livraison", "Délai de livraison"),
        ("LIVRAISONS", "Délai de livraison"),
        ("delai", "Délai de livraison"),
        ("nettoye mes bijoux", "Nettoyer un bijou en argent"),
        ("paypal", "Moyens de paiement"),
        ("baguier", "Guide des tailles"),
    ],
)
def test_words_are_found_in_all_their_forms(shop, query: str, first: str) -> None:
    """D10"""
    assert titles(shop, query)[0] == first


@pytest.mark.parametrize("query", ["livraizon", "livrasion", "lirvaison"])
def test_what_was_mistyped_is_understood(shop, query: str) -> None:
    assert titles(shop, query)[0] == "Délai de livraison"


def test_a_word_is_found_while_it_is_typed(shop) -> None:
    """A12"""
    assert titles(shop, "remerc") == ["Remerciement"]
    assert titles(shop, "remerc", is_begun=False) == []


def test_what_customers_call_it_is_found(shop) -> None:
    """D3"""
    assert titles(shop, "mon paquet n'est toujours pas là")[0] == "Délai de livraison"


def test_words_that_a_shop_calls_the_same_are(shop) -> None:
    assert titles(shop, "bichonner") == []
    Synonym.objects.create(shop_id=shop.id, language="fr", words="bichonner\nfrotter", changed_at=NOON)
    assert titles(shop, "bichonner") == ["Nettoyer un bijou en argent"]


def test_another_language_is_looked_at_when_the_asked_one_says_nothing(shop) -> None:
    assert titles(shop, "how do I clean my silver ring", "en")[0] == "Cleaning silver"
    assert "Moyens de paiement" in titles(shop, "which means of payment", "en")


def test_the_title_weighs_more_than_the_text(shop) -> None:
    a_phrase(shop, "Merci", "La livraison est offerte, la livraison est rapide, la livraison est belle.")
    assert titles(shop, "livraison")[0] == "Délai de livraison"


def test_customers_find_what_is_for_them_and_no_phrase(shop) -> None:
    an_article(shop, "Notes sur la livraison, pour l'équipe", is_public=False)
    assert titles(shop, "livraison", public_only=True) == []
    assert len(titles(shop, "livraison")) == 2


def test_a_phrase_of_one_audience_is_none_of_anothers(shop) -> None:
    """A11"""
    a_phrase(shop, "Livraison, réponse des conseillers", audience="advisor")
    assert len(titles(shop, "livraison", audience="advisor")) == 2
    assert titles(shop, "livraison", audience="ambassador") == ["Délai de livraison"]


def test_one_shop_never_finds_what_another_knows(shop) -> None:
    """A5"""
    other = a_knowing_shop(key="autre")
    a_phrase(other, "Livraison de l'autre boutique")
    assert titles(shop, "livraison") == ["Délai de livraison"]
    assert titles(other, "livraison") == ["Livraison de l'autre boutique"]


def test_what_is_forgotten_is_found_no_more_and_its_words_are_no_longer_known(shop) -> None:
    it = a_phrase(shop, "Zibeline")
    assert titles(shop, "zibeline") == ["Zibeline"]
    forget_findable("phrase", [it.pk])
    assert titles(shop, "zibeline") == []
    assert not KnownWord.objects.filter(word="zibeline").exists()


def test_what_is_written_anew_is_found_by_its_new_words(shop) -> None:
    it = a_phrase(shop, "Zibeline")
    it.title = it.body = "Hermine"
    index_phrases([it])
    index_phrases([it])
    assert titles(shop, "zibeline") == []
    assert titles(shop, "hermine") == ["Hermine"]
    assert KnownWord.objects.get(word="hermine").texts == 1
    assert Findable.objects.filter(kind="phrase", of=it.pk).count() == 1


def test_a_list_goes_on_where_the_page_ended(shop) -> None:
    for n in range(7):
        a_phrase(shop, f"Bague numéro {n}")
    seen, after = [], ""
    while True:
        page = found(shop.id, "bague", "fr", at_most=3, after=after)
        seen += [it.title for it in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == [f"Bague numéro {n}" for n in range(7)]


@pytest.mark.parametrize("after", ["x", "1_phrase", "1_spam_3", "1_phrase_" + "9" * 40])
def test_a_place_that_is_none_is_refused(shop, after: str) -> None:
    with pytest.raises(BadRequest):
        found(shop.id, "livraison", "fr", after=after)


@pytest.mark.parametrize(
    "query",
    ["", " ", "\0", "'\"()*&|!:<>", 'livraison" OR "1', "NEAR(a b)", "-- ;DROP TABLE", "%_%", "🙂🙂", "的的", "a" * 50_000, "é" * 50_000,
     "((((" * 20_000, "livraison " * 10_000, "x1y2 " * 20_000, "\u0301" * 50_000],
)  # fmt: skip
def test_whatever_is_asked_is_answered_soon(shop, query: str) -> None:
    """Attacks A14 and A18: no sign means anything to the index, and a long question takes no longer."""
    start = time.process_time()
    found(shop.id, query, "fr")
    assert time.process_time() - start < 0.5


def test_a_question_costs_few_queries(shop, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(26):
        found(shop.id, "comment nettoyer mon argent", "fr")
