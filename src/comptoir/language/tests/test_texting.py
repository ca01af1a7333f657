"""Texting language."""

from __future__ import annotations

import pytest

from comptoir.language import texting
from comptoir.language.tests.replies import findings_of, words_found


@pytest.mark.parametrize(
    ("language", "body", "words"),
    [
        ("fr", "Coucou, bcp de monde ce matin, mais c bon.", ["bcp", "c bon"]),
        ("fr", "TJRS en stock, tkt !", ["TJRS", "tkt"]),
        ("en", "Thx for waiting, u can pick it up 2moro.", ["Thx", "u", "2moro"]),
        ("ro", "Vă scriu pt că nush adresa.", ["pt", "nush"]),
        ("pt", "A encomenda chega hj, obg.", ["hj", "obg"]),
        ("fr", "Merciiii beaucoup", ["Merciiii"]),
    ],
)
def test_abbreviations_are_found_in_any_case(language, body, words):
    assert words_found(texting, body, language) == words


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "SVP, passez au SAV : c'est ok pour nous."),
        ("fr", "Louis XIII, taille XXXL, sur www.exemple.example/pk"),
        ("fr", "Le mot « slt » est dans votre message."),
        ("en", "Size U is in stock, and so is the B4 box for Mr Ata Ur Rahman."),
        ("ro", "Livrăm în PT și în RO; becul are 2700 k."),
        ("pt", "O artigo está disponível e pronto a enviar."),
    ],
)
def test_what_is_allowed_quoted_or_a_name_is_left_alone(language, body):
    assert words_found(texting, body, language) == []


def test_an_abbreviation_of_one_meaning_is_mended_safely_and_keeps_its_capital():
    (found,) = findings_of(texting, "Bjr Madame")
    assert [(fix.text, fix.is_safe) for fix in found.fixes] == [("Bonjour", True)]


def test_an_abbreviation_of_two_meanings_is_left_to_the_agent():
    (found,) = findings_of(texting, "Pk ne pas attendre ?")
    assert [fix.is_safe for fix in found.fixes] == [False, False]


def test_a_fix_has_the_apostrophes_of_the_text():
    assert findings_of(texting, "Patientez stp, c'est en cours.", "fr")[0].fixes[0].text == "s'il vous plaît"
    assert findings_of(texting, "Patientez stp, c’est en cours.", "fr")[0].fixes[0].text == "s’il vous plaît"
