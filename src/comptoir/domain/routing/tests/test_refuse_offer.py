"""Refusing an offer."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import accept_offer, refuse_offer
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, tell
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def test_a_refused_offer_rings_at_the_next_desk_and_weighs_no_more(telling):
    """A1."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa, since=later(1))
    talk = a_conversation(shop)
    tell(later(1))
    offer = pending(talk)

    with telling() as frames:
        refuse_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(3))
        tell(later(3))

    assert asked(talk) == [("Amin", "refused"), ("Awa", "pending")]
    assert (load_of(amin), load_of(awa)) == (0, 1)
    assert [frame["outcome"] for _, frame in frames_of(frames, "offer_over")] == ["refused"]
    [(topics, _)] = frames_of(frames, "offer")
    assert topics == (f"user:{awa.user_id}",)


def test_refusing_what_is_over_changes_nothing():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    offer = pending(talk)
    accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=NOON)

    refuse_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(1))

    assert asked(talk) == [("Amin", "accepted")]
    assert load_of(amin) == 1
