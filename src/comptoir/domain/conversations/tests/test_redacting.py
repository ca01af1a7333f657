"""What of a customer's words colleagues may read. A10, A11, D9."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from comptoir.domain.conversations.rules.redacting import Known, redacted, without_contacts
from comptoir.language.rules import Shop

SHOP = Shop(
    sites=("www.maison-perle.example",),
    emails=("bonjour@maison-perle.example",),
    phones=("+33 1 44 55 66 77",),
    country="FR",
)


def _orders(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"MP-\d{4}", text):
        yield found.span()


KNOWN = Known(
    names=("Camille", "Durand", "Camille Durand"),
    addresses=("camille.durand@courriel.example",),
    phones=("+33612345678",),
    numbers_in=_orders,
    shop=SHOP,
)


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("Bonjour, ici camille", "fr", "camille"),
        ("C'est Durand, du 12", "fr", "Durand"),
        ("Je m'appelle Jeanne Petit et je cherche", "fr", "Jeanne"),
        ("Je m'appelle jeanne petit et je cherche", "fr", "petit"),
        ("Madame Lefèvre attend", "fr", "Lefèvre"),
        ("Merci d'avance,\nPaul Martin", "fr", "Martin"),
        ("Rappelez le 06 98 76 54 32 svp", "fr", "98 76"),
        ("mon mail : jeanne(at)courriel.example", "fr", "jeanne"),
        ("La commande MP-2041 est en retard", "fr", "2041"),
        ("ma commande n° 99812 svp", "fr", "99812"),
        ("Numéro 123456789", "fr", "123456789"),
        ("12 rue des Lilas, 75011 Paris", "fr", "Lilas"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "fr", "3456"),
        ("carte 4111 1111 1111 1111", "fr", "4111 1111"),
        ("My name is Alice Cooper and I wait", "en", "Alice"),
        ("order number 88123 please", "en", "88123"),
        ("Mă numesc Ioana Popescu și aștept", "ro", "Popescu"),
        ("comanda 445566 nu a venit", "ro", "445566"),
        ("Telefon 0722 123 456", "ro", "123 456"),
        ("Chamo-me Inês Duarte e espero", "pt", "Duarte"),
        ("a encomenda 55667 não chegou", "pt", "55667"),
        ("ligue 912 345 678", "pt", "345"),
    ],
)
def test_who_it_is_is_taken_out(text: str, language: str, gone: str) -> None:
    shown = redacted(text, KNOWN, language)

    assert gone not in shown
    assert "⟦" in shown or "••••" in shown
    assert redacted(shown, KNOWN, language) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Quelle est la différence entre l'or 375 et l'or 750 ?",
        "Le bracelet à 1290 € est-il en stock ?",
        "Je suis furieuse, trois semaines de retard !",
        "La taille 52 me va, le 54 est trop grand. Livré le 12/03/2026 ?",
        "Voyez https://www.maison-perle.example/bagues/or",
        "Le toner TN2420 convient-il ?",
    ],
)
def test_what_the_question_is_about_stays(text: str) -> None:
    assert redacted(text, KNOWN, "fr") == text


def test_the_shops_own_contact_stays() -> None:
    text = "Écrivez à bonjour@maison-perle.example ou appelez le 01 44 55 66 77."

    assert without_contacts(text, SHOP, "fr") == text


def test_links_of_others_stay_in_what_colleagues_say() -> None:
    text = "Le fournisseur l'explique : https://example.com/fiche"

    assert without_contacts(text, SHOP, "fr") == text
