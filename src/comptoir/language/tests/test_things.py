"""Animals and things that are insults too: only where somebody is called so."""

from __future__ import annotations

import pytest

from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules
from comptoir.language.shield import hurts

THINGS = [
    ("fr", "À quelle heure ferme la boutique ?"),
    ("fr", "Le fromage de la ferme est-il là ?"),
    ("fr", "J'ai un gros chien de 40 kg."),
    ("fr", "Il y a une grosse tache sur le manteau."),
    ("fr", "Quelle gourde convient à un enfant ?"),
    ("fr", "Quelle espèce de rosier conseillez-vous ?"),
    ("fr", "Je cherche une salopette taille 4 ans."),
    ("fr", "Mon pneu est crevé."),
    ("fr", "J'ai reçu une mise en demeure, ma commande a du retard."),
    ("fr", "Une boule de Noël et une douche."),
    ("en", "Do you ship to Nigeria?"),
    ("pt", "A bateria morre depressa."),
    ("en", "Is the fabric fire retardant?"),
    ("en", "I like the stuff you sell."),
    ("en", "Do you tool leather?"),
    ("en", "Have you pigs in blankets?"),
    ("ro", "Unde este hrana animalelor?"),
    ("ro", "Niște papagali de pluș, vă rog."),
    ("pt", "É para o seu animal de estimação?"),
    ("pt", "Quero um grande palhaço insuflável."),
]
INSULTS = [
    ("fr", "La ferme !"),
    ("fr", "Mais ferme-la !"),
    ("fr", "Gros porc, réponds."),
    ("fr", "Tu sers à rien pauvre cruche"),
    ("fr", "Vous êtes un gros porc."),
    ("fr", "Quelle cruche cette vendeuse !"),
    ("fr", "C'est une espèce d'abruti."),
    ("en", "You tool!"),
    ("en", "You pigs never answer."),
    ("en", "Stuff you!"),
    ("ro", "Sunteți niște măgari."),
    ("ro", "Animalelor!"),
    ("pt", "Seu animal!"),
    ("pt", "És um palhaço."),
]


@pytest.mark.parametrize(("language", "body"), THINGS)
def test_an_animal_or_a_thing_is_no_insult(language: str, body: str) -> None:
    """B2: whoever buys for a dog insults nobody, and is not angry."""
    assert not [each for each in read_customer(body, CustomerRules(language)) if each.clause in ("insult", "angry")]
    assert hurts(body) == ""


@pytest.mark.parametrize(("language", "body"), INSULTS)
def test_who_is_called_so_is_insulted(language: str, body: str) -> None:
    """B2"""
    assert "insult" in [each.clause for each in read_customer(body, CustomerRules(language))]
    assert hurts(body) == "insult"
