"""Searching the help centre, with and without script; mistyped words are understood. F, D10."""

from __future__ import annotations

from types import SimpleNamespace

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from comptoir.domain.knowledge.queries import searches_in_vain
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.knowledge.tests.stage import an_article

FR, EN = "/help/maison-perle/fr", "/help/maison-perle/en"


def results(words: str, place: str = FR) -> list[str]:
    page = LexborHTMLParser(Client().get(f"{place}/search", {"q": words}).content.decode())
    return [it.text() for it in page.css("main .listed a")]


def test_payment_means_are_found_however_they_are_written(centre: SimpleNamespace) -> None:
    """D10: the facts of the shop are found by customers."""
    for words in ("paiement", "payement", "chèque cadeau", "cheque cadaeu", "moyens de paiment"):
        assert "Quels moyens de paiement acceptez-vous ?" in results(words), words


def test_a_translation_is_shown_instead_of_its_source(centre: SimpleNamespace) -> None:
    assert results("ring size", EN)[0] == "Measure your ring size"
    assert results("baguier", EN) == ["Mesurer son tour de doigt"]


def test_in_which_language_something_is_written_stands_beside_its_title(centre: SimpleNamespace) -> None:
    for words, tongues in (("baguier", ["français"]), ("ring size", [])):
        page = LexborHTMLParser(Client().get(f"{EN}/search", {"q": words}).content.decode())
        assert [it.text() for it in page.css("main .listed li:first-child .tongue")] == tongues


def test_what_is_for_the_team_is_found_by_nobody(centre: SimpleNamespace) -> None:
    """Attack A4."""
    an_article(centre.cast, Written("Remise secrète", "", "Le plafond de remise"), is_public=False)
    assert results("remise secrète plafond") == []
    assert Client().get(f"{FR}/search.json", {"q": "remise secrete"}).json() == {"articles": []}


def test_what_finds_nothing_becomes_a_list_to_work_on(centre: SimpleNamespace) -> None:
    page = Client().get(f"{FR}/search", {"q": "Zanzibar"})
    assert page.status_code == 200
    assert "noindex" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert [(it.words, it.language) for it in searches_in_vain(centre.cast.adele).rows] == [("zanzibar", "fr")]


def test_titles_are_proposed_while_somebody_types(centre: SimpleNamespace) -> None:
    answer = Client().get(f"{FR}/search.json", {"q": "paiem"})
    assert answer.json()["articles"][0] == {
        "title": "Quels moyens de paiement acceptez-vous ?",
        "language": "fr",
        "address": f"{FR}/{centre.paying.slug}",
    }
    assert Client().get(f"{FR}/search.json", {"q": "p"}).json() == {"articles": []}
    assert searches_in_vain(centre.cast.adele).rows == []


def test_hostile_words_are_searched_like_others(centre: SimpleNamespace) -> None:
    """Attacks A14 and A18."""
    for words in ("' OR 1=1 --", '"', "*", "paiement AND NOT", "(((" * 60, "a" * 5000, "\x00paiement", "NEAR(", "%"):
        assert Client().get(f"{FR}/search", {"q": words}).status_code == 200, words
        assert Client().get(f"{FR}/search", {"q": "paiement", "after": words[:80]}).status_code in (200, 400)


def test_too_many_searches_wait(centre: SimpleNamespace) -> None:
    codes = [Client().get(f"{FR}/search.json", {"q": "paiement"}).status_code for _ in range(62)]
    assert codes[:60] == [200] * 60
    assert codes[-1] == 429
