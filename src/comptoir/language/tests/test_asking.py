"""Whether a customer asks for an offer (A12)."""

from __future__ import annotations

import pytest

from comptoir.language.asking import asks_for_an_offer


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Bonjour, auriez-vous un code promo en ce moment ?"),
        ("fr", "Vous pourriez me faire un petit geste ? C'est ma troisième commande."),
        ("fr", "Je cherche un bon de réduction pour la bague Ondine."),
        ("en", "Hi, do you have any discount codes at the moment?"),
        ("en", "Could I get a discount if I take two?"),
        ("en", "Any promo codes going?"),
        ("ro", "Bună ziua, aveți cumva un cod de reducere?"),
        ("ro", "Se poate obține o reducere la două lămpi?"),
        ("pt", "Boa tarde, têm algum código de desconto?"),
        ("pt", "É possível fazer um desconto se levar três?"),
    ],
)
def test_who_asks_for_an_offer_is_heard(language: str, body: str) -> None:
    """A12"""
    assert asks_for_an_offer(body, language) is not None
    assert asks_for_an_offer(body) is not None


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Mon code promo ne fonctionne pas, pouvez-vous regarder ?"),
        ("fr", "Quand arrive ma commande ?"),
        ("fr", "Le code postal est 75002."),
        ("en", "My discount code doesn't work."),
        ("en", "What is the door code?"),
        ("ro", "Codul de reducere nu funcționează."),
        ("ro", "Care e codul poștal?"),
        ("pt", "O meu código de desconto não funciona."),
        ("pt", "Quero devolver o candeeiro."),
    ],
)
def test_who_speaks_of_something_else_asks_for_none(language: str, body: str) -> None:
    """A12"""
    assert asks_for_an_offer(body, language) is None
