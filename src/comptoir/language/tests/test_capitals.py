"""Capitals and marks in excess."""

from __future__ import annotations

import pytest

from comptoir.language import capitals
from comptoir.language.rules import Shop
from comptoir.language.tests.replies import findings_of, words_found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("VOTRE COLIS EST ARRIVÉ, bonne journée", ["VOTRE COLIS EST ARRIVÉ"]),
        ("C'est TOUJOURS gratuit", ["TOUJOURS"]),
        ("Merci !!!!", ["!!!!"]),
        ("Vraiment ?!?!", ["?!?!"]),
        ("Oh ! ! !", ["! ! !"]),
    ],
)
def test_shouting_is_found(body, words):
    assert words_found(capitals, body) == words


@pytest.mark.parametrize(
    "body",
    [
        "Votre RIB et votre IBAN, SVP.",
        "Par DHL EXPRESS ou MONDIAL RELAY.",
        "Référence AB-12 CD-34 XYZW-9",
        "Est-ce possible ?",
        "Le modèle « BELLE ÉTOILE » est revenu.",
        "Chez MAISON PERLE, bien sûr.",
    ],
)
def test_acronyms_codes_titles_and_the_shop_do_not_shout(body):
    assert words_found(capitals, body, shop=Shop(names=("Maison Perle",))) == []


def test_one_mark_is_left_of_many():
    (found,) = findings_of(capitals, "Où ???!!!")
    assert [(fix.text, fix.is_safe) for fix in found.fixes] == [("?", True)]


def test_a_shout_is_lowered_as_a_sentence_begins():
    (found,) = findings_of(capitals, "VOTRE COLIS EST ICI")
    assert found.fixes[0].text == "Votre colis est ici"
