"""D9: a card's number in words that a form asks for only behind a step: a newcomer to decide on, an article sent back, a module with its
quiz, a macro that does something, two words that mean the same. Each goes through its own page, and none is kept.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.models import Translation
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.training.models import Newcomer
from tests.attacks.asking import signed_in
from tests.attacks.test_d9_card_numbers_in_every_form import DIGITS, SPELT, reached, where_it_stands
from tests.people import a_member

pytestmark = pytest.mark.django_db

BEHIND_A_STEP = {
    "automation_macro.name",
    "knowledge_synonym.words",
    "knowledge_translation.note",
    "privacy_rightsstep.note",
    "training_newcomer.word",
    "training_version.quiz",
    "training_version.text",
    "training_version.title",
}
QUIZ = "? {number}\n(x) {number}\n( ) Non\n! {number}"


@pytest.mark.parametrize("number", [SPELT, DIGITS, "4111 1111 1111 1111", "4111‑1111‑1111‑1111"])
def test_no_number_is_kept_of_words_that_are_asked_for_behind_a_step(house: SimpleNamespace, number: str) -> None:
    """D9"""
    a_macro(house, number)
    synonyms(house, number)
    an_article_sent_back(house, number)
    a_privacy_request_moved(house, number)
    a_newcomer_decided_on(house, number)
    a_module(house, number)

    assert "\n".join(where_it_stands()) == ""
    assert reached() >= BEHIND_A_STEP


def a_macro(house: SimpleNamespace, number: str) -> None:
    sent = {"name": number, "shortcut": "carte", "whose": "own", "note": number, "add_tags": number}
    assert signed_in(house.adele).post("/console/macros/new", sent).status_code < 400


def synonyms(house: SimpleNamespace, number: str) -> None:
    sent = {"language": "fr", "words": f"{number}\nmoyen de paiement", "shop": house.shop.id}
    assert signed_in(house.rose).post("/console/synonyms", sent).status_code < 400


def an_article_sent_back(house: SimpleNamespace, number: str) -> None:
    writer, rose = signed_in(house.adele), signed_in(house.rose)
    sent = {"language": "fr", "title": "Payer", "summary": "Comment", "body": "Par carte.", "shop": house.shop.id}
    assert writer.post("/console/articles/new", sent).status_code < 400
    draft = Translation.objects.latest("pk")
    here = f"/console/articles/{draft.pk}/step"
    assert writer.post(f"{here}/submit", {"based_on": draft.number}).status_code < 400
    assert rose.post(f"{here}/return", {"note": number}).status_code < 400


def a_privacy_request_moved(house: SimpleNamespace, number: str) -> None:
    asked = RightsRequest.objects.get()
    sent = {"note": number, "reason": "signed_in"}
    assert signed_in(house.marc).post(f"/console/privacy/{asked.pk}/confirm", sent).status_code < 400


def a_newcomer_decided_on(house: SimpleNamespace, number: str) -> None:
    Newcomer.objects.filter(membership=house.amin).update(stage="to_release")
    sent = {"word": number, "shop": house.shop.id}
    assert signed_in(house.rose).post(f"/console/training/newcomers/{house.amin.pk}/release", sent).status_code < 400


def a_module(house: SimpleNamespace, number: str) -> None:
    anne = signed_in(a_member(house.shop, "administrator"))
    sent = {
        "kind": "tools",
        "title": number,
        "minutes": 5,
        "text": number,
        "quiz": QUIZ.format(number=number),
        "shop": house.shop.id,
    }
    assert anne.post("/console/training/write/cartes/fr", sent).status_code < 400
