"""What looks like a fault and is none, beside the fault that it looks like."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.language import (
    bad_news,
    contact_details,
    familiarity,
    grammar,
    negative,
    offers,
    promises,
    spelling,
    texting,
    topic,
)
from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules
from comptoir.language.tests.replies import findings_of, words_found

PICK_UP = "Votre colis est au relais Le Petit Marché, 14 avenue Jean-Jaurès à Roubaix."


@pytest.mark.parametrize(
    ("rule", "language", "body"),
    [
        (contact_details, "fr", PICK_UP),
        (contact_details, "pt", "Está no ponto de recolha Sol, Rua de Cedofeita, 140, até sábado."),
        (familiarity, "ro", "Sistemul nu acceptă cardul."),
        (familiarity, "pt", "Recebemos muitas perguntas sobre a prata."),
        (grammar, "pt", "Pode mudar a morada antes de a encomenda sair."),
        (offers, "fr", "Pendant les soldes, le retour reste gratuit à La Poste."),
        (offers, "pt", "Na Ondina, o desconto de 10% aplica-se sozinho no carrinho."),
        (offers, "ro", "Accesoriile se vând separat."),
        (promises, "pt", "O reembolso de 23,50 € foi emitido na segunda-feira."),
        (spelling, "ro", "Semimaratonul nostru de reduceri continuă."),
        (texting, "ro", "Jocul este potrivit pentru copiii de zece ani."),
        (topic, "en", "The barbecue comes with a cover."),
        (topic, "fr", "Prière de nous retourner le formulaire signé."),
        (topic, "pt", "A seleção de anéis muda em cada temporada."),
        (negative, "en", "There is nothing to pay, the label is prepaid."),
    ],
)
def test_a_clean_reply_is_left_alone(rule, language, body):
    """A8, C1: who is warned for nothing stops listening."""
    assert words_found(rule, body, language) == []


@pytest.mark.parametrize(
    ("rule", "language", "body", "words"),
    [
        (contact_details, "fr", "Déposez-le chez moi, 5 impasse des Lilas, 59800 Lille.", "5 impasse des Lilas"),
        (contact_details, "fr", "Devant le magasin ; j'habite 5 rue des Lilas, 59800 Lille.", "5 rue des Lilas"),
        (contact_details, "en", "Ring me: oh seven seven double oh nine double oh four eight two.", "oh seven"),
        (familiarity, "ro", "Nu accepta coletul deschis.", "Nu accepta"),
        (grammar, "ro", "Vă rugăm să face-ți o poză.", "face-ți"),
        (grammar, "ro", "Clienții care le-am sunat au confirmat.", "care"),
        (grammar, "en", "The bulbs was packed on Monday.", "was"),
        (grammar, "fr", "Le colis c'est perdu en route.", "c'est"),
        (grammar, "pt", "O pagamento foi aceitado.", "foi aceitado"),
        (offers, "en", "Go to Greenleaf instead, they have 30% off.", "Greenleaf"),
        (topic, "en", "My brother loves his barbecue.", "barbecue"),
        (negative, "fr", "Votre demande a été refusée.", "refusée"),
        (bad_news, "fr", "Vous recevrez un bon d'achat. Hélas, le modèle n'est plus fabriqué.", "Hélas"),
    ],
)
def test_the_fault_that_it_looks_like_is_found(rule, language, body, words):
    assert any(words in found for found in words_found(rule, body, language))


def test_a_verb_cut_before_its_polite_ending_is_not_familiar():
    assert words_found(familiarity, "Sunte-ți clientul nostru de mult timp.", "ro") == []


def test_a_promise_before_the_end_of_a_month_is_due_on_its_last_day():
    """C4: what is promised has its day."""
    found = findings_of(promises, "Le remboursement sera fait avant fin mars.")
    assert [each.due for each in found] == [dt.date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("language", "body", "clauses"),
    [
        ("pt", "O burro de peluche também vem em cinzento?", []),
        ("ro", "Vaca de pluș se poate spăla?", []),
        ("pt", "Muito obrigada, boa noite!", ["thanks", "farewell"]),
        ("pt", "Posso esperar até à próxima semana.", []),
        ("fr", "Si je ne suis pas satisfaite, puis-je renvoyer la robe ?", []),
        ("fr", "Je ne suis pas satisfaite de la robe.", ["upset"]),
        ("fr", "Super efficace, merci.", ["compliment", "thanks"]),
        ("fr", "Cette colle est super efficace sur le bois.", []),
        ("en", "Could you send me a picture of the necklace?", []),
        ("en", "What time do you finish? I'll come and pick you up, gorgeous.", ["harassment"]),
    ],
)
def test_what_customers_write_is_read_for_what_it_is(language, body, clauses):
    """B2, B3: a toy is no insult, and a kind word is heard."""
    assert [each.clause for each in read_customer(body, CustomerRules(language))] == clauses
