import datetime as dt
import random
import time

import pytest

from comptoir.language import spelling, suggestions
from comptoir.language.rules import Moment, ReplyRules
from comptoir.language.text import Text

NOW = Moment(dt.datetime(2026, 3, 11, 10, 0, tzinfo=dt.UTC))


def found(language, body, **more):
    text = Text(body)
    return {body[each.start : each.end]: each for each in spelling.find(text, ReplyRules(language, NOW, **more))}


@pytest.mark.parametrize(
    ("language", "body", "word", "fix"),
    [
        ("fr", "Votre coli partira demain avec son emballlage.", "emballlage", "emballage"),
        ("fr", "Dabord, vérifions la taille.", "Dabord", "D'abord"),
        ("fr", "La clé d'authentiication est jointe.", "authentiication", "authentification"),
        ("en", "We will send it tommorow morning.", "tommorow", "tomorrow"),
        ("en", "Thank you for your loyality.", "loyality", "loyalty"),
        ("en", "Your braclet will arive tomorow.", "arive", "arrive"),
        ("ro", "Vă mulțumim pentru întelegere.", "întelegere", "înțelegere"),
        ("ro", "Deasemenea, vă trimitem factura.", "Deasemenea", "De asemenea"),
        ("pt", "Concerteza, enviamos hoje.", "Concerteza", "Com certeza"),
        ("pt", "A sua opiniao é importante.", "opiniao", "opinião"),
    ],
)
def test_a_misspelt_word_is_found_with_what_was_meant(language, body, word, fix):
    assert fix in [each.text for each in found(language, body)[word].fixes]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Bonjour Oanèle, votre commande CMD-48213-XK part de chez Vhernier."),
        ("fr", "Écrivez à contct@maison.example ou voyez https://maison.example/livrasion."),
        ("fr", "Le modèle « Bracellet Fou » mesure 45cm, réf. brc77x."),
        ("fr", "SVP, joignez le RIB au SAV."),
        ("en", "Mr Okonkwo-Bjørnsen ordered 3 Xyloria rings at 10:30am."),
        ("ro", "Mulţumim, aţi primit coletul şi garanţia."),
        ("pt", "Enviámos o artigo; vamos contactá-la e enviar-lho-emos."),
        ("pt", "O projecto e a direcção seguem a antiga ortografia."),
    ],
)
def test_names_codes_addresses_and_quotations_are_left_alone(language, body):
    assert found(language, body) == {}


def test_a_word_of_the_shops_dictionary_is_known():
    assert found("fr", "Le rhodillage est inclus.")
    assert not found("fr", "Le rhodillage est inclus.", known_words=frozenset({"rhodillage"}))


def test_romanian_without_diacritics_is_a_fault_only_where_they_are_required():
    body = "Va multumim pentru rabdare, comanda a fost pregatita in Brasov."
    assert not found("ro", body, diacritics_required=False)
    assert {"multumim", "rabdare", "pregatita", "Brasov"} <= set(found("ro", body))


def test_a_sentence_in_another_language_is_not_read():
    assert not found("fr", "Please find your tracking number below, thank you.")


def test_at_most_three_fixes_and_one_is_safe_only_when_it_is_the_first():
    for each in found("fr", "La comande et le rembourssement sont validés, le coli aussi.").values():
        assert len(each.fixes) <= 3
        assert not any(fix.is_safe for fix in each.fixes[1:])


def test_a_capital_stays_a_capital():
    assert found("en", "Definately in stock.")["Definately"].fixes[0].text == "Definitely"


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt"])
def test_a_hostile_text_is_read_in_little_time(language):
    found(language, "Des mots pour que tout soit en mémoire, oui voila.")
    letters = random.Random(7)
    body = " ".join("".join(letters.choices("abcdeéfghișțmnorstuv'-", k=9)) for _ in range(10_000))
    began = time.process_time()
    spelling.find(Text(body), ReplyRules(language, NOW))
    assert time.process_time() - began < 2  # the machine may be busy; the bench holds the figure


