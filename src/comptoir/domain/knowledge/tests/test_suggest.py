"""What could answer a customer is proposed, with why, and learns from what agents do (A8, D3)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.actions import count_use, learn_failure
from comptoir.domain.knowledge.models import Lesson
from comptoir.domain.knowledge.queries import suggestions_for
from comptoir.domain.knowledge.tests.findable import a_link, a_phrase, an_article
from comptoir.domain.knowledge.tests.stage import a_cast
from tests.people import NOON

pytestmark = pytest.mark.django_db

ASKED = "Bonjour, mon colis n'est toujours pas là, c'est Hélène Dubreuil"


@pytest.fixture
def cast():
    cast = a_cast()
    cast.delay = a_phrase(cast.shop, "Délai de livraison", "Votre colis arrive sous trois jours ouvrés.")
    cast.track = a_link(cast.shop, "Suivre mon colis", "/suivi")
    cast.pay = an_article(cast.shop, "Moyens de paiement", "Carte bancaire, PayPal, virement.")
    return cast


def proposed(cast, text: str = ASKED, **fields):
    return suggestions_for(cast.shop.id, text, "fr", now=NOON, **fields)


def sent(cast, kind: str, of: int, **fields) -> None:
    """Amin has sent it to a customer."""
    by = cast.amin.membership_id
    count_use(shop_id=cast.shop.id, membership_id=by, kind=kind, of=of, now=NOON, **fields)


def test_what_answers_is_proposed_with_the_words_it_answers_to(cast) -> None:
    """D3"""
    first = proposed(cast)[0]
    assert first.title in ("Délai de livraison", "Suivre mon colis")
    assert "colis" in first.why.words
    assert "Moyens de paiement" not in [it.title for it in proposed(cast)]


@pytest.mark.parametrize("text", ["", "Bonjour", "ok merci", "😀", "{{7*7}}", "xkcd qwerty"])
def test_nothing_is_proposed_where_nothing_is_asked(cast, text: str) -> None:
    assert proposed(cast, text) == ()


def test_what_was_sent_on_the_topic_comes_first_and_says_so(cast) -> None:
    """A8"""
    for _ in range(14):
        sent(cast, "link", cast.track.pk, topic="services")
    first = proposed(cast, topic="services")[0]
    assert (first.title, first.why.used) == ("Suivre mon colis", 14)
    assert proposed(cast)[0].why.used == 0


def test_what_was_said_not_to_help_comes_later(cast) -> None:
    before = proposed(cast)[0]
    for _ in range(3):
        learn_failure(viewer=cast.amin, kind=before.kind, of=before.id, question=ASKED, language="fr", now=NOON)
    assert proposed(cast)[0].kind != before.kind


def test_what_answered_such_words_is_proposed_although_it_does_not_have_them(cast) -> None:
    for _ in range(3):
        sent(cast, "article", cast.pay.pk, question=ASKED, language="fr")
    again = [it for it in proposed(cast) if it.kind == "article"]
    assert (again[0].id, again[0].why.helped) == (cast.pay.pk, 3)


def test_no_name_of_a_customer_is_learnt(cast) -> None:
    """D9"""
    sent(cast, "link", cast.track.pk, question=ASKED, language="fr")
    learnt = set(Lesson.objects.values_list("word", flat=True))
    assert learnt
    assert not any("helen" in word or "dubreuil" in word for word in learnt)


def test_what_is_in_another_language_says_so(cast) -> None:
    first = suggestions_for(cast.shop.id, "where is my parcel", "en", now=NOON)[0]
    assert (first.language, first.why.language) == ("fr", "fr")


def test_what_suits_in_the_customers_language_leaves_no_place_to_another(cast) -> None:
    """D3"""
    an_article(cast.shop, "Delivery times", "Your parcel arrives within three days.", language="en")
    assert {it.language for it in proposed(cast, at_most=5)} == {"fr"}


def test_phrases_of_others_are_not_proposed(cast) -> None:
    """A11"""
    a_phrase(cast.shop, "Colis livraison colis, aux conseillers", audience="advisor")
    assert all("conseillers" not in it.title for it in proposed(cast, audience="ambassador"))
    assert any("conseillers" in it.title for it in proposed(cast, audience="advisor"))


def test_a_customer_is_proposed_no_phrase(cast) -> None:
    assert all(it.kind != "phrase" for it in proposed(cast, public_only=True, kinds=["article", "link", "phrase"]))
