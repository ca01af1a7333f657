"""Accepting an offer."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.errors import ConversationIsClosed
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import accept_offer, expire_offer, refuse_offer
from comptoir.domain.routing.errors import OfferIsOver, OfferNotFound
from comptoir.domain.routing.models import Desk, Search
from comptoir.domain.routing.queries import offers_of
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, tell
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def an_offer(shop=None):
    """An ambassador to whom a new chat is offered."""
    shop = shop or a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    return talk, amin, pending(talk)


def test_who_accepts_answers_and_the_visitor_is_told_who_it_is(telling):
    """A1, C2."""
    talk, amin, offer = an_offer()

    with telling() as frames:
        accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(4))

    talk.refresh_from_db()
    assert (talk.status, talk.assignee_id, talk.waiting_since) == ("active", amin.pk, None)
    assert Entry.objects.filter(conversation=talk, kind="joined", public_seq__isnull=False).count() == 1
    [(topics, frame)] = frames_of(frames, "offer_over")
    assert topics == (f"user:{amin.user_id}",)
    assert frame == {"t": "offer_over", "id": offer.pk, "c": talk.pk, "outcome": "accepted"}


def test_an_accepted_chat_weighs_as_much_as_its_offer_did():
    talk, amin, offer = an_offer()

    accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(4))
    tell(later(4))

    assert load_of(amin) == 1
    assert Desk.objects.get(user_id=amin.user_id).idle_since == later(4)
    assert Search.objects.get(pk=talk.pk).again_at is None


def test_accepting_twice_accepts_once():
    """G8."""
    talk, amin, offer = an_offer()

    assert accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(4)) == talk.pk
    assert accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(5)) == talk.pk

    assert Entry.objects.filter(conversation=talk, kind="joined").count() == 1


def test_while_it_rings_it_may_be_accepted_even_a_moment_late():
    talk, amin, offer = an_offer()

    accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(15.4))
    expire_offer(offer_id=offer.pk, now=later(15.5))

    assert asked(talk) == [("Amin", "accepted")]


def test_what_is_over_cannot_be_accepted():
    _talk, amin, offer = an_offer()
    refuse_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(1))

    with pytest.raises(OfferIsOver):
        accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(2))


def test_nobody_else_can_accept_it():
    """A11."""
    shop = a_shop()
    talk, _amin, offer = an_offer(shop)
    stranger = a_member(shop, "ambassador", name="Awa")

    with pytest.raises(OfferNotFound):
        accept_offer(offer_id=offer.pk, user_id=stranger.user_id, now=NOON)
    with pytest.raises(OfferNotFound):
        refuse_offer(offer_id=offer.pk, user_id=stranger.user_id, now=NOON)
    assert asked(talk) == [("Amin", "pending")]


def test_a_chat_that_the_visitor_has_ended_cannot_be_accepted():
    talk, amin, offer = an_offer()
    close_conversation(conversation_id=talk.pk, visitor_id=talk.visitor_id, now=later(2))

    with pytest.raises(ConversationIsClosed):
        accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(3))


def test_the_timer_of_an_accepted_offer_is_taken_back():
    _talk, amin, offer = an_offer()

    accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(4))

    assert not Announcement.objects.filter(key=f"offer:{offer.pk}").exists()


def test_an_agent_of_another_audience_who_accepts_brings_the_chat_to_theirs():
    """A6."""
    shop = a_shop()
    adele = a_member(shop, "advisor")
    at_desk(adele)
    talk = a_conversation(shop)
    tell()

    accept_offer(offer_id=pending(talk).pk, user_id=adele.user_id, now=later(2))

    talk.refresh_from_db()
    assert talk.audience == "advisor"
    assert Entry.objects.filter(conversation=talk, kind="handed_over").count() == 1


def test_every_offer_is_kept_as_evidence():
    """A1: the time of every first answer is kept, with every offer."""
    talk, amin, offer = an_offer()

    accept_offer(offer_id=offer.pk, user_id=amin.user_id, now=later(4))

    [kept] = offers_of(talk.pk)
    assert (kept.membership, kept.outcome, kept.made_at, kept.ended_at) == (amin, "accepted", NOON, later(4))
