"""Seeking an agent: who is asked, in which order, and what happens with nobody left."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.routing.actions import asking, refuse_offer, seek_again, seek_agent
from comptoir.domain.routing.models import Desk, Offer, Search
from comptoir.domain.routing.tests.stage import asked, at_desk, frames_of, later, load_of, pending, still_there, tell
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

ACCOUNT_PAGE = "https://www.maison-perle.example/mon-compte/commandes"
RINGS_PAGE = "https://www.maison-perle.example/alliances/or"
ADVISORS_UNTIL_SIX = ALWAYS_OPEN.replace(
    "[audiences.advisor]\n", '[hours.relations]\nmon-sun = ["08:00-18:00"]\n\n[audiences.advisor]\n'
).replace('Consultor" }\nhours = "always"', 'Consultor" }\nhours = "relations"')
EVENING = NOON.replace(hour=20)


def refuse(talk, now: dt.datetime = NOON) -> None:
    offer = pending(talk)
    refuse_offer(offer_id=offer.pk, user_id=offer.membership.user_id, now=now)


def test_a_new_chat_is_offered_to_an_agent_of_the_page_s_audience_at_once():
    """A1, A3."""
    shop = a_shop()
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor")
    at_desk(amin)
    at_desk(adele)
    talk, account = a_conversation(shop), a_conversation(shop, page_url=ACCOUNT_PAGE)

    tell()

    assert asked(talk) == [("Amin", "pending")]
    assert asked(account) == [("Adèle", "pending")]
    assert load_of(amin) == load_of(adele) == 1


def test_the_offer_rings_with_everything_an_agent_needs_to_decide(telling):
    """A1: the clock is visible to agents."""
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, body="Avez-vous cette bague en or rose ?", page_title="Bagues en or")

    with telling() as frames:
        seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)

    [(topics, frame)] = frames_of(frames, "offer")
    assert topics == (f"user:{amin.user_id}",)
    assert frame["offer"] == {
        "id": pending(talk).pk,
        "c": talk.pk,
        "shop": shop.id,
        "expires_at": "2026-12-01T12:00:15Z",
        "seconds": 15,
        "trigger": "opened",
        "audience": "ambassador",
        "topic": "",
        "page": "Bagues en or",
        "language": "fr",
        "words": "Avez-vous cette bague en or rose ?",
        "summary": "",
        "by": None,
    }


def test_an_offer_shows_only_what_the_charter_lets_the_audience_see(telling):
    """A11."""
    shop = a_shop(charter=ALWAYS_OPEN.replace('["first_name", "language", "page"]', '["first_name"]'))
    at_desk(a_member(shop, "ambassador"))
    talk = a_conversation(shop, page_title="Bagues en or")

    with telling() as frames:
        seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)

    [(_, frame)] = frames_of(frames, "offer")
    assert (frame["offer"]["page"], frame["offer"]["language"]) == ("", "")


def test_the_least_loaded_is_asked_first_then_the_longest_idle():
    """A1."""
    shop = a_shop()
    busy, fresh, idle = (a_member(shop, "ambassador", name=name) for name in ("Busy", "Fresh", "Idle"))
    at_desk(busy, since=later(-900), load=1)
    at_desk(fresh, since=later(-10))
    at_desk(idle, since=later(-300))
    still_there(busy, fresh, idle, now=NOON)
    talks = [a_conversation(shop) for _ in range(3)]

    tell()

    assert [pending(talk).membership.display_name for talk in talks] == ["Idle", "Fresh", "Busy"]


ABSENT = [
    ("paused", {"availability": "paused"}),
    ("away", {"availability": "away"}),
    ("cut off for 26 seconds", {"seen_at": later(-26)}),
    ("at the limit of the audience", {"load": 3}),
]


@pytest.mark.parametrize(("title", "fields"), ABSENT, ids=[row[0] for row in ABSENT])
def test_nobody_is_asked_who_is_not_there_or_has_no_room(title, fields):
    shop = a_shop()
    at_desk(a_member(shop, "ambassador"), **fields)
    talk = a_conversation(shop)

    tell()

    assert asked(talk) == []


STRANGERS = [
    ("another audience without the topic", {"topic": "after_sales"}, "ambassador", {}),
    ("other topics", {"topic": "services"}, "ambassador", {"topics": ["products"]}),
    ("a role that does not answer", {}, "manager", {"audience": "ambassador"}),
]


@pytest.mark.parametrize(("title", "about", "role", "member"), STRANGERS, ids=[row[0] for row in STRANGERS])
def test_nobody_is_asked_who_may_not_answer_it(title, about, role, member):
    """A4, A5."""
    shop = a_shop()
    at_desk(a_member(shop, role, **member))
    talk = a_conversation(shop, page_url=ACCOUNT_PAGE if about.get("topic") == "after_sales" else RINGS_PAGE)
    Search.objects.create(conversation=talk)
    type(talk).objects.filter(pk=talk.pk).update(**about)

    tell()

    assert asked(talk) == []


def test_colleagues_of_another_shop_are_not_asked():
    """A11."""
    shop, other = a_shop(), a_shop("maison-opale")
    at_desk(a_member(other, "ambassador"))
    talk = a_conversation(shop)

    tell()

    assert asked(talk) == []


def test_a_member_s_own_limit_goes_before_the_charter_s():
    shop = a_shop()
    amin = a_member(shop, "ambassador", chats_at_once=1)
    at_desk(amin)
    first, second = a_conversation(shop), a_conversation(shop)

    tell()

    assert asked(first) == [("Amin", "pending")]
    assert asked(second) == []


def test_a_referent_answers_as_the_audience_of_their_membership():
    shop = a_shop()
    at_desk(a_member(shop, "referent", audience="ambassador"))
    talk = a_conversation(shop)

    tell()

    assert asked(talk) == [("Rose", "pending")]


def test_who_does_not_speak_the_language_is_asked_when_nobody_does():
    shop = a_shop()
    at_desk(a_member(shop, "ambassador", name="Ion", languages=["ro"]))
    at_desk(a_member(shop, "ambassador", languages=["fr", "en"]), load=2)
    french, romanian = a_conversation(shop, language="fr"), a_conversation(shop, language="pt")

    tell()

    assert asked(french) == [("Amin", "pending")]
    assert asked(romanian) == [("Ion", "pending")]


def test_a_refused_offer_goes_to_the_next_and_nobody_is_asked_twice_in_a_round():
    """A1: when nobody accepts, the offer moves on."""
    shop = a_shop()
    for name in ("Amin", "Awa"):
        at_desk(a_member(shop, "ambassador", name=name))
    talk = a_conversation(shop)
    tell()

    refuse(talk)
    tell()
    refuse(talk)
    tell()

    assert asked(talk) == [("Amin", "refused"), ("Awa", "refused")]


def test_after_ten_seconds_a_new_round_asks_everybody_again():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    refuse(talk)
    tell()

    seek_again(later(9))
    assert len(asked(talk)) == 1
    seek_again(later(10))

    assert asked(talk) == [("Amin", "refused"), ("Amin", "pending")]
    assert [offer.round for offer in Offer.objects.order_by("pk")] == [2, 3]


NEEDLESS = [
    ("a request to be answered later", {"is_live": False}),
    ("a closed one", {"status": "closed"}),
    ("one that somebody answers", {"status": "active"}),
]


@pytest.mark.parametrize(("title", "fields"), NEEDLESS, ids=[row[0] for row in NEEDLESS])
def test_nobody_is_asked_for_what_does_not_ring(title, fields):
    shop = a_shop()
    at_desk(a_member(shop, "ambassador"))
    talk = a_conversation(shop)
    type(talk).objects.filter(pk=talk.pk).update(**fields)

    assert seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON) is None
    assert Search.objects.get(pk=talk.pk).again_at is None


def test_a_chat_that_is_offered_already_is_not_offered_twice():
    shop = a_shop()
    for name in ("Amin", "Awa"):
        at_desk(a_member(shop, "ambassador", name=name))
    talk = a_conversation(shop)
    tell()

    assert seek_agent(conversation_id=talk.pk, trigger="refused", now=NOON) is None
    assert asked(talk) == [("Amin", "pending")]


def test_seeking_costs_the_same_few_queries_however_many_sit_at_their_desks():
    shop = a_shop()
    for n in range(2):
        at_desk(a_member(shop, "ambassador", name=f"A{n}"))
    few = queries_of(a_conversation(shop))
    for n in range(2, 30):
        at_desk(a_member(shop, "ambassador", name=f"A{n}"))
    many = queries_of(a_conversation(shop))

    assert many == few == 8


def queries_of(talk) -> int:
    Search.objects.create(conversation=talk)
    with CaptureQueriesContext(connection) as queries:
        assert seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_a_desk_that_changed_under_way_is_looked_at_again(monkeypatch):
    """Never beyond a limit: the desk is taken only as it was seen."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin)
    at_desk(awa)
    talk = a_conversation(shop)
    look, looks = asking.candidates_for, []

    def look_then_lose(*args, **fields):
        found = look(*args, **fields)
        if not looks:
            Desk.objects.filter(user_id=amin.user_id).update(load=3)
        looks.append(found)
        return found

    monkeypatch.setattr(asking, "candidates_for", look_then_lose)
    seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)

    assert asked(talk) == [("Awa", "pending")]
    assert load_of(amin) == 3
