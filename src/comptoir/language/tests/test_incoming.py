"""What customers write, and what agents promise or give away."""

import datetime as dt

import pytest

from comptoir.language import contact_details, links, offers, promises
from comptoir.language.cards import find_cards, masked
from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules, Moment, ReplyRules, Shop
from comptoir.language.text import Text

WEDNESDAY = dt.datetime(2026, 3, 11, 10, 0)
SHOP = Shop(
    sites=("www.atelier-nord.example",),
    links=("https://www.poste.example/suivi",),
    emails=("bonjour@atelier-nord.example",),
    phones=("01 99 00 55 66",),
    addresses=("3 rue du Port, 59000 Lille",),
    codes=("NORD5",),
    names=("Atelier Nord",),
)


def found(module, language, text):
    rules = ReplyRules(language=language, moment=Moment(now=WEDNESDAY), shop=SHOP)
    return [text[each.start : each.end] for each in module.find(Text(text), rules)]


def due(language, text):
    rules = ReplyRules(language=language, moment=Moment(now=WEDNESDAY), shop=SHOP)
    return [str(each.due) for each in promises.find(Text(text), rules)]


def clauses(language, text):
    return {each.clause for each in read_customer(text, CustomerRules(language))}


def test_a_card_number_is_masked_but_for_its_last_four_digits():
    assert masked("carte 4242 4242 4242 4242 merci") == "carte •••• •••• •••• 4242 merci"


@pytest.mark.parametrize(
    "text",
    ["commande 4242424242424243", "IMEI 490154203237518", "FR76 3000 6000 0112 3456 7890 189", "tailles 48 50 52"],
)
def test_what_is_no_card_is_left_alone(text):
    assert find_cards(text) == []


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        ("fr", "Écrivez à luc arobase courrier point fr.", "luc arobase courrier point fr"),
        (
            "fr",
            "Joignez-moi au zéro sept vingt-deux trente-trois onze zéro neuf.",
            "zéro sept vingt-deux trente-trois onze zéro neuf",
        ),
        ("pt", "Escreva para rui at correio ponto pt.", "rui at correio ponto pt"),
        ("fr", "Venez au 14 avenue des Tilleuls, 75011 Paris.", "14 avenue des Tilleuls, 75011 Paris"),
    ],
)
def test_contact_details_are_found_however_they_are_written(language, text, span):
    assert found(contact_details, language, text) == [span]


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le 01 99 00 55 66.",
        "La boutique est au 3 rue du Port, 59000 Lille.",
        "Commande 0612345678.",
        "Écrivez à bonjour@atelier-nord.example.",
    ],
)
def test_the_shops_own_contacts_and_order_numbers_are_none(text):
    assert found(contact_details, "fr", text) == []


def test_links_elsewhere_are_found_and_the_shops_own_are_not():
    assert found(links, "fr", "Voir https://www.atelier-nord.example/a et ailleurs.net/b ou photos.zip") == [
        "ailleurs.net/b"
    ]
    assert found(links, "fr", "Les patrons sont chez couture-facile.example.") == ["couture-facile.example"]


def test_an_offer_of_another_shop_is_found_and_the_shops_own_is_not():
    assert found(offers, "fr", "C'est moins cher chez Amazon.")
    assert found(offers, "en", "Get it from an online wholesaler, you'll pay half.")
    assert found(offers, "pt", "Aqui entre nós, compre numa grande superfície, paga metade.")
    assert found(offers, "fr", "Avec le code NORD5, -5 % chez Atelier Nord.") == []


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Nous vous écrirons jeudi.", "2026-03-12"),
        ("en", "We'll send it within 3 working days.", "2026-03-16"),
        ("ro", "Vă răspundem mâine dimineață.", "2026-03-12"),
        ("pt", "Respondo-lhe até sexta-feira.", "2026-03-13"),
    ],
)
def test_a_promise_is_understood_with_its_day(language, text, day):
    assert due(language, text) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Puis-je vous rappeler demain ?"),
        ("fr", "Si vous le souhaitez, je vous rappelle demain."),
        ("en", "The shop is open tomorrow."),
        ("ro", "V-am sunat ieri."),
        ("pt", "A loja abre amanhã."),
    ],
)
def test_questions_conditions_and_opening_hours_promise_nothing(language, text):
    assert due(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("fr", "Merci bien", "thanks"),
        ("en", "You are the worst, you moron", "insult"),
        ("ro", "Sunt foarte supărată", "upset"),
        ("pt", "Isto é uma vergonha", "angry"),
        ("fr", "Je sais où tu habites", "harassment"),
    ],
)
def test_customers_are_read(language, text, clause):
    assert clause in clauses(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Quelle idiote je suis, j'ai perdu le ticket"),
        ("en", "Have you got a pig or a cow charm?"),
        ("ro", "Lampa e proastă"),
        ("fr", "Je ne suis pas déçu"),
    ],
)
def test_what_people_say_of_themselves_or_of_things_is_no_insult(language, text):
    assert not clauses(language, text) & {"insult", "harassment", "angry"}


def test_who_is_not_disappointed_is_not_upset():
    assert clauses("fr", "Je ne suis pas déçu") == set()


def test_irony_is_no_thanks():
    assert "thanks" not in clauses("fr", "Merci pour rien")
