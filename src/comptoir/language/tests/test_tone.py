"""Praise and complaints in words that no lexicon holds as a whole."""

from __future__ import annotations

import pytest

from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules


def _moods(language: str, body: str) -> set[str]:
    return {each.clause for each in read_customer(body, CustomerRules(language))} & {"compliment", "upset", "angry"}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Vos explications étaient vraiment très précises."),
        ("en", "Your replies were extremely thorough and friendly."),
        ("ro", "Explicațiile voastre au fost foarte clare și utile."),
        ("ro", "Explicatiile voastre au fost foarte clare si utile."),
        ("pt", "As vossas explicações foram muito claras e úteis."),
    ],
)
def test_praise_of_who_answers_is_heard_in_words_of_ones_own(language: str, body: str) -> None:
    """B2, B3: a kind word, with and without diacritics."""
    assert _moods(language, body) == {"compliment"}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Le collier est arrivé entièrement rayé."),
        ("en", "The lamp came completely smashed."),
        ("ro", "Veioza a ajuns complet zgâriată."),
        ("pt", "O candeeiro chegou todo riscado."),
    ],
)
def test_what_arrived_damaged_upsets(language: str, body: str) -> None:
    """B2: the customer tells what went wrong, without saying how it feels."""
    assert _moods(language, body) == {"upset"}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Est-ce que votre service est très efficace ?"),
        ("fr", "Votre réponse n'est pas très claire pour la taille ?"),
        ("fr", "Je cherche un excellent service de gravure."),
        ("fr", "Si le colis arrive abîmé, je vous écris."),
        ("en", "If your service is really good I'll order again."),
        ("en", "The ring is really beautiful."),
        ("en", "I was told two days for shipping and two days for delivery."),
        ("ro", "Dacă ajunge spart, vă scriu."),
        ("ro", "Lustra e foarte frumoasă."),
        ("pt", "Se a encomenda chegar partida, escrevo."),
        ("pt", "O candeeiro é muito bonito."),
    ],
)
def test_questions_conditions_wishes_and_praise_of_a_product_are_calm(language: str, body: str) -> None:
    """B2."""
    assert _moods(language, body) == set()


def test_a_service_that_is_not_good_is_a_complaint() -> None:
    """B2: a negation turns praise."""
    assert _moods("fr", "Votre service n'est pas très efficace.") == {"upset"}
    assert _moods("en", "Your service is not very helpful.") == {"upset"}


@pytest.mark.parametrize(
    ("language", "told", "asked"),
    [
        ("fr", "Le colis est perdu et on me demande d'attendre.", "Que se passe-t-il si le colis est perdu ?"),
        ("en", "The parcel has gone missing and you keep telling me to wait.", "What if the parcel is lost?"),
        ("ro", "Coletul s-a pierdut si imi spuneti sa mai astept.", "Ce se întâmplă dacă s-a pierdut coletul?"),
        ("pt", "A encomenda extraviou-se e so me dizem para esperar.", "E se a encomenda se perdeu?"),
    ],
)
def test_a_mishap_told_plainly_upsets_and_one_that_is_asked_about_does_not(language, told, asked) -> None:
    """B2."""
    assert _moods(language, told) == {"upset"}
    assert _moods(language, asked) == set()


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Ma collègue est très gentille et je voudrais lui offrir un bijou."),
        ("fr", "Ma sœur est déçue par son examen, je cherche un petit cadeau."),
        ("en", "My brother was disappointed with his exam, so I want a watch for him."),
        ("ro", "Vecina mea este foarte amabilă, va primi ea coletul."),
        ("pt", "O meu vizinho é muito prestável, fica ele com a caixa."),
    ],
)
def test_moods_and_kindness_of_somebody_of_ones_own_are_nobodys_business(language: str, body: str) -> None:
    """B2: only what is said of the shop and of the customer."""
    assert _moods(language, body) == set()


def test_somebody_of_ones_own_whom_the_shop_upset_is_heard() -> None:
    """B2."""
    assert _moods("fr", "Ma sœur est très déçue de votre service.") == {"upset"}
    assert _moods("en", "My wife is very upset, the parcel never came.") == {"upset"}


@pytest.mark.parametrize(
    ("language", "never", "never_so"),
    [
        ("fr", "Je n'ai jamais été déçue.", "Je n'ai jamais été aussi déçue."),
        ("en", "I have never been disappointed.", "I have never been so disappointed."),
        ("ro", "Nu am fost niciodată dezamăgită.", "Nu am fost niciodată atât de dezamăgită."),
        ("pt", "Nunca fiquei desiludida.", "Nunca fiquei tão desiludida."),
    ],
)
def test_who_was_never_disappointed_is_content_and_who_never_was_so_is_not(language, never, never_so) -> None:
    """B2, B3."""
    assert _moods(language, never) == {"compliment"}
    assert _moods(language, never_so) == {"upset"}
