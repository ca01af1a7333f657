"""A category is proposed from what the customer wrote, confirmed by an agent, and the shop learns from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations import actions
from comptoir.domain.conversations.actions import index_names
from comptoir.domain.conversations.models import Conversation, LearntCategory, LearntWord, Lesson
from comptoir.domain.conversations.queries import guessed_categories
from comptoir.domain.conversations.rules.guessing import Taught, guesses, likelihoods
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

WORDS = st.sets(st.sampled_from("abcdefgh"), min_size=1)
TAUGHT = st.dictionaries(
    st.sampled_from(["returns", "delivery", "payment"]),
    st.builds(
        Taught,
        words=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 50)),
        requests=st.integers(0, 100),
        total=st.integers(0, 1000),
        seeds=st.frozensets(st.sampled_from("abcdefgh")),
        listed=st.integers(0, 20),
    ),
    min_size=1,
)


@given(words=WORDS, taught=TAUGHT)
def test_likelihoods_add_up_and_at_most_two_are_proposed(words, taught) -> None:
    """D2"""
    assert abs(sum(it.confidence for it in likelihoods(words, taught)) - 1) < 1e-9
    proposed = guesses(words, taught)
    assert len(proposed) <= 2
    assert all(it.confidence >= 0.15 for it in proposed)


def test_a_word_of_the_charter_is_enough_to_begin_with() -> None:
    """D2: before anybody has confirmed anything."""
    taught = {name: Taught(listed=4) for name in "abcdefghij"} | {
        "repairs": Taught(seeds=frozenset({"casse"}), listed=4)
    }

    assert [it.category for it in guesses(["bague", "casse"], taught)] == ["repairs"]


def test_nothing_is_proposed_for_words_that_everybody_writes() -> None:
    """D2: below a confidence nothing is proposed."""
    taught = {"delivery": Taught({"bonjour": 9, "colis": 3}, 9, 40), "returns": Taught({"bonjour": 1}, 1, 5)}

    assert guesses(["bonjour", "xylophone"], taught) == []
    assert guesses([], taught) == []
    assert guesses(["bonjour", "colis"], taught)[0].category == "delivery"


@pytest.fixture
def shop(db):
    return a_shop(charter=ALWAYS_OPEN)


@pytest.fixture
def adele(shop):
    return a_viewer(a_member(shop, "advisor"))


def asks(shop, adele, body, **fields):
    conversation = a_conversation(shop, body=body, **fields)
    actions.assign(conversation_id=conversation.pk, membership_id=adele.membership_id, now=NOON)
    return conversation


def guessed(conversation):
    conversation.refresh_from_db()
    _, charter = charter_in_force(conversation.shop_id, NOON)
    return [it.category for it in guessed_categories(conversation, charter)]


def filed(conversation, adele, category):
    actions.choose_category(conversation_id=conversation.pk, viewer=adele, category=category, now=NOON)


def test_the_shop_learns_from_what_its_agents_confirm(shop, adele) -> None:
    """D2"""
    asked = asks(shop, adele, "Bonjour, mon xylophone grince terriblement")
    assert guessed(asked) == []

    filed(asks(shop, adele, "Un xylophone qui grince"), adele, "after_sales")
    for words in ("Où est la boutique ?", "Le catalogue papier", "Payer en trois fois"):
        filed(asks(shop, adele, words), adele, "services")

    assert guessed(asked)[0] == "after_sales"
    filed(asked, adele, "after_sales")
    assert guessed(asked) == []


def test_a_correction_takes_back_what_was_taught(shop, adele) -> None:
    asked = asks(shop, adele, "Un xylophone qui grince")
    filed(asked, adele, "after_sales")
    filed(asked, adele, "services")

    assert set(LearntWord.objects.values_list("category", flat=True)) == {"services"}
    assert dict(LearntCategory.objects.values_list("category", "requests")) == {"after_sales": 0, "services": 1}

    filed(asked, adele, "")
    assert not LearntWord.objects.exists()
    assert not Lesson.objects.exists()


def test_shops_and_languages_learn_for_themselves(shop, adele) -> None:
    filed(asks(shop, adele, "Un xylophone qui grince"), adele, "after_sales")
    other = a_shop("autre-maison")
    etienne = a_viewer(a_member(other, name="Étienne"))

    assert guessed(asks(other, etienne, "Un xylophone qui grince")) == []
    assert LearntWord.objects.filter(language="fr", shop_id=shop.id).count() == LearntWord.objects.count() == 4


def test_neither_names_nor_numbers_are_learnt(shop, adele) -> None:
    """D9: counts stay when a conversation is erased; nobody is found in them."""
    asked = asks(
        shop, adele, "Camille Durand, commande 2024881, xylophone", first_name="Camille", email="c.durand@x.example"
    )
    index_names([asked.pk])
    filed(asked, adele, "after_sales")

    assert set(LearntWord.objects.values_list("word", flat=True)) == {"commande", "xylophone"}


def test_a_proposal_routes_nothing_and_files_nothing(shop, adele) -> None:
    """D2: never routed below a confidence; here never without a person."""
    filed(asks(shop, adele, "Un xylophone qui grince"), adele, "after_sales")
    asked = a_conversation(shop, body="Un xylophone qui grince")
    before = Conversation.objects.filter(pk=asked.pk).values().get()

    guessed(asked)

    assert Conversation.objects.filter(pk=asked.pk).values().get() == before
