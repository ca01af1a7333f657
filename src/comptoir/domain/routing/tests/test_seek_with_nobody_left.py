"""Seeking an agent with nobody left: the charter's fallback, the hours, and no dead end."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import page_rule, stand_ins
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import seek_again, seek_agent
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, still_there, tell
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

ACCOUNT_PAGE = "https://www.maison-perle.example/mon-compte/commandes"
RINGS_PAGE = "https://www.maison-perle.example/alliances/or"
ADVISORS_UNTIL_SIX = ALWAYS_OPEN.replace(
    "[audiences.advisor]\n", '[hours.relations]\nmon-sun = ["08:00-18:00"]\n\n[audiences.advisor]\n'
).replace('Consultor" }\nhours = "always"', 'Consultor" }\nhours = "relations"')
AFTER_SALES_PAGE = '[[pages]]\npath = "/sav/*"\naudience = "advisor"\ntopic = "after_sales"\n\n[[pages]]'
EVENING = NOON.replace(hour=20)


def test_with_nobody_left_the_other_audience_is_asked_where_the_visitor_had_no_choice():
    """A6: never a dead end."""
    shop = a_shop()
    at_desk(a_member(shop, "advisor"))
    talk = a_conversation(shop)

    tell()

    assert asked(talk) == [("Adèle", "pending")]
    assert not Entry.objects.filter(conversation=talk, kind="alarm").exists()


@pytest.mark.parametrize("page", ["/mon-compte/", "/bagues/or", "/sav/"])
def test_who_is_asked_with_nobody_left_is_who_the_charter_says_stands_in(page):
    """A6: what the visitor is told before the first word, by the rule of their page, is what happens."""
    shop = a_shop(charter=ALWAYS_OPEN.replace("[[pages]]", AFTER_SALES_PAGE, 1))
    charter = charter_in_force(shop.id, NOON)[1]
    members = {name: a_member(shop, name) for name in ("ambassador", "advisor")}
    rule = page_rule(charter, page)
    others = stand_ins(charter, rule.audience, rule.topic)
    for name in members.keys() - {rule.audience}:
        at_desk(members[name])

    talk = a_conversation(shop, page_url=page)
    tell()

    assert talk.audience == rule.audience
    assert asked(talk) == [(members[name].display_name, "pending") for name in others]


def test_while_the_audience_of_the_page_is_closed_whoever_stands_in_for_it_is_asked_at_once():
    """A2, A6: a chat for as long as anybody answers, and only then a message."""
    shop = a_shop(charter=ADVISORS_UNTIL_SIX)
    at_desk(a_member(shop, "ambassador"), since=EVENING)
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE, now=EVENING)
    tell(EVENING)

    assert (talk.is_live, talk.audience, talk.asked_for) == (True, "ambassador", "")
    assert asked(talk) == [("Amin", "pending")]


def test_while_the_audience_of_the_page_is_closed_a_charter_without_that_fallback_takes_a_message():
    """A2."""
    shop = a_shop(charter=ADVISORS_UNTIL_SIX + '\n[chat]\nfallback = ["referent_alarm", "message"]\n')
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE, now=EVENING)

    assert (talk.is_live, talk.audience) == (False, "advisor")


def test_a_visitor_who_chose_keeps_their_choice_and_is_shown_the_other_one(telling):
    """A3."""
    shop = a_shop()
    at_desk(a_member(shop, "ambassador"))
    talk = a_conversation(shop, page_url=RINGS_PAGE, asked_for="advisor")

    with telling() as frames:
        tell()

    assert asked(talk) == []
    [(topics, frame)] = frames_of(frames, "late")
    assert topics == (f"c:{talk.pk}:public",)
    assert frame == {"t": "late", "c": talk.pk, "offers": ["message", "other_audience"]}


def test_with_nobody_at_all_the_referents_are_alarmed_and_the_visitor_may_leave_a_message(telling):
    """A1, A6."""
    shop = a_shop()
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE)

    with telling() as frames:
        tell()
        seek_again(later(61))
        seek_again(later(200))

    [(topics, alarm)] = frames_of(frames, "alarm")
    assert topics == (f"shop:{shop.id}:watchers",)
    assert alarm == {"t": "alarm", "c": talk.pk, "shop": shop.id, "why": "nobody_free", "seconds": 0}
    assert len(frames_of(frames, "late")) == 1
    assert Entry.objects.filter(conversation=talk, kind="alarm").count() == 1
    talk.refresh_from_db()
    assert talk.status == "waiting"


def test_while_colleagues_are_merely_busy_the_visitor_keeps_their_place_and_the_referents_know(telling):
    """A1."""
    shop = a_shop(charter=ALWAYS_OPEN + '\n[chat]\nfallback = ["referent_alarm", "message"]\n')
    at_desk(a_member(shop, "ambassador"), load=3)
    a_conversation(shop)

    with telling() as frames:
        tell()

    assert len(frames_of(frames, "alarm")) == 1
    assert frames_of(frames, "late") == []


def test_an_audience_is_not_asked_outside_its_hours_and_is_again_when_they_begin():
    """A2."""
    shop = a_shop(charter=ADVISORS_UNTIL_SIX + '\n[chat]\nfallback = ["message"]\n')
    adele = a_member(shop, "advisor")
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE)
    tell()
    at_desk(adele, since=EVENING)
    tell(EVENING)
    seek_again(EVENING)
    assert asked(talk) == []

    morning = NOON.replace(day=2, hour=7, minute=0)
    still_there(adele, now=morning)
    seek_again(morning)

    assert asked(talk) == [("Adèle", "pending")]


def test_an_audience_that_answers_beyond_its_hours_is_asked_when_somebody_is_there():
    """A2."""
    charter = ADVISORS_UNTIL_SIX.replace('hours = "relations"', 'hours = "relations"\nanswers_beyond_hours = true')
    shop = a_shop(charter=charter)
    adele = a_member(shop, "advisor")
    at_desk(adele, since=EVENING)
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE)

    seek_agent(conversation_id=talk.pk, trigger="opened", now=EVENING)

    assert asked(talk) == [("Adèle", "pending")]
