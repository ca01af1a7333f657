"""The queue: one's place, and how long it will take."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.queries import queue_place
from comptoir.domain.routing.tests.stage import at_desk, later, tell
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def test_one_stands_behind_those_who_have_waited_longer_for_the_same_audience():
    shop, other = a_shop(), a_shop("maison-opale")
    at_desk(a_member(shop, "ambassador"), load=3)
    first, second = a_conversation(shop), a_conversation(shop, now=later(1))
    account = a_conversation(shop, page_url="https://www.maison-perle.example/mon-compte/")
    foreign = a_conversation(other)
    tell(later(1))

    assert queue_place(first.pk, later(2)) == (1, 60)
    assert queue_place(second.pk, later(2)) == (2, 90)
    assert queue_place(account.pk, later(2)) == (1, None)
    assert queue_place(foreign.pk, later(2)) == (1, None)


def test_two_who_came_at_the_same_moment_have_two_places():
    shop = a_shop()
    talks = [a_conversation(shop) for _ in range(3)]
    tell()
    assert [queue_place(talk.pk, NOON).position for talk in talks] == [1, 2, 3]


def test_who_is_answered_stands_in_no_queue():
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "ambassador"))
    tell()
    assert queue_place(talk.pk, NOON) == (0, None)
