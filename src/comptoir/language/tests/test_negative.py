"""Negative phrasing, and the order of news."""

from __future__ import annotations

import pytest

from comptoir.language import bad_news, negative
from comptoir.language.tests.replies import findings_of, words_found


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Nous ne pouvons malheureusement pas le reprendre."),
        ("fr", "Vous n'avez pas rempli le formulaire."),
        ("en", "We can’t change that."),
        ("en", "You didn't read the terms."),
        ("ro", "Nu stim unde este coletul."),
        ("ro", "Ați uitat să atașați factura."),
        ("pt", "Não conseguimos alterar a morada."),
        ("pt", "A culpa não é nossa."),
    ],
)
def test_refusal_blame_and_ignorance_are_found(language, body):
    assert len(words_found(negative, body, language)) == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "N'hésitez pas, ce bijou ne contient pas de nickel et vous n'avez rien à payer."),
        ("fr", "Si vous ne pouvez pas vous déplacer, nous livrons."),
        ("en", "Don't hesitate; we can't wait to see it. If you cannot come, we deliver."),
        ("ro", "Nu ezitați să ne scrieți. Dacă nu puteți veni, livrăm."),
        ("pt", "Não hesite em escrever. A joia não contém níquel."),
    ],
)
def test_facts_courtesies_and_conditions_are_left_alone(language, body):
    assert words_found(negative, body, language) == []


def test_a_kinder_wording_is_offered_where_it_is_certain():
    (found,) = findings_of(negative, "Je ne sais pas si elle existe.")
    assert [fix.text for fix in found.fixes] == ["Je vérifie"]


@pytest.mark.parametrize(
    ("language", "body", "words"),
    [
        ("fr", "Votre bague est prête. Hélas, la chaîne est cassée.", ["Hélas, la chaîne est cassée."]),
        ("en", "The ring is ready, but the box is damaged.", ["but the box is damaged."]),
        ("ro", "Inelul este gata. Din păcate, cutia este spartă.", ["Din păcate, cutia este spartă."]),
        ("pt", "O anel está pronto. Infelizmente, a caixa está esgotada.", ["Infelizmente, a caixa está esgotada."]),
        ("fr", "La chaîne est cassée. Votre bague est prête.", []),
        ("fr", "Votre bague est prête. Si elle arrive cassée, écrivez-nous.", []),
        ("en", "Your parcel has arrived without any delay.", []),
        ("fr", "Votre bague est prête. La chaîne est cassée, mais la réparation est offerte.", []),
    ],
)
def test_bad_news_after_good_is_found_unless_good_ends_it(language, body, words):
    assert words_found(bad_news, body, language) == words


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Vous avez oublié votre mot de passe ?"),
        ("fr", "L'erreur vient de notre côté."),
        ("fr", "Vous n'avez pas à vous déplacer."),
        ("en", "You don't have to pay anything."),
        ("en", "If you have misplaced the slip, we print another."),
        ("ro", "Mulțumim că ați așteptat."),
        ("ro", "Dacă nu înțelegeți un pas, vă ajutăm."),
        ("pt", "Não há nada a pagar."),
    ],
)
def test_questions_conditions_and_relief_blame_nobody(language, body):
    assert not words_found(negative, body, language)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "La boutique a votre modèle. Seul bémol, elle est en travaux."),
        ("en", "The blade fits every mower. On the other hand, it is sold out."),
        ("en", "The store has your size. The only snag is the wait."),
        ("ro", "Magazinul are mărimea dorită. Singura problemă este coada."),
        ("pt", "A loja tem o seu tamanho. O único senão é a espera."),
    ],
)
def test_what_is_called_a_snag_is_bad_news(language, body):
    assert len(words_found(bad_news, body, language)) == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Votre colis est arrivé à l'agence. Elle est fermée le dimanche."),
        ("en", "The necklace comes in gold but also in silver."),
        ("ro", "Avem mărimea dumneavoastră. Rămâne doar să alegeți culoarea."),
        ("pt", "Temos o seu tamanho. Só falta escolher a cor."),
    ],
)
def test_weekly_hours_and_choices_are_no_bad_news(language, body):
    assert not words_found(bad_news, body, language)


def test_bad_news_after_what_the_writer_did_are_not_late():
    assert not words_found(bad_news, "I have checked with the workshop. However, the box is lost.", "en")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Votre colis a été trié ce matin. Le transporteur annonce un retard."),
        ("en", "Your watch has been polished. The repair will cost ninety pounds, however."),
        ("ro", "Ceasul a fost verificat de expert și este original. Reparația va costa totuși 90 de lei."),
        ("pt", "O código funcionou! Por outro lado, os brincos já não estão no catálogo."),
    ],
)
def test_what_was_done_is_good_until_bad_news_follow(language, body):
    assert len(words_found(bad_news, body, language)) == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Nous avons bien reçu votre message. Nous sommes désolés pour le retard."),
        ("fr", "Votre colis est arrivé. Toutes nos excuses pour cette attente."),
        ("en", "Your parcel has arrived. We are sorry for the delay."),
        ("en", "Your refund has been issued. There is nothing to pay."),
        ("ro", "Coletul a ajuns. Ne cerem scuze pentru întârziere."),
        ("pt", "O pacote chegou. Pedimos desculpa pelo atraso."),
    ],
)
def test_regret_for_what_the_customer_knows_is_no_bad_news(language, body):
    assert not words_found(bad_news, body, language)
