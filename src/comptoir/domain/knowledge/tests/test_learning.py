"""What answers teach: the next such question finds them, in the words of customers, and nobody's name is kept (A8, D3, D9)."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.knowledge.actions import count_use, forget_lessons, learn_failure
from comptoir.domain.knowledge.actions import learning as action
from comptoir.domain.knowledge.models import Lesson
from comptoir.domain.knowledge.queries import suggestions_for
from comptoir.domain.knowledge.tests.findable import a_phrase, an_article
from comptoir.domain.knowledge.tests.stage import a_cast
from tests.people import NOON

pytestmark = pytest.mark.django_db

GREEN = "Bonjour, ma bague a verdi"
WHO = (
    "Bonjour, je suis Hélène Dubreuil et mon mari s'appelle Kevin Le Goff.\n"
    "Ma bague a verdi, commande MP-20413 du 12/03, réf. 7741985.\n"
    "Écrivez à helene.dubreuil@example.org ou www.helene-dubreuil.example/bague, tél. 06 12 34 56 78.\n"
    "12 rue Mouffetard, Montluçon\n"
    "Hélène Dubreuil\n"
)
TELLING = ("helen", "dubreuil", "kevin", "goff", "mp", "20413", "7741985", "exampl", "mouffetard", "montlu", "06", "12")


@pytest.fixture
def cast():
    cast = a_cast()
    cast.care = an_article(cast.shop, "Entretien de vos bijoux", "Nettoyez le laiton et l'argent avec un chiffon doux.")
    cast.pay = an_article(cast.shop, "Moyens de paiement", "Carte bancaire, PayPal, virement.")
    cast.size = a_phrase(cast.shop, "Mise à taille", "Nous agrandissons une alliance en dix jours.")
    return cast


def answered(cast, it, question: str, language: str = "fr", kind: str = "article", now: dt.datetime = NOON) -> None:
    """It went out in an answer to the question."""
    count_use(
        shop_id=cast.shop.id, membership_id=None, kind=kind, of=it.pk, question=question, language=language, now=now
    )


def titles(cast, text: str, language: str = "fr") -> list[str]:
    return [it.title for it in suggestions_for(cast.shop.id, text, language, now=NOON)]


def tokens() -> set[str]:
    return set(Lesson.objects.values_list("word", flat=True))


def test_one_answer_teaches_a_word_that_the_shop_never_wrote(cast) -> None:
    """A8, D3: "my ring has turned green"."""
    assert cast.care.title not in titles(cast, "elle a verdi en une semaine")
    answered(cast, cast.care, GREEN)
    assert titles(cast, "elle a verdi en une semaine")[0] == cast.care.title


def test_it_says_how_often_such_questions_were_answered(cast) -> None:
    for _ in range(2):
        answered(cast, cast.care, GREEN)
    assert suggestions_for(cast.shop.id, GREEN, "fr", now=NOON)[0].why.helped == 2


def test_what_was_said_not_to_help_is_unlearnt(cast) -> None:
    answered(cast, cast.pay, GREEN)
    assert cast.pay.title in titles(cast, GREEN)
    of = {"kind": "article", "of": cast.pay.pk, "question": GREEN, "language": "fr", "now": NOON}
    for _ in range(2):
        learn_failure(viewer=cast.amin, **of)
    assert cast.pay.title not in titles(cast, GREEN)


def test_who_answers_most_of_all_does_not_answer_everything(cast) -> None:
    for _ in range(30):
        answered(cast, cast.pay, "puis-je régler en trois fois ?")
    answered(cast, cast.pay, GREEN)
    answered(cast, cast.care, GREEN)
    assert titles(cast, "ça a verdi")[0] == cast.care.title


def test_translations_learn_by_what_is_meant(cast) -> None:
    """D3: what was taught in one language helps the article's translations, not its neighbours."""
    english = an_article(cast.shop, "Looking after jewellery", "A soft cloth will do.", language="en")
    english.article_id = cast.care.article_id
    english.save()
    assert english.title not in titles(cast, "it is broken", "en")
    for _ in range(2):
        answered(cast, cast.care, "elle est cassée")
    assert english.title in titles(cast, "it is broken", "en")


def test_nothing_is_kept_that_tells_who_asked(cast) -> None:
    """D9: no name, mail, number or address, whichever way it is written."""
    for text in (WHO, WHO.lower(), f"c'est kevin dubreuil\n{GREEN}"):
        answered(cast, cast.care, text)
    assert "wverd" in {it[:5] for it in tokens()}
    parts = {part for it in tokens() for part in it[1:].split("_")}
    assert not [(it, who) for it in parts for who in TELLING if it.startswith(who)]
    assert not any(sign.isdigit() for it in tokens() for sign in it)


def test_a_signature_and_a_capital_inside_a_sentence_are_names(cast) -> None:
    """D9: also of those who are called like a thing."""
    answered(cast, cast.care, f"{GREEN}, dites à Pierre que Rose attend.\nMarguerite Boulanger")
    assert not {"wpierr", "wros", "wmarguerit", "wboulang"} & tokens()


def test_words_in_capitals_are_words(cast) -> None:
    answered(cast, cast.care, "MA BAGUE A VERDI")
    assert "wverd" in {it[:5] for it in tokens()}


def test_what_nobody_teaches_again_is_forgotten(cast) -> None:
    answered(cast, cast.care, GREEN)
    answered(cast, cast.pay, "mon virement", now=NOON + dt.timedelta(days=500))
    forget_lessons(NOON + dt.timedelta(days=560))
    assert set(Lesson.objects.values_list("of", flat=True)) == {cast.pay.pk}


def test_of_more_than_a_shop_keeps_the_oldest_go(cast, monkeypatch) -> None:
    answered(cast, cast.care, GREEN)
    answered(cast, cast.pay, "mon virement", now=NOON + dt.timedelta(days=1))
    monkeypatch.setattr(action, "LESSONS_AT_MOST", 2)
    assert forget_lessons(NOON + dt.timedelta(days=2)) > 0
    assert Lesson.objects.count() == 2
    assert set(Lesson.objects.values_list("of", flat=True)) == {cast.pay.pk}


def test_other_shops_learn_nothing(cast) -> None:
    """A4"""
    answered(cast, cast.care, GREEN)
    assert set(Lesson.objects.values_list("shop_id", flat=True)) == {cast.shop.id}
