"""Jargon, long sentences, introductions, empathy and the topic."""

from __future__ import annotations

import pytest

from comptoir.language import empathy, introduction, jargon, sentence_length, topic
from comptoir.language.tests.replies import findings_of, words_found

PLAIN = {"escalate": "pass on", "SKU": "item number", "pavé setting": "stones set close together"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("I escalated it with its SKUs.", ["escalated", "SKUs"]),
        ("A Pavé setting suits you.", ["Pavé setting"]),
        ("The escalator is out of order.", []),
    ],
)
def test_jargon_is_found_in_its_forms(body, words):
    assert words_found(jargon, body, "en", plain_words=PLAIN) == words


def test_a_noun_that_looks_like_a_verb_of_the_list_is_no_jargon():
    plain = {"escalar": "encaminhar", "escalado": "encaminhado"}
    assert not words_found(jargon, "A escala de tamanhos vai até ao XXL.", "pt", plain_words=plain)
    assert words_found(jargon, "O técnico escala o pedido.", "pt", plain_words=plain) == ["escala"]


def test_romanian_endings_follow_a_hyphen():
    assert words_found(jargon, "AWB-ul este gata.", "ro", plain_words={"AWB": "numărul coletului"}) == ["AWB"]


def test_a_process_is_not_a_processus():
    assert words_found(jargon, "Le processus est long.", "fr", plain_words={"process": "procédure"}) == []


def test_a_sentence_longer_than_allowed_is_found_with_its_count():
    (found,) = findings_of(sentence_length, "Oui. " + "mot " * 31 + "fin. Non.")
    assert found.facts == {"words": 32, "at_most": 30}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Bonjour, je suis Inès, conseillère."),
        ("en", "Hello, my name is Ravi."),
        ("ro", "Bună ziua, mă numesc Ioana."),
        ("pt", "Bom dia, chamo-me Inês."),
    ],
)
def test_a_first_reply_that_names_its_author_is_introduced(language, body):
    assert words_found(introduction, body, language, is_first_reply=True) == []


def test_a_first_reply_without_a_name_is_offered_one():
    (found,) = findings_of(introduction, "Bonjour, votre numéro ?", is_first_reply=True, agent_name="Inès")
    assert found.fixes[0].text == "Bonjour, je suis Inès, à votre service. Votre numéro ?"


def test_being_sorry_is_no_introduction():
    assert words_found(introduction, "Je suis désolée.", is_first_reply=True) == ["Je suis désolée."]


def test_later_replies_need_no_introduction():
    assert words_found(introduction, "Votre numéro ?") == []


def test_an_upset_customer_is_owed_a_word():
    assert words_found(empathy, "Votre numéro ?", customer_text="Je suis très déçue !") == ["Votre numéro ?"]


@pytest.mark.parametrize("body", ["Je suis navrée.", "Je comprends votre déception.", "Toutes mes excuses."])
def test_an_apology_is_heard(body):
    assert words_found(empathy, body, customer_text="Je suis très déçue !") == []


def test_a_calm_customer_is_owed_none():
    assert words_found(empathy, "Votre numéro ?", customer_text="Bonjour, où est ma bague ?") == []


def test_drift_is_noticed_and_the_trade_is_none():
    assert words_found(topic, "Avez-vous vu le match hier ?") == ["Avez-vous vu le match hier ?"]
    assert words_found(topic, "Le bijou du film est en boutique.") == []
    assert words_found(topic, "Ce film protège l'écran.", topics={"screens": ("écran*",)}) == []


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Mon chauffage est encore tombé en panne, quelle galère."),
        ("en", "My heating broke down again."),
        ("ro", "Unchiul meu s-a mutat la mare."),
        ("pt", "O meu esquentador avariou outra vez."),
        ("en", "By the way, did you watch the match last night?"),
        ("fr", "Entre nous, c'est mieux chez Zara."),
    ],
)
def test_what_the_agent_calls_their_own_is_off_topic(language, body):
    assert len(words_found(topic, body, language)) == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "J'ai demandé à mon responsable."),
        ("en", "My colleague is looking into it."),
        ("ro", "Colegul meu vă răspunde mâine."),
        ("pt", "Compreendo, minha senhora."),
    ],
)
def test_what_belongs_to_work_is_not(language, body):
    assert not words_found(topic, body, language)