@pytest.mark.parametrize("piece", ["a-", "l'", "x", "é", "aaaa.b", "ș-"])
def test_an_endless_word_is_left_alone(piece):
    assert not found("fr", piece * (100_000 // len(piece)))
    assert not suggestions.fixes("fr", piece * 1000)


@pytest.mark.parametrize(
    ("language", "body", "word"),
    [
        ("en", "Unfortunatly, size M has sold out.", "Unfortunatly"),
        ("fr", "Malheuresement, la taille 52 est épuisée.", "Malheuresement"),
        ("pt", "Infelismente, o tamanho M esgotou.", "Infelismente"),
    ],
)
def test_a_misspelt_word_that_nobody_is_called_is_found_where_a_sentence_opens(language, body, word):
    assert word in found(language, body)


@pytest.mark.parametrize(
    ("language", "body", "word"),
    [
        ("fr", "Nuos avons bien reçu votre demande.", "Nuos"),
        ("fr", "Celà ne pose aucun souci.", "Celà"),
        ("en", "Yuor ring is ready.", "Yuor"),
        ("en", "Thnak you for waiting.", "Thnak"),
        ("ro", "Bnuă ziua, lampa este gata.", "Bnuă"),
        ("ro", "Adrsa este corectă.", "Adrsa"),
        ("pt", "Voçê recebe o recibo na loja.", "Voçê"),
        ("pt", "Obirgado pela sua paciência.", "Obirgado"),
    ],
)
def test_a_slip_in_a_usual_word_is_found_where_a_sentence_opens(language, body, word):
    assert word in found(language, body)


NAMES = {
    "fr": "Benoit Bouchet Boutin Chartier Chevallier Delattre Dupuis Faivre Foucher Laporte Lefort Loiseau Masson Perret "
    "Prévost Tessier Maëlys Oumar Livia Quimper Chronopost Colissimo Vinted Ondine Héloïse Kintsugi Agnès Jérôme Nadège",
    "en": "Bethan Gethin Howells Martyn Mathew Aoife Siobhan Niamh Priya Arjun Wexford Evri Yodel Argos Saoirse Ffion Zainab "
    "Allard Bailly Carlier Foucher Galati Savina Evenstar Kintsugi Isla Rhys",
    "ro": "Domnica Otilia Smaranda Ilinca Voichița Dragoș Bistrița Zalău Sameday Dedeman Altex Bethan Carlier Foucher Perret "
    "Sacele Vallet Gaesti Luceafăr Ruxandra Codruța Traian Diallo Ioana",
    "pt": "Bianca Iara Inês Ines Gonçalo Mafalda Benedita Worten Tavira Loulé Guimarães Setúbal Delmas Diallo Janeta Legros "
    "Marchal Melina Perrier Resita Vallet Zalando Alvorada Leonor Dinis",
}
BESIDE = {
    "fr": "{} vous répond demain au sujet de la bague.",
    "en": "{} will answer you about the ring tomorrow.",
    "ro": "{} vă răspunde mâine despre lampă.",
    "pt": "{} responde-lhe amanhã sobre o anel.",
}


@pytest.mark.parametrize("language", NAMES)
def test_names_that_look_like_usual_words_may_open_a_sentence(language):
    for name in NAMES[language].split():
        assert name not in found(language, BESIDE[language].format(name))


def test_a_vulgar_word_is_never_proposed():
    assert "Merda" not in {fix.text for fix in suggestions.fixes("pt", "Morda")}


def test_jargon_within_another_word_does_not_hide_a_mistake():
    """ "RMA" is three letters of "confirmaçao"."""
    assert "confirmaçao" in found("pt", "Enviamos a confirmaçao hoje.", plain_words={"RMA": "número de devolução"})
    assert not found("pt", "Abrimos um RMA hoje.", plain_words={"RMA": "número de devolução"})
