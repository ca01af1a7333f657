"""Signs of life."""

from __future__ import annotations

import pytest

from comptoir.domain.routing.actions import note_seen
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.tests.stage import at_desk, later
from comptoir.foundation.models import Announcement
from tests.people import a_member, a_shop

pytestmark = pytest.mark.django_db


def test_all_signs_of_life_of_a_moment_are_kept_with_three_queries(django_assert_num_queries):
    shop = a_shop()
    members = [a_member(shop, "ambassador", name=f"A{n}") for n in range(20)]
    for member in members:
        at_desk(member)
    Announcement.objects.all().delete()

    with django_assert_num_queries(2 + 2):  # with the savepoint around them
        note_seen([member.user_id for member in members], later(10))

    assert set(Desk.objects.values_list("seen_at", flat=True)) == {later(10)}
    assert not Announcement.objects.exists()


def test_somebody_without_a_desk_gets_none_by_looking_in():
    manager = a_member(a_shop(), "manager")
    note_seen([manager.user_id], later(10))
    assert not Desk.objects.exists()
