import datetime as dt
import time

import pytest

from comptoir.language import grammar
from comptoir.language.rules import Moment, ReplyRules
from comptoir.language.text import Text

NOW = Moment(dt.datetime(2026, 3, 11, 10, 0, tzinfo=dt.UTC))


def found(language, body, **more):
    return grammar.find(Text(body), ReplyRules(language, NOW, **more))


@pytest.mark.parametrize(
    ("language", "body", "at", "fix"),
    [
        ("fr", "Merci de nous envoyé la photo.", "envoyé", "envoyer"),
        ("fr", "Nous avons expédier votre colis.", "expédier", "expédié"),
        ("fr", "La facture a été envoyé hier. La facture a été envoyé.", None, None),
        ("fr", "Votre montre a été réparé.", "a été réparé", "a été réparée"),
        ("fr", "Tout les retours sont gratuits.", "Tout", "Tous"),
        ("fr", "Je vous envoi le lien.", "envoi", "envoie"),
        ("fr", "Nous vous adresse la facture.", "Nous vous adresse", "Nous vous adressons"),
        ("fr", "Vos montant sont exacts.", "Vos montant", None),
        ("en", "The watch is in it's case.", "it's", "its"),
        ("en", "You could of told us.", "of", "have"),
        ("en", "Your bracelets is ready.", "is", "are"),
        ("en", "A invoice is enclosed.", "A", "An"),
        ("ro", "Lampa sa defectat.", "sa", "s-a"),
        ("ro", "v-a rog sa asteptati", "v-a", "vă"),
        ("ro", "Este o bec nou.", "o bec", None),
        ("pt", "Esperamos à três semanas.", "à", "há"),
        ("pt", "A fatura foi enviado.", "foi enviado", "foi enviada"),
        ("pt", "Os artigos está aqui.", "está", "estão"),
        ("pt", "Obrigado pela pela compra.", "pela pela", "pela"),
    ],
)
def test_a_certain_fault_is_found(language, body, at, fix):
    findings = found(language, body)
    if at is None:
        assert findings
        return
    pieces = {body[each.start : each.end]: each for each in findings}
    assert at in pieces
    if fix:
        assert fix in [each.text for each in pieces[at].fixes]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Nous nous tenons prêts ; vous vous êtes inscrite hier."),
        ("fr", "Cette semaine sont arrivées trois bagues."),
        ("fr", "La bague que vous avez fait graver est prête."),
        ("fr", "Le prix de la montre est indiqué en vitrine."),
        ("en", "If you like it don't hesitate to write."),
        ("en", "The ring we sent you is covered."),
        ("en", "Both delivery and collection are free, and I should of course have said so."),
        ("ro", "Livrarea este imediat disponibilă, produsele noi sunt pe stoc."),
        ("ro", "Curierul o ia azi; lampa sa este reparată."),
        ("pt", "Este ano foram vendidos muitos; esta semana chegaram outros."),
        ("pt", "Haviam sido pedidos dois; daqui a dois dias estão prontos."),
    ],
)
def test_right_sentences_that_look_like_faults_are_left_alone(language, body):
    assert found(language, body) == []


def test_quotations_are_left_alone():
    assert found("fr", "Vous écriviez « le le colis est arrivée ».") == []


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt"])
@pytest.mark.parametrize(
    "piece", ["que vous ", "a ", "les bague ", "o ", "à\u00a0", "sa sa ", "x" * 100, ". Os ", "'", "- "]
)
def test_a_hostile_text_is_read_in_little_time(language, piece):
    found(language, "un")
    body = piece * (100_000 // len(piece))
    began = time.process_time()
    found(language, body)
    assert time.process_time() - began < 2  # the machine may be busy; the bench holds the figure
