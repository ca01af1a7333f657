"""What is told regularly, and only when it has changed."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import take_conversation
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.queries import forget_availability
from comptoir.domain.routing.sweeps import SWEEPS, release_the_gone, tell_presences, tell_queues
from comptoir.domain.routing.tests.stage import at_desk, frames_of, later, still_there, tell
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def test_waiting_visitors_are_told_their_place_once_and_again_when_it_moves(telling):
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin, load=3)
    first, second = a_conversation(shop), a_conversation(shop, now=later(1))
    tell(later(1))

    with telling() as frames:
        tell_queues(later(2))
        tell_queues(later(3))
    assert frames_of(frames, "queue") == [
        ((f"c:{first.pk}:public",), {"t": "queue", "c": first.pk, "position": 1, "wait": 60}),
        ((f"c:{second.pk}:public",), {"t": "queue", "c": second.pk, "position": 2, "wait": 90}),
    ]

    take_conversation(conversation_id=first.pk, viewer=a_viewer(a_member(shop, "referent")), now=later(4))
    with telling() as frames:
        tell_queues(later(5))
    assert [(frame["c"], frame["position"]) for _, frame in frames_of(frames, "queue")] == [(second.pk, 1)]


def test_consoles_are_told_who_is_there_when_it_changes(telling):
    shop = a_shop()
    at_desk(a_member(shop, "ambassador"))

    with telling() as frames:
        tell_presences(NOON)
        tell_presences(later(1))
    [(topics, frame)] = frames_of(frames, "presence")
    assert topics == (f"shop:{shop.id}:presence",)
    assert frame["audiences"]["ambassador"] == {"open": True, "available": 1, "free": 1, "waiting": 0, "longest": 0}

    a_conversation(shop)
    tell()
    forget_availability()
    with telling() as frames:
        tell_presences(later(3))
        tell_presences(later(4))
    [(_, frame)] = frames_of(frames, "presence")
    assert frame["audiences"]["ambassador"] == {"open": True, "available": 1, "free": 1, "waiting": 1, "longest": 3}


def test_every_sweep_runs_on_an_empty_house():
    for _seconds, sweep in SWEEPS:
        sweep(NOON)


def test_after_a_restart_agents_have_a_minute_to_come_back_before_they_count_as_gone():
    """A6: a restart drops nobody."""
    amin, awa = (a_member(a_shop(), "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa)

    release_the_gone(later(600))
    still_there(amin, now=later(640))
    release_the_gone(later(655))
    assert set(Desk.objects.values_list("availability", flat=True)) == {"available"}
    release_the_gone(later(660))

    assert dict(Desk.objects.values_list("user_id", "availability")) == {amin.user_id: "available", awa.user_id: "away"}
