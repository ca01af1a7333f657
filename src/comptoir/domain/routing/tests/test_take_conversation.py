"""Taking a conversation without being asked, and taking it over."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.errors import AlreadyAnswered, ConversationIsClosed, ConversationNotFound
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import hand_over, take_conversation
from comptoir.domain.routing.errors import AnswererChanged, DeskIsFull
from comptoir.domain.routing.models import HandOver
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, tell
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def take(talk, member, now=NOON) -> None:
    take_conversation(conversation_id=talk.pk, viewer=a_viewer(member), now=now)


def test_an_agent_takes_what_waits_and_it_stops_ringing_elsewhere():
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    talk = a_conversation(shop)
    tell()

    take(talk, awa, later(3))
    tell(later(3))

    talk.refresh_from_db()
    assert talk.assignee_id == awa.pk
    assert asked(talk) == [("Amin", "withdrawn")]
    assert (load_of(amin), load_of(awa)) == (0, 1)


def test_taking_what_rings_at_one_s_own_desk_weighs_once():
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=1)
    at_desk(amin)
    talk = a_conversation(shop)
    tell()

    take(talk, amin, later(3))
    tell(later(3))

    assert load_of(amin) == 1
    assert asked(talk) == [("Amin", "withdrawn")]


def test_nobody_takes_more_than_their_limit():
    """A1: never beyond a limit."""
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=1)
    take(a_conversation(shop), amin)

    with pytest.raises(DeskIsFull) as refusal:
        take(a_conversation(shop), amin)
    assert "1" in refusal.value.text()


def test_a_request_weighs_nothing_and_can_always_be_taken():
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=1)
    take(a_conversation(shop), amin)

    take(a_conversation(shop, leave_message=True), amin)
    tell()

    assert load_of(amin) == 1


def test_an_advisor_takes_over_what_they_may_see_and_an_ambassador_does_not():
    """A11."""
    shop = a_shop()
    adele, awa = a_member(shop, "advisor"), a_member(shop, "ambassador", name="Awa")
    held = a_conversation(
        shop,
        page_url="https://www.maison-perle.example/mon-compte/",
        answered_by=a_member(shop, "advisor", name="Aline"),
    )

    with pytest.raises(ConversationNotFound):
        take(held, awa)
    take(held, adele, later(5))

    held.refresh_from_db()
    assert held.assignee_id == adele.pk


def test_a_referent_takes_over_in_an_emergency_whatever_they_hold():
    """A7."""
    shop = a_shop()
    rose, amin = a_member(shop, "referent", audience="ambassador", chats_at_once=1), a_member(shop, "ambassador")
    take(a_conversation(shop), rose)
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()

    take(talk, rose, later(5))
    tell(later(5))

    talk.refresh_from_db()
    assert talk.assignee_id == rose.pk
    assert (load_of(amin), load_of(rose)) == (0, 2)


def test_an_ambassador_does_not_take_over_from_a_colleague():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=amin)
    viewer = a_viewer(a_member(shop, "ambassador", name="Awa"))

    with pytest.raises((ConversationNotFound, AlreadyAnswered)):
        take_conversation(conversation_id=talk.pk, viewer=viewer, now=NOON)


def test_of_two_who_take_at_once_the_second_is_told_and_relieves_nobody_unknowingly():
    """A7: what waited for both is the first one's; taken over knowingly, it is the second's."""
    shop = a_shop()
    adele, rose = a_member(shop, "advisor", name="Adèle"), a_member(shop, "referent", audience="advisor")
    talk = a_conversation(shop, page_url="https://www.maison-perle.example/mon-compte/")
    take(talk, adele)
    viewer = a_viewer(rose)

    with pytest.raises(AnswererChanged) as refusal:
        take_conversation(conversation_id=talk.pk, viewer=viewer, seen_answering=0, now=later(1))
    assert "Adèle" in refusal.value.text()
    take_conversation(conversation_id=talk.pk, viewer=viewer, seen_answering=adele.pk, now=later(2))

    talk.refresh_from_db()
    assert talk.assignee_id == rose.pk


def test_what_went_back_to_the_queue_meanwhile_may_be_taken_all_the_same():
    shop = a_shop()
    adele, rose = a_member(shop, "advisor"), a_member(shop, "referent", audience="advisor")
    talk = a_conversation(shop)

    take_conversation(conversation_id=talk.pk, viewer=a_viewer(rose), seen_answering=adele.pk, now=NOON)

    talk.refresh_from_db()
    assert talk.assignee_id == rose.pk


def test_who_is_relieved_is_told_whether_they_still_see_it(telling):
    """A11: what is an advisor's now is not shown to an ambassador."""
    shop = a_shop()
    rose = a_member(shop, "referent", audience="advisor")
    for role, sees in (("ambassador", False), ("advisor", True)):
        talk = a_conversation(shop, answered_by=a_member(shop, role))
        with telling() as told:
            take(talk, rose)
        assert [it["sees"] for _, it in frames_of(told, "taken_over")] == [sees]


def test_taking_one_s_own_changes_nothing():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=amin)

    take(talk, amin, later(5))

    assert Entry.objects.filter(conversation=talk, kind="joined").count() == 1


def test_a_closed_conversation_is_not_taken():
    shop = a_shop()
    talk = a_conversation(shop)
    close_conversation(conversation_id=talk.pk, now=NOON)

    with pytest.raises(ConversationIsClosed):
        take(talk, a_member(shop, "referent", audience="advisor"))


def test_a_community_manager_watches_and_may_step_in():
    """A7."""
    shop = a_shop()
    talk = a_conversation(shop)
    camille = a_member(shop, "community_manager")

    take(talk, camille)

    talk.refresh_from_db()
    assert talk.assignee_id == camille.pk
    assert talk.audience == "ambassador"


def test_who_takes_what_is_being_handed_over_reads_the_summary():
    """A6."""
    shop = a_shop()
    amin, adele, rose = a_member(shop, "ambassador"), a_member(shop, "advisor"), a_member(shop, "referent")
    at_desk(amin)
    at_desk(adele)
    talk = a_conversation(shop, answered_by=amin)
    hand_over(
        conversation_id=talk.pk, viewer=a_viewer(amin), to_audience="advisor", summary="Bague à resserrer", now=later(1)
    )
    tell(later(1))

    take(talk, rose, later(4))
    tell(later(4))

    assert Entry.objects.get(conversation=talk, kind="note").body == "Bague à resserrer"
    assert HandOver.objects.get().outcome == "accepted"
    assert asked(talk)[-1] == ("Adèle", "withdrawn")
    assert load_of(amin) == load_of(adele) == 0
