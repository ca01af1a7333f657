"""What is left to do when a conversation changes hands or ends by another way."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import assign, become_request, close_conversation
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, tell
from tests.people import a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def test_a_chat_that_the_visitor_ends_while_it_rings_stops_ringing(telling):
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()

    with telling() as frames:
        close_conversation(conversation_id=talk.pk, visitor_id=talk.visitor_id, now=later(3))
        tell(later(3))

    assert asked(talk) == [("Amin", "withdrawn")]
    assert load_of(amin) == 0
    assert [frame["outcome"] for _, frame in frames_of(frames, "offer_over")] == ["withdrawn"]
    assert Search.objects.get(pk=talk.pk).again_at is None


@pytest.mark.parametrize("ending", ["closed", "a request"])
def test_who_has_room_again_is_offered_what_waits(ending):
    """A1: agent became free."""
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=1)
    at_desk(amin)
    held = a_conversation(shop, answered_by=amin)
    tell()
    waits = a_conversation(shop, now=later(1))
    tell(later(1))
    assert pending(waits) is None

    if ending == "closed":
        close_conversation(conversation_id=held.pk, now=later(5))
    else:
        become_request(conversation_id=held.pk, now=later(5))
    tell(later(5))

    assert asked(waits) == [("Amin", "pending")]
    assert load_of(amin) == 1


def test_closing_a_request_frees_nothing_twice():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    first, second = (a_conversation(shop, answered_by=amin) for _ in range(2))
    tell()
    become_request(conversation_id=first.pk, now=later(1))
    tell(later(1))
    close_conversation(conversation_id=first.pk, now=later(2))
    tell(later(2))

    assert load_of(amin) == 1
    assert second.pk


def test_a_conversation_assigned_by_another_way_stops_ringing_and_weighs_on_who_has_it():
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    at_desk(awa)

    assign(conversation_id=talk.pk, membership_id=awa.pk, now=later(2))
    tell(later(2))

    assert asked(talk) == [("Amin", "withdrawn")]
    assert (load_of(amin), load_of(awa)) == (0, 1)
