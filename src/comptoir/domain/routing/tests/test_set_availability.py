"""The agent's own switch."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import set_availability
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.queries import desk_of
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, tell
from comptoir.foundation.errors import BadRequest
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def test_the_switch_moves_in_every_tab(telling):
    amin = a_member(a_shop(), "ambassador")

    with telling() as frames:
        set_availability(user_id=amin.user_id, availability="available", now=NOON)

    desk = desk_of(amin.user_id)
    assert (desk.availability, desk.changed_at, desk.seen_at, desk.idle_since) == ("available", NOON, NOON, NOON)
    assert frames_of(frames, "desk") == [
        ((f"user:{amin.user_id}",), {"t": "desk", "availability": "available", "why": ""})
    ]


def test_who_pauses_while_it_rings_lets_a_colleague_be_asked():
    """A1."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa, since=later(1))
    talk = a_conversation(shop)
    tell(later(1))

    set_availability(user_id=amin.user_id, availability="paused", now=later(2))
    tell(later(2))

    assert asked(talk) == [("Amin", "withdrawn"), ("Awa", "pending")]
    assert load_of(amin) == 0


def test_who_goes_away_keeps_the_conversations_they_have():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()

    set_availability(user_id=amin.user_id, availability="away", now=later(2))
    tell(later(2))

    talk.refresh_from_db()
    assert talk.assignee_id == amin.pk
    assert load_of(amin) == 1


def test_the_same_word_again_does_not_make_it_a_new_arrival():
    amin = a_member(a_shop(), "ambassador")
    at_desk(amin)

    set_availability(user_id=amin.user_id, availability="available", now=later(60))

    assert Desk.objects.get(user_id=amin.user_id).changed_at == NOON


def test_another_word_is_refused():
    amin = a_member(a_shop(), "ambassador")
    with pytest.raises(BadRequest):
        set_availability(user_id=amin.user_id, availability="lunch", now=NOON)


def test_who_never_sat_down_is_away():
    amin = a_member(a_shop(), "ambassador")
    assert desk_of(amin.user_id).availability == "away"
    assert not Desk.objects.filter(user_id=amin.user_id).exists()
