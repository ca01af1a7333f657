"""When handing over is refused: the charter's ladder is proposed, or what is wrong is said."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import choose_topic, close_conversation
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound
from comptoir.domain.routing.actions import hand_over
from comptoir.domain.routing.errors import (
    AlreadyBeingHandedOver,
    NobodyFree,
    NotAHandOver,
    SummaryMissing,
    TopicNotTheirs,
)
from comptoir.domain.routing.queries import hand_over_of
from comptoir.domain.routing.tests.hand_over_scene import SUMMARY, accept, give
from comptoir.domain.routing.tests.stage import (
    at_desk,
    later,
)
from comptoir.foundation.errors import NotAllowed
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def test_with_no_advisor_at_their_desk_the_charter_s_ladder_is_proposed(scene):
    """A6: else gives the contact card or opens a ticket with the transcript."""
    at_desk(scene.adele, availability="away")

    with pytest.raises(NobodyFree) as refusal:
        give(scene)

    answer = refusal.value.as_answer()
    assert answer["possible"] == ["contact_card", "message"]
    assert answer["clause"] == "audiences.ambassador.when_in_doubt"
    assert hand_over_of(scene.talk.pk) is None


def test_outside_the_advisors_hours_there_is_nobody_to_hand_over_to():
    """A2, A6."""
    charter = ALWAYS_OPEN.replace(
        "[audiences.advisor]\n", '[hours.relations]\nmon-sun = ["08:00-09:00"]\n\n[audiences.advisor]\n'
    ).replace('Consultor" }\nhours = "always"', 'Consultor" }\nhours = "relations"')
    shop = a_shop(charter=charter)
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor")
    at_desk(adele)
    talk = a_conversation(shop, answered_by=amin)

    with pytest.raises(NobodyFree):
        hand_over(conversation_id=talk.pk, viewer=a_viewer(amin), to_audience="advisor", summary=SUMMARY, now=NOON)
    hand_over(conversation_id=talk.pk, viewer=a_viewer(amin), to_membership_id=adele.pk, summary=SUMMARY, now=NOON)


def test_a_person_who_is_not_there_cannot_be_asked(scene):
    aline = a_member(scene.shop, "advisor", name="Aline")

    with pytest.raises(NobodyFree):
        give(scene, to_membership_id=aline.pk)


def test_what_is_missing_or_wrong_is_said(scene):
    with pytest.raises(SummaryMissing):
        give(scene, summary="  ")
    for target in ({"to_audience": "nobody"}, {"to_group_id": 99}, {"to_membership_id": scene.amin.pk}):
        with pytest.raises(NotAHandOver):
            give(scene, **target)
    with pytest.raises(NotAHandOver):
        give(scene, to_audience="advisor", to_membership_id=scene.adele.pk)
    manager = a_member(scene.shop, "manager")
    with pytest.raises(NotAHandOver):
        give(scene, to_membership_id=manager.pk)


def test_nothing_goes_to_an_audience_that_may_not_answer_its_topic(scene):
    """A5."""
    give(scene, later(1))
    accept(scene.talk, later(2))
    choose_topic(conversation_id=scene.talk.pk, viewer=None, topic="after_sales", now=later(3))

    with pytest.raises(TopicNotTheirs) as refusal:
        give(scene, later(4), by=scene.adele, to_audience="ambassador")
    assert refusal.value.clause == "topics.after_sales"


def test_only_who_answers_or_watches_hands_over(scene):
    """A11."""
    aline = a_member(scene.shop, "advisor", name="Aline")
    give(scene, later(1))
    accept(scene.talk, later(2))

    with pytest.raises(NotAllowed):
        give(scene, later(3), by=aline)
    with pytest.raises(ConversationNotFound):
        give(scene, later(3), by=scene.amin)
    at_desk(aline, since=later(3))
    give(scene, later(4), by=a_member(scene.shop, "referent"), to_membership_id=aline.pk)
    with pytest.raises(AlreadyBeingHandedOver):
        give(scene, later(4), by=scene.adele)


def test_a_closed_conversation_is_not_handed_over(scene):
    close_conversation(conversation_id=scene.talk.pk, now=NOON)
    with pytest.raises(ConversationIsClosed):
        give(scene)
