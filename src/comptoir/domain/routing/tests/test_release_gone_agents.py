"""Agents whose connection is gone: nothing they hold is dropped."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import assign, become_request
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import release_gone_agents
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, still_there, tell
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def release(at: float) -> None:
    release_gone_agents(later(at))
    tell(later(at))


def test_after_a_minute_without_a_sign_of_life_the_unanswered_is_given_to_others_first_in_the_queue():
    """A6: never a dropped conversation."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin, now=later(0))
    tell()
    at_desk(awa, since=later(50))

    release(60)
    talk.refresh_from_db()
    assert talk.assignee_id == amin.pk
    release(61)

    talk.refresh_from_db()
    assert (talk.status, talk.waiting_since) == ("waiting", talk.opened_at)
    assert asked(talk) == [("Awa", "pending")]
    assert Entry.objects.get(conversation=talk, kind="handed_back").public_seq
    desk = Desk.objects.get(user_id=amin.user_id)
    assert (desk.availability, desk.load) == ("away", 0)


def test_the_agent_finds_their_switch_on_away(telling):
    amin = a_member(a_shop(), "ambassador")
    at_desk(amin)

    with telling() as frames:
        release(61)

    [(topics, frame)] = frames_of(frames, "desk")[-1:]
    assert topics == (f"user:{amin.user_id}",)
    assert frame == {"t": "desk", "availability": "away", "why": "gone"}
    assert Desk.objects.get().seen_at == later(0)


def test_the_charter_says_how_long_one_waits_for_a_sign_of_life():
    shop = a_shop(charter=ALWAYS_OPEN + '\n[chat]\nhand_back_after = "30 s"\n')
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()

    release(31)

    talk.refresh_from_db()
    assert talk.status == "waiting"


def test_what_they_have_answered_stays_theirs_until_the_visitor_writes_again():
    """A6."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    says(talk, "Oui, en or rose aussi.", by=amin, now=later(5))
    tell(later(5))

    release(70)
    talk.refresh_from_db()
    assert talk.assignee_id == amin.pk

    at_desk(awa, since=later(80))
    says(talk, "Et en platine ?", now=later(81))
    release(82)

    talk.refresh_from_db()
    assert (talk.assignee_id, talk.waiting_since) == (None, later(81))
    assert pending(talk).membership == awa


def test_who_took_over_and_never_said_a_word_hands_back_as_well():
    """A6."""
    shop = a_shop()
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor")
    talk = a_conversation(shop, answered_by=amin)
    says(talk, "Je vous passe un conseiller.", by=amin, now=later(1))
    at_desk(adele, since=later(2))
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(3))
    tell(later(3))

    release(70)

    talk.refresh_from_db()
    assert talk.status == "waiting"


def test_what_rings_before_somebody_who_is_gone_is_asked_of_others():
    """A1: agent gone."""
    shop = a_shop(charter=ALWAYS_OPEN + '\n[chat]\noffer_lasts = "2 min"\n')
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    at_desk(awa, since=later(55))

    release(61)

    assert asked(talk) == [("Amin", "withdrawn"), ("Awa", "pending")]


def test_who_paused_and_is_gone_is_away_and_who_went_away_by_themselves_is_left_alone(telling):
    shop = a_shop()
    paused, away = (a_member(shop, "ambassador", name=name) for name in ("Paul", "Ava"))
    at_desk(paused, availability="paused")
    at_desk(away, availability="away")

    with telling() as frames:
        release(61)

    assert set(Desk.objects.values_list("availability", flat=True)) == {"away"}
    assert [topics for topics, _ in frames_of(frames, "desk")][-1:] == [(f"user:{paused.user_id}",)]


def test_somebody_who_went_away_with_an_unanswered_chat_and_closed_the_browser_hands_it_back():
    """A6."""
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin, availability="away")
    talk = a_conversation(shop, answered_by=amin)
    tell()

    release(61)

    talk.refresh_from_db()
    assert talk.status == "waiting"


def test_requests_are_not_in_a_hurry_and_stay():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    become_request(conversation_id=talk.pk, now=later(1))
    tell(later(1))

    release(61)

    talk.refresh_from_db()
    assert talk.assignee_id == amin.pk


def test_who_is_there_keeps_everything():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()
    still_there(amin, now=later(50))

    release(61)

    talk.refresh_from_db()
    assert talk.assignee_id == amin.pk
    assert load_of(amin) == 1


def test_a_quiet_night_costs_two_queries_whatever_the_number_of_empty_desks():
    shop = a_shop()
    for n in range(12):
        at_desk(a_member(shop, "ambassador", name=f"A{n}"), availability="away")
    release_gone_agents(later(61))

    with CaptureQueriesContext(connection) as queries:
        release_gone_agents(later(66))

    assert len(queries) == 2
