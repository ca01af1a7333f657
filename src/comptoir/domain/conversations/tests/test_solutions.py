"""Problem and solution are recorded in two lines, found again, and offered for the next request that is like it."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations import actions
from comptoir.domain.conversations.errors import ConversationNotFound, SolutionMissing
from comptoir.domain.conversations.models import Entry, Solution
from comptoir.domain.conversations.queries import like_solutions, search, snapshot, solution_of
from comptoir.domain.conversations.rules.solving import Known, likest
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

PROBLEM, CURE = "Fermoir de bracelet cassé", "Échange du fermoir en atelier, gratuit sous garantie"


@pytest.fixture
def shop(db):
    return a_shop()


@pytest.fixture
def adele(shop):
    return a_viewer(a_member(shop, "advisor"))


def asked(shop, adele, body, topic=""):
    conversation = a_conversation(shop, body=body)
    actions.assign(conversation_id=conversation.pk, membership_id=adele.membership_id, now=NOON)
    if topic:
        actions.choose_topic(conversation_id=conversation.pk, viewer=adele, topic=topic, now=NOON)
    conversation.refresh_from_db()
    return conversation


def solved(conversation, adele, problem=PROBLEM, solution=CURE):
    actions.record_solution(conversation_id=conversation.pk, viewer=adele, problem=problem, solution=solution, now=NOON)


def offered(conversation, viewer):
    _, charter = charter_in_force(conversation.shop_id, NOON)
    return like_solutions(conversation, viewer, charter, [conversation.topic], NOON)


def test_the_next_like_request_is_offered_how_the_last_was_solved(shop, adele) -> None:
    """D4"""
    first = asked(shop, adele, "Mon bracelet est cassé")
    solved(first, adele)
    for n in range(5):
        solved(asked(shop, adele, "Facture"), adele, f"Facture perdue {n}", "Envoyée de nouveau par e-mail")

    (found,) = offered(asked(shop, adele, "Bonjour, le fermoir s’est cassé hier"), adele)

    assert (found.problem, found.solution, found.conversation_id) == (PROBLEM, CURE, first.pk)
    assert offered(asked(shop, adele, "Bonjour, quels sont vos horaires ?"), adele) == []


def test_a_request_is_found_by_how_it_was_solved(shop, adele) -> None:
    """D4: recorded and searchable."""
    conversation = asked(shop, adele, "Bonjour")
    solved(conversation, adele)

    assert [row.pk for row in search([adele], "fermoir garantie").rows] == [conversation.pk]


def test_a_second_record_takes_the_place_of_the_first_and_the_same_again_tells_nothing(shop, adele) -> None:
    conversation = asked(shop, adele, "Bonjour")
    solved(conversation, adele)
    solved(conversation, adele)
    solved(conversation, adele, "Chaîne\n trop  courte", "Rallonge posée")

    assert solution_of(conversation.pk).problem == "Chaîne trop courte"
    assert Entry.objects.filter(conversation=conversation, kind="solved").count() == 2


@pytest.mark.parametrize(("problem", "solution"), [("", CURE), (PROBLEM, "  "), ("", "")])
def test_half_a_record_is_none(shop, adele, problem, solution) -> None:
    with pytest.raises(SolutionMissing):
        solved(asked(shop, adele, "Bonjour"), adele, problem, solution)


def test_what_is_the_teams_stays_with_the_team_and_without_card_numbers(shop, adele) -> None:
    """A11, D9"""
    conversation = asked(shop, adele, "Bonjour")
    solved(conversation, adele, "Payé deux fois avec 4111 1111 1111 1111")

    assert "4111" not in solution_of(conversation.pk).problem
    assert "solved" not in str(snapshot(conversation.pk, public=True))


def test_an_ambassador_is_not_offered_what_only_advisors_answer(shop, adele) -> None:
    """A5, A11"""
    solved(asked(shop, adele, "Mon bracelet est cassé", "after_sales"), adele)
    amin = a_viewer(a_member(shop, "ambassador"))
    conversation = asked(shop, amin, "Le fermoir de mon bracelet est cassé")

    assert offered(conversation, amin) == []
    assert len(offered(conversation, adele)) == 1


def test_an_ambassador_is_not_led_to_a_conversation_that_is_not_theirs(shop, adele) -> None:
    """A11"""
    solved(asked(shop, adele, "Mon bracelet est cassé"), adele)
    amin = a_viewer(a_member(shop, "ambassador"))

    (found,) = offered(asked(shop, amin, "Le fermoir de mon bracelet est cassé"), amin)
    assert found.conversation_id is None


def test_shops_keep_their_solutions_to_themselves(shop, adele) -> None:
    """A11"""
    solved(asked(shop, adele, "Mon bracelet est cassé"), adele)
    other = a_shop("autre-maison")
    etienne = a_viewer(a_member(other, name="Étienne"))

    assert offered(asked(other, etienne, "Le fermoir de mon bracelet est cassé"), etienne) == []
    with pytest.raises(ConversationNotFound):
        solved(asked(shop, adele, "Bonjour"), etienne)


def test_the_record_goes_with_its_conversation(shop, adele) -> None:
    """G7"""
    conversation = asked(shop, adele, "Bonjour")
    solved(conversation, adele)
    conversation.delete()

    assert not Solution.objects.exists()


def test_rare_words_and_the_same_topic_weigh_more() -> None:
    known = {
        1: Known("returns", frozenset({"bague"})),
        2: Known("", frozenset({"bague", "rodiu"})),
        3: Known("delivery", frozenset({"bague"})),
    }
    assert likest(known, [], 100, 3)[0] == 2
    assert likest(known, ["delivery"], 100, 3) == [2, 3]
    assert likest({n: Known("", frozenset({"merci"})) for n in range(9)}, [], 9, 3) == []
