"""What visitors and consoles are shown of who is there."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.routing.actions import set_availability
from comptoir.domain.routing.queries import availability_of_shop, forget_availability
from comptoir.domain.routing.tests.stage import at_desk, later, tell
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def test_each_audience_is_shown_with_who_is_there_and_the_wait():
    """A3."""
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin, load=3)
    at_desk(awa)
    at_desk(a_member(shop, "advisor"), availability="paused")

    there = availability_of_shop(shop, NOON)

    assert list(there) == ["advisor", "ambassador"]
    assert (there["advisor"].available, there["advisor"].free, there["advisor"].wait) == (0, 0, None)
    assert (there["ambassador"].available, there["ambassador"].free, there["ambassador"].wait) == (2, 1, 30)
    shown = msgspec.json.decode(msgspec.json.encode(there["ambassador"].as_wire()))
    assert shown.keys() == {"open", "open_until", "next_opening", "available", "free", "wait", "faces"}
    assert [face["name"] for face in shown["faces"]] == ["Awa", "Amin"]


def test_who_turns_their_switch_is_shown_at_once(django_capture_on_commit_callbacks):
    """A3: within the second for which it is remembered, too."""
    shop = a_shop()
    amin = a_member(shop, "ambassador", name="Amin")
    assert availability_of_shop(shop, NOON)["ambassador"].free == 0

    with django_capture_on_commit_callbacks(execute=True):
        set_availability(user_id=amin.user_id, availability="available", now=NOON)

    assert availability_of_shop(shop, NOON)["ambassador"].free == 1


def test_the_wait_is_learnt_from_the_latest_first_answers():
    """A3."""
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    for n in (8, 9, 40):
        talk = a_conversation(shop, answered_by=amin)
        says(talk, "Bonjour", by=amin, now=later(n))
    tell(later(40))

    assert availability_of_shop(shop, later(40))["ambassador"].typical == 9
    at_desk(a_member(shop, "ambassador", name="Awa"), since=later(40))
    forget_availability()
    assert availability_of_shop(shop, later(40))["ambassador"].wait == 10


def test_outside_its_hours_an_audience_is_closed_whoever_sits_there():
    """A2: the visitor is told when somebody answers."""
    charter = ALWAYS_OPEN.replace('mon-sun = ["00:00-24:00"]', 'mon-fri = ["08:00-18:30"]\nsat = ["09:00-16:30"]')
    shop = a_shop(charter=charter)
    saturday_evening = dt.datetime(2026, 12, 5, 20, 0, tzinfo=dt.UTC)
    at_desk(a_member(shop, "advisor"), since=saturday_evening)

    there = availability_of_shop(shop, saturday_evening)["advisor"]

    assert (there.is_open, there.available, there.faces) == (False, 0, [])
    assert there.next_opening == dt.datetime(2026, 12, 7, 7, 0, tzinfo=dt.UTC)
    at_noon = availability_of_shop(shop, NOON)["advisor"]
    assert at_noon.open_until == dt.datetime(2026, 12, 1, 17, 30, tzinfo=dt.UTC)


def test_an_audience_that_answers_beyond_its_hours_is_open_while_somebody_is_there():
    """A2."""
    charter = ALWAYS_OPEN.replace('mon-sun = ["00:00-24:00"]', 'mon-sun = ["08:00-09:00"]')
    charter = charter.replace("[audiences.ambassador]\n", "[audiences.ambassador]\nanswers_beyond_hours = true\n")
    shop = a_shop(charter=charter)
    assert not availability_of_shop(shop, NOON)["ambassador"].is_open

    at_desk(a_member(shop, "ambassador"))
    forget_availability()
    assert availability_of_shop(shop, NOON)["ambassador"].is_open


def test_within_a_second_it_is_asked_once():
    shop = a_shop()
    at_desk(a_member(shop, "ambassador"))
    first = availability_of_shop(shop, NOON)

    with CaptureQueriesContext(connection) as queries:
        assert availability_of_shop(shop, later(0.9)) is first
    assert len(queries) == 0
    assert availability_of_shop(shop, later(1)) is not first


def test_another_shop_s_people_do_not_show():
    """A11."""
    shop, other = a_shop(), a_shop("maison-opale")
    at_desk(a_member(other, "ambassador"))
    a_conversation(other)
    tell()

    there = availability_of_shop(shop, NOON)["ambassador"]
    assert (there.available, there.waiting) == (0, 0)
