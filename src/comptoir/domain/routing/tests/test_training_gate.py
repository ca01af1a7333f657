"""The gate in routing: nobody is asked, takes or is handed what they have not been trained for (G5, D6)."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.routing.actions import hand_over, seek_agent, take_conversation
from comptoir.domain.routing.models import Offer
from comptoir.domain.routing.queries import hand_over_targets
from comptoir.domain.routing.queries.candidates import candidates_for
from comptoir.domain.routing.tests.stage import at_desk, tell
from comptoir.domain.training.errors import ColleagueNotTrained, NotTrainedYet
from comptoir.domain.training.tests.stage import a_newcomer, a_school, passes
from tests.people import NOON, a_conversation, a_member, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_school()


def of_advisors(shop, topic="", **fields):
    talk = a_conversation(shop, page_url="https://www.maison-perle.example/mon-compte/x", **fields)
    if topic:
        type(talk).objects.filter(pk=talk.pk).update(topic=topic)
    return talk


def test_the_untrained_are_offered_nothing_and_the_trained_are(shop):
    """G5"""
    adele = a_newcomer(shop)
    at_desk(adele)
    talk = of_advisors(shop)
    assert seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON) is None

    passes(adele, "welcome", "chat")

    offer = seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)
    assert offer is not None
    assert offer.membership_id == adele.pk


def test_a_topic_may_ask_for_more(shop):
    """G5"""
    adele = a_newcomer(shop)
    passes(adele, "welcome", "chat")
    at_desk(adele)
    talk = of_advisors(shop, "after_sales")
    assert seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON) is None

    passes(adele, "after_sales")

    assert seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON) is not None


def test_the_untrained_take_nothing_that_waits(shop):
    """G5"""
    adele, talk = a_newcomer(shop), of_advisors(shop)

    with pytest.raises(NotTrainedYet):
        take_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=NOON)


def test_nobody_hands_over_to_the_untrained(shop):
    """G5, A6"""
    adele, zoe = a_newcomer(shop), a_member(shop, name="Zoé")
    at_desk(adele)
    talk = of_advisors(shop, answered_by=zoe)

    assert adele.pk not in [it["id"] for it in hand_over_targets(a_viewer(zoe), talk.pk, NOON)["members"]]
    with pytest.raises(ColleagueNotTrained):
        hand_over(conversation_id=talk.pk, viewer=a_viewer(zoe), to_membership_id=adele.pk, summary="Bague", now=NOON)


def test_many_candidates_cost_one_query_and_one_for_their_passes(shop, django_assert_num_queries):
    """A1"""
    for n in range(10):
        at_desk(a_member(shop, name=f"Member {n}"))
    charter = charter_in_force(shop.id, NOON)[1]

    with django_assert_num_queries(2):
        assert len(candidates_for(shop.id, charter, NOON)) == 10
    with django_assert_num_queries(1):
        candidates_for(shop.id, charter, NOON)


def test_no_offer_is_left_behind_for_the_untrained(shop):
    a_newcomer(shop)
    of_advisors(shop)
    tell()

    assert not Offer.objects.exists()
