"""What was put into an answer is known again in it (A8)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.rules import is_said

PHRASE = "Bonjour {customer.first_name}, votre colis part demain matin. À bientôt, {agent.name}"


@pytest.mark.parametrize(
    ("answer", "is_in"),
    [
        ("Bonjour Vera, votre colis part demain matin. À bientôt, Adèle", True),
        ("BONJOUR ! VOTRE COLIS PART DEMAIN MATIN", True),
        ("Votre colis part demain matin, madame.", True),
        ("Bonjour Vera, votre bague est prête.", False),
        ("demain colis matin votre part", False),
        ("", False),
    ],
)
def test_a_good_part_of_a_phrase_is_the_phrase(answer: str, is_in: bool) -> None:
    assert is_said("phrase", PHRASE, answer) is is_in


def test_a_phrase_of_one_word_is_that_word() -> None:
    assert is_said("phrase", "Merci !", "Merci beaucoup.")
    assert not is_said("phrase", "Merci !", "Mercier")
    assert not is_said("phrase", "{agent.name}", "Adèle")


def test_an_article_is_known_by_its_address() -> None:
    assert is_said("article", "retours\nreturns", "Voyez https://x.example/help/p/en/returns.")
    assert not is_said("article", "retours", "Voyez https://x.example/help/p/fr/retours-express")
    assert not is_said("link", "", "x")
