"""Handing over: warm, with a summary, and never into the void."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import become_request, close_conversation, hand_back
from comptoir.domain.conversations.models import Entry
from comptoir.domain.people.models import Group
from comptoir.domain.routing.actions import cancel_hand_over, hand_over, seek_again
from comptoir.domain.routing.models import HandOver
from comptoir.domain.routing.queries import hand_over_of, pending_offers
from comptoir.domain.routing.tests.hand_over_scene import SUMMARY, accept, give, refuse
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
from tests.people import NOON, a_conversation, a_member, a_viewer

pytestmark = pytest.mark.django_db


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
