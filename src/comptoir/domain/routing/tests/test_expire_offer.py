"""An offer whose time is over."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import expire_offer, expire_overdue_offers, refuse_offer
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, still_there, tell
from comptoir.foundation.models import Announcement
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def two_ambassadors(shop):
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa, since=later(0.1))
    return amin, awa


def test_after_fifteen_seconds_the_next_one_is_asked_in_time_for_the_promise():
    """A1: a second agent can still answer inside 30 s."""
    shop = a_shop()
    amin, awa = two_ambassadors(shop)
    talk = a_conversation(shop)
    tell()
    still_there(amin, awa, now=later(14))

    tell(later(14.9))
    assert asked(talk) == [("Amin", "pending")]
    tell(later(15))

    assert asked(talk) == [("Amin", "timed_out"), ("Awa", "pending")]
    assert (load_of(amin), load_of(awa)) == (0, 1)


def test_the_charter_says_how_long_an_offer_lasts():
    shop = a_shop(charter=ALWAYS_OPEN + '\n[chat]\noffer_lasts = "8 s"\n')
    at_desk(a_member(shop, "ambassador"))
    talk = a_conversation(shop)
    tell()

    assert pending(talk).expires_at == later(8)


def test_who_misses_two_in_a_row_is_paused_and_told_so(telling):
    """A1."""
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    a_conversation(shop)
    tell()
    still_there(amin, now=later(14))
    tell(later(15))
    assert Desk.objects.get(user_id=amin.user_id).availability == "available"

    a_conversation(shop, now=later(16))
    tell(later(16))
    still_there(amin, now=later(30))
    with telling() as frames:
        tell(later(31))

    desk = Desk.objects.get(user_id=amin.user_id)
    assert (desk.availability, desk.changed_at, desk.load) == ("paused", later(31), 0)
    assert [frame for _, frame in frames_of(frames, "desk")] == [
        {"t": "desk", "availability": "paused", "why": "missed"}
    ]


def test_one_that_was_refused_in_between_breaks_the_row():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin, missed_in_a_row=1)
    talk = a_conversation(shop)
    tell()

    refuse_offer(offer_id=pending(talk).pk, user_id=amin.user_id, now=later(1))

    assert Desk.objects.get(user_id=amin.user_id).missed_in_a_row == 0


def test_a_timer_that_comes_too_early_or_twice_does_nothing():
    shop = a_shop()
    two_ambassadors(shop)
    talk = a_conversation(shop)
    tell()
    offer = pending(talk)

    expire_offer(offer_id=offer.pk, now=later(14))
    assert asked(talk) == [("Amin", "pending")]
    expire_offer(offer_id=offer.pk, now=later(15))
    expire_offer(offer_id=offer.pk, now=later(16))

    assert [outcome for _, outcome in asked(talk)] == ["timed_out"]
    assert Desk.objects.get(user_id=offer.membership.user_id).missed_in_a_row == 1


def test_an_offer_whose_timer_was_lost_does_not_ring_for_ever():
    """A6: never a dropped conversation."""
    shop = a_shop()
    two_ambassadors(shop)
    talk = a_conversation(shop)
    tell()
    Announcement.objects.all().delete()

    expire_overdue_offers(later(19))
    assert asked(talk) == [("Amin", "pending")]
    expire_overdue_offers(later(21))

    assert [outcome for _, outcome in asked(talk)] == ["timed_out"]


def test_a_pending_offer_that_nobody_knows_of_expires_quietly():
    expire_offer(offer_id=4711, now=NOON)
