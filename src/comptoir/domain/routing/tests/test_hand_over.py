"""Handing over: warm, with a summary, and never into the void."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import become_request, choose_topic, close_conversation, hand_back
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound
from comptoir.domain.conversations.models import Entry
from comptoir.domain.people.models import Group
from comptoir.domain.routing.actions import accept_offer, cancel_hand_over, hand_over, refuse_offer, seek_again
from comptoir.domain.routing.errors import (
    AlreadyBeingHandedOver,
    NobodyFree,
    NotAHandOver,
    SummaryMissing,
    TopicNotTheirs,
)
from comptoir.domain.routing.models import HandOver
from comptoir.domain.routing.queries import hand_over_of, pending_offers
from comptoir.domain.routing.tests.stage import (
    asked,
    at_desk,
    frames_of,
    later,
    load_of,
    pending,
    still_there,
    tell,
)
from comptoir.foundation.errors import NotAllowed
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db

SUMMARY = "La bague est cassée, il faut une réparation."


@pytest.fixture
def scene():
    """Amin, an ambassador, talks with a visitor; Adèle, an advisor, is at her desk."""

    class Scene:
        shop = a_shop()
        amin = a_member(shop, "ambassador")
        adele = a_member(shop, "advisor")

    at_desk(Scene.amin)
    at_desk(Scene.adele)
    Scene.talk = a_conversation(Scene.shop, answered_by=Scene.amin)
    tell()
    return Scene


def give(scene, now=NOON, by=None, summary=SUMMARY, **target) -> HandOver:
    target = target or {"to_audience": "advisor"}
    viewer = a_viewer(by or scene.amin)
    asked_for = hand_over(conversation_id=scene.talk.pk, viewer=viewer, summary=summary, now=now, **target)
    tell(now)
    return asked_for


def accept(talk, now) -> None:
    offer = pending(talk)
    accept_offer(offer_id=offer.pk, user_id=offer.membership.user_id, now=now)
    tell(now)


def refuse(talk, now) -> None:
    offer = pending(talk)
    refuse_offer(offer_id=offer.pk, user_id=offer.membership.user_id, now=now)
    tell(now)


def test_the_giver_keeps_the_conversation_until_somebody_accepts(scene):
    """A6."""
    give(scene, later(1))

    scene.talk.refresh_from_db()
    assert scene.talk.assignee_id == scene.amin.pk
    assert (load_of(scene.amin), load_of(scene.adele)) == (1, 1)
    assert not Entry.objects.filter(conversation=scene.talk, kind="handed_over").exists()

    accept(scene.talk, later(5))

    scene.talk.refresh_from_db()
    assert (scene.talk.assignee_id, scene.talk.audience) == (scene.adele.pk, "advisor")
    assert (load_of(scene.amin), load_of(scene.adele)) == (0, 1)


def test_the_summary_rings_with_the_offer_and_stands_in_the_thread_for_the_team_alone(scene):
    """A6: warm, with a summary, the history and the topic."""
    give(scene, later(1))

    [offer] = pending_offers(scene.adele.user_id)
    assert (offer["trigger"], offer["summary"], offer["by"]["name"]) == ("hand_over", SUMMARY, "Amin")

    accept(scene.talk, later(5))
    kinds = Entry.objects.filter(conversation=scene.talk).order_by("seq").values_list("kind", "public_seq")
    note, handed_over, joined = list(kinds)[-3:]
    assert (note[0], handed_over[0], joined[0]) == ("note", "handed_over", "joined")
    assert note[1] is None
    assert handed_over[1] is not None


def test_the_giver_is_told_how_it_stands(scene, telling):
    with telling() as frames:
        give(scene, later(1))
        accept(scene.talk, later(5))

    stages = frames_of(frames, "hand_over")
    assert [frame["outcome"] for _, frame in stages] == ["asked", "accepted"]
    assert stages[0][0] == (f"c:{scene.talk.pk}:team", f"member:{scene.amin.pk}")


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


def test_busy_advisors_are_waited_for_and_the_first_who_is_free_is_asked(scene):
    """A6."""
    others = [a_conversation(scene.shop, answered_by=scene.adele) for _ in range(4)]
    tell()
    give(scene, later(1))
    assert pending(scene.talk) is None
    assert hand_over_of(scene.talk.pk)

    still_there(scene.adele, now=later(20))
    close_conversation(conversation_id=others[0].pk, now=later(20))
    tell(later(20))

    assert pending(scene.talk).membership == scene.adele


def test_a_hand_over_does_not_wait_for_ever_for_busy_colleagues(scene, telling):
    """A6: never a dead end."""
    for _ in range(4):
        a_conversation(scene.shop, answered_by=scene.adele)
    tell()
    give(scene, later(1))

    with telling() as frames:
        for seconds in range(11, 80, 10):
            still_there(scene.adele, now=later(seconds))
            seek_again(later(seconds))

    assert HandOver.objects.get().outcome == "nobody"
    [(_, frame)] = frames_of(frames, "hand_over")
    assert frame["possible"] == ["contact_card", "message"]


def test_when_everybody_declines_the_giver_keeps_it_and_is_told_what_remains(scene, telling):
    """A6."""
    give(scene, later(1))

    with telling() as frames:
        refuse(scene.talk, later(3))

    scene.talk.refresh_from_db()
    assert scene.talk.assignee_id == scene.amin.pk
    [(_, frame)] = frames_of(frames, "hand_over")
    assert frame == {
        "t": "hand_over",
        "c": scene.talk.pk,
        "outcome": "nobody",
        "possible": ["contact_card", "message"],
    }
    assert load_of(scene.adele) == 0


def test_a_person_who_declines_is_followed_by_their_colleagues(scene):
    """A6."""
    aline = a_member(scene.shop, "advisor", name="Aline")
    at_desk(aline, since=later(-600), load=3)
    still_there(aline, now=NOON)

    give(scene, later(1), to_membership_id=aline.pk)
    assert asked(scene.talk) == [("Aline", "pending")]
    refuse(scene.talk, later(4))

    assert asked(scene.talk) == [("Aline", "refused"), ("Adèle", "pending")]


def test_a_person_who_is_not_there_cannot_be_asked(scene):
    aline = a_member(scene.shop, "advisor", name="Aline")

    with pytest.raises(NobodyFree):
        give(scene, to_membership_id=aline.pk)


def test_a_group_is_asked_whatever_their_audience(scene):
    group = Group.objects.create(shop_id=scene.shop.id, name="Gravure")
    awa = a_member(scene.shop, "ambassador", name="Awa", groups=["Gravure"])
    at_desk(awa)

    give(scene, later(1), to_group_id=group.pk)
    assert asked(scene.talk) == [("Awa", "pending")]
    accept(scene.talk, later(3))

    scene.talk.refresh_from_db()
    assert (scene.talk.assignee_id, scene.talk.audience, scene.talk.group_id) == (awa.pk, "ambassador", None)


def test_what_nobody_holds_moves_at_once(scene):
    talk = a_conversation(scene.shop)
    viewer = a_viewer(a_member(scene.shop, "manager"))

    done = hand_over(conversation_id=talk.pk, viewer=viewer, to_audience="advisor", summary=SUMMARY, now=later(1))
    tell(later(1))

    talk.refresh_from_db()
    assert (done.outcome, talk.audience, talk.status) == ("moved", "advisor", "waiting")
    assert asked(talk)[-1] == ("Adèle", "pending")


def test_what_rings_at_one_desk_stops_ringing_there_when_it_is_meant_for_somebody_else(scene):
    talk = a_conversation(scene.shop)
    tell()
    assert asked(talk) == [("Amin", "pending")]
    viewer = a_viewer(a_member(scene.shop, "manager"))

    hand_over(conversation_id=talk.pk, viewer=viewer, to_membership_id=scene.adele.pk, summary=SUMMARY, now=later(1))
    tell(later(1))

    assert asked(talk) == [("Amin", "withdrawn"), ("Adèle", "pending")]


def test_a_request_moves_without_ringing(scene):
    """A6: a ticket finds its advisor as well."""
    become_request(conversation_id=scene.talk.pk, viewer=a_viewer(scene.amin), now=NOON)
    tell()

    give(scene, later(1))
    scene.talk.refresh_from_db()
    assert (scene.talk.status, scene.talk.audience, scene.talk.assignee_id) == ("waiting", "advisor", None)

    viewer = a_viewer(scene.adele)
    hand_over(conversation_id=scene.talk.pk, viewer=viewer, to_membership_id=scene.adele.pk, summary="…", now=later(2))
    tell(later(2))
    scene.talk.refresh_from_db()
    assert (scene.talk.status, scene.talk.assignee_id) == ("active", scene.adele.pk)
    assert asked(scene.talk) == []
    assert load_of(scene.adele) == 0


def test_a_hand_over_outlives_its_giver(scene):
    """A6: nothing is dropped."""
    give(scene, later(1))
    hand_back(conversation_id=scene.talk.pk, why="agent_gone", now=later(3))
    tell(later(3))

    accept(scene.talk, later(5))

    scene.talk.refresh_from_db()
    assert scene.talk.assignee_id == scene.adele.pk
    assert Entry.objects.filter(conversation=scene.talk, kind="note", body=SUMMARY).exists()


def test_a_hand_over_that_nobody_took_after_its_giver_left_becomes_a_plain_search(scene):
    """A6: nothing is dropped."""
    awa = a_member(scene.shop, "ambassador", name="Awa")
    at_desk(awa)
    give(scene, later(1))
    hand_back(conversation_id=scene.talk.pk, why="agent_gone", now=later(3))
    tell(later(3))

    refuse(scene.talk, later(5))

    assert asked(scene.talk)[-1] == ("Awa", "pending")


def test_the_giver_may_take_it_back(scene):
    give(scene, later(1))

    cancel_hand_over(conversation_id=scene.talk.pk, viewer=a_viewer(scene.amin), now=later(2))
    cancel_hand_over(conversation_id=scene.talk.pk, viewer=a_viewer(scene.amin), now=later(2))
    tell(later(2))

    assert HandOver.objects.get().outcome == "cancelled"
    assert asked(scene.talk) == [("Adèle", "withdrawn")]
    assert load_of(scene.adele) == 0


def test_a_closed_conversation_takes_its_hand_over_with_it(scene):
    give(scene, later(1))

    close_conversation(conversation_id=scene.talk.pk, visitor_id=scene.talk.visitor_id, now=later(2))
    tell(later(2))

    assert HandOver.objects.get().outcome == "cancelled"
    assert pending(scene.talk) is None
    assert load_of(scene.amin) == load_of(scene.adele) == 0


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
