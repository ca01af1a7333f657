"""Familiarity."""

from __future__ import annotations

import pytest

from comptoir.language import familiarity
from comptoir.language.tests.replies import words_found


@pytest.mark.parametrize(
    ("language", "body", "words"),
    [
        ("fr", "Ton colis est là, tu peux venir.", ["Ton", "tu"]),
        ("fr", "Attends, je regarde.", ["Attends"]),
        ("fr", "N’oublie pas la facture.", ["N’oublie pas"]),
        ("ro", "Comanda ta a plecat, îți trimit numărul.", ["ta", "îți"]),
        ("ro", "Daca doresti, poti veni.", ["doresti", "poti"]),
        ("pt", "Recebeste a tua encomenda?", ["Recebeste", "tua"]),
        ("pt", "Terás notícias em breve.", ["Terás"]),
        ("fr", "Tes photos sont prêtes, passe quand tu veux.", ["passe"]),
        ("pt", "Manda uma foto e digo-te o preço.", ["Manda"]),
    ],
)
def test_the_second_person_singular_is_found(language, body, words):
    assert [word for word in words if word in words_found(familiarity, body, language)] == words


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Un ton doré, la bague Toi et Moi, le film « Tu es là », je tiens à vous, il s'est tu."),
        ("fr", "A-t-il reçu le colis ? La collection Ton Étoile est là."),
        ("fr", "Je vérifie le stock et je confirme la date."),
        ("ro", "Clienții noștri și partenerii, ai noștri și ai lor, vă mulțumesc."),
        ("ro", "Da, le trimitem la Pitești, cu vești bune."),
        ("pt", "Este teste existe; envia para Faro? A loja fica atrás da praça. Estas joias são suas."),
        ("pt", "O estafeta passa amanhã e manda uma foto."),
        ("en", "Tu es is French, and thou art fine."),
    ],
)
def test_what_only_looks_familiar_is_left_alone(language, body):
    assert words_found(familiarity, body, language) == []
