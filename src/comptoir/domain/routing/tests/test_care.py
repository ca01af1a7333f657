"""An upset customer gets time, and who was hurt gets a pause: the clock of the next chat waits meanwhile. C7."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from comptoir.domain.conversations.events import CustomerGotUpset
from comptoir.domain.routing.actions import call_referent, end_spared_time, set_availability
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.queries import availability_of_shop, desk_of, forget_availability
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, pending, still_there, tell
from comptoir.foundation.outbox import announce
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db

TIME = 120
PAUSE = 300


def an_agent_with_a_talk(shop, *, since: float = 0, name: str = "Adèle"):
    """Who answers a customer, and has room for more."""
    adele = a_member(shop, "ambassador", name=name, chats_at_once=3)
    talk = a_conversation(shop, answered_by=adele)
    at_desk(adele, since=later(since))
    tell(later(since))
    return adele, talk


def upset(talk, by, *, at: float) -> None:
    """The customer's message was read: they are upset with who answers."""
    with transaction.atomic():
        announce(CustomerGotUpset(talk.pk, talk.shop_id, by.pk, later(at)))
    tell(later(at))


def spared_until(member) -> dt.datetime | None:
    return Desk.objects.get(user_id=member.user_id).spared_until


def test_who_answers_an_upset_customer_is_offered_nothing_new_until_their_time_is_over():
    """C7"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    upset(talk, adele, at=1)
    next_one = a_conversation(shop)
    tell(later(2))
    assert (spared_until(adele), asked(next_one)) == (later(1 + TIME), [])

    still_there(adele, now=later(1 + TIME))
    tell(later(1 + TIME))

    assert asked(next_one) == [("Adèle", "pending")]
    assert spared_until(adele) is None


def test_a_colleague_is_asked_instead():
    """C7, A1: the next customer is not made to wait for somebody else's anger."""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    at_desk(a_member(shop, "ambassador", name="Basile"), load=1)
    upset(talk, adele, at=1)

    next_one = a_conversation(shop)
    tell(later(2))

    assert asked(next_one) == [("Basile", "pending")]


def test_each_upset_message_begins_the_time_anew_and_an_older_one_does_not_shorten_it():
    """C7"""
    adele, talk = an_agent_with_a_talk(a_shop())
    upset(talk, adele, at=1)
    upset(talk, adele, at=50)
    upset(talk, adele, at=40)

    assert spared_until(adele) == later(50 + TIME)


def test_what_is_read_too_late_gives_no_time():
    """C7"""
    adele, talk = an_agent_with_a_talk(a_shop())
    with transaction.atomic():
        announce(CustomerGotUpset(talk.pk, talk.shop_id, adele.pk, NOON))

    tell(later(TIME + 1))

    assert spared_until(adele) is None


def test_the_visitor_is_told_that_an_agent_is_there_who_is_not_free():
    """C7"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    upset(talk, adele, at=1)
    forget_availability()

    there = availability_of_shop(shop, later(2))["ambassador"]

    assert (there.available, there.free) == (1, 0)


def test_an_offer_that_times_out_meanwhile_is_no_missed_one():
    """C7"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    next_one = a_conversation(shop)
    tell(later(1))
    assert asked(next_one) == [("Adèle", "pending")]
    upset(talk, adele, at=2)

    tell(later(30))

    assert asked(next_one)[0] == ("Adèle", "timed_out")
    assert desk_of(adele.user_id).missed_in_a_row == 0


def test_who_says_they_are_ready_is_asked_again_at_once():
    """C7"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    upset(talk, adele, at=1)
    next_one = a_conversation(shop)
    tell(later(2))

    set_availability(user_id=adele.user_id, availability="available", now=later(3))
    tell(later(3))

    assert asked(next_one) == [("Adèle", "pending")]


def test_a_pause_after_an_insult_ends_by_itself(telling):
    """C7, B2"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(1))
    with telling() as frames:
        set_availability(user_id=adele.user_id, availability="paused", now=later(2))
    told = frames_of(frames, "desk")[-1][1]
    assert (told["availability"], told["why"], told["until"]) == ("paused", "care", "2026-12-01T12:05:02Z")
    next_one = a_conversation(shop)
    tell(later(3))
    assert asked(next_one) == []

    still_there(adele, now=later(2 + PAUSE))
    tell(later(2 + PAUSE))

    assert desk_of(adele.user_id).availability == "available"
    assert asked(next_one)[-1] == ("Adèle", "pending")


def test_who_comes_back_before_is_asked_at_once_and_not_paused_again():
    """C7"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(1))
    set_availability(user_id=adele.user_id, availability="paused", now=later(2))
    next_one = a_conversation(shop)
    tell(later(3))

    set_availability(user_id=adele.user_id, availability="available", now=later(10))
    tell(later(10))

    assert asked(next_one) == [("Adèle", "pending")]
    assert spared_until(adele) is None


def test_what_rang_before_the_pause_goes_to_others_and_is_not_missed():
    """C7, A1"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    next_one = a_conversation(shop)
    tell(later(1))
    at_desk(a_member(shop, "ambassador", name="Basile"), since=later(1))
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(2))

    set_availability(user_id=adele.user_id, availability="paused", now=later(3))
    tell(later(3))

    assert asked(next_one) == [("Adèle", "withdrawn"), ("Basile", "pending")]
    assert desk_of(adele.user_id).missed_in_a_row == 0


def test_a_pause_for_another_reason_lasts_until_the_agent_ends_it():
    """C7"""
    adele, talk = an_agent_with_a_talk(a_shop())
    says(talk, "Bonjour, avez-vous reçu mon colis ?", now=later(1))

    set_availability(user_id=adele.user_id, availability="paused", now=later(2))

    assert spared_until(adele) is None
    end_spared_time(user_id=adele.user_id, now=later(PAUSE + 3))
    assert desk_of(adele.user_id).availability == "paused"


def test_who_goes_away_in_their_pause_stays_away():
    """C7"""
    adele, talk = an_agent_with_a_talk(a_shop())
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(1))
    set_availability(user_id=adele.user_id, availability="paused", now=later(2))
    set_availability(user_id=adele.user_id, availability="away", now=later(3))

    tell(later(PAUSE + 3))

    assert desk_of(adele.user_id).availability == "away"


def test_who_hands_over_because_of_an_insult_has_a_pauses_time_too():
    """C7, B2"""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    rose = a_member(shop, "referent", audience="advisor")
    at_desk(rose)
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(1))

    call_referent(conversation_id=talk.pk, viewer=a_viewer(adele), summary="Merci de reprendre.", now=later(2))
    tell(later(2))

    assert pending(talk).membership_id == rose.pk
    assert (desk_of(adele.user_id).availability, spared_until(adele)) == ("available", later(2 + PAUSE))


def test_the_customers_own_clock_runs_on_and_alarms_those_who_watch_not_the_one_who_is_hurt(telling):
    """C7, A1: a promise to a customer is kept or broken, whoever could not answer."""
    shop = a_shop()
    adele, talk = an_agent_with_a_talk(shop)
    next_one = a_conversation(shop, answered_by=adele)
    says(talk, "Espèce de connard, répondez-moi enfin", now=later(1))
    set_availability(user_id=adele.user_id, availability="paused", now=later(2))

    with telling() as frames:
        tell(later(31))

    alarms = [(topics, frame["why"]) for topics, frame in frames_of(frames, "alarm") if frame["c"] == next_one.pk]
    assert alarms == [((f"shop:{shop.id}:watchers",), "at_risk"), ((f"shop:{shop.id}:watchers",), "late")]
