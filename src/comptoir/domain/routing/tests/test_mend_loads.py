"""Loads that have drifted are mended."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import mend_loads
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.tests.stage import asked, at_desk, later, load_of, tell
from tests.people import a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


def test_a_drifted_load_is_counted_anew_and_who_turns_out_free_gets_work():
    shop = a_shop()
    amin, awa = (a_member(shop, "ambassador", name=name) for name in ("Amin", "Awa"))
    at_desk(amin, load=3)
    at_desk(awa, availability="away")
    held = a_conversation(shop, answered_by=awa)
    tell()
    Desk.objects.filter(user_id=awa.user_id).update(load=0)
    Desk.objects.filter(user_id=amin.user_id).update(load=3)
    waits = a_conversation(shop)
    tell()
    assert asked(waits) == []

    mend_loads(later(5))
    tell(later(5))

    assert (load_of(amin), load_of(awa)) == (1, 1)
    assert asked(waits) == [("Amin", "pending")]
    assert held.assignee_id == awa.pk


def test_when_all_is_right_three_queries_look_and_nothing_is_written(django_assert_num_queries):
    shop = a_shop()
    for n in range(5):
        at_desk(a_member(shop, "ambassador", name=f"A{n}"))
    tell()

    with django_assert_num_queries(3):
        mend_loads(later(5))
