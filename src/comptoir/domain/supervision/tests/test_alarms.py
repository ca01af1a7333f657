"""Alarms: each for oneself, and hours in which none sounds."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.supervision.actions import choose_alarms
from comptoir.domain.supervision.queries import Alarms, alarms_of
from comptoir.domain.supervision.rules import is_quiet
from tests.people import a_member, a_shop


@pytest.mark.parametrize(
    ("at", "begin", "end", "quiet"),
    [
        ("12:30", "12:00", "13:00", True),
        ("13:00", "12:00", "13:00", False),
        ("23:00", "20:00", "07:00", True),
        ("06:59", "20:00", "07:00", True),
        ("07:00", "20:00", "07:00", False),
        ("12:00", "20:00", "07:00", False),
        ("12:00", "12:00", "12:00", False),
    ],
)
def test_quiet_hours_may_pass_midnight_and_end_when_they_say(at, begin, end, quiet):
    assert is_quiet(*(dt.time.fromisoformat(it) for it in (at, begin, end))) is quiet


def test_without_hours_it_is_never_quiet():
    assert not is_quiet(dt.time(3), None, None)


@pytest.mark.django_db
def test_all_alarms_are_heard_until_somebody_chooses():
    rose, marc = (a_member(shop, role) for shop in [a_shop()] for role in ("referent", "manager"))
    assert alarms_of(rose.user_id) == Alarms()
    choose_alarms(user_id=rose.user_id, wanted=["insult"], quiet_from=dt.time(20), quiet_until=dt.time(7))
    choose_alarms(user_id=rose.user_id, wanted=["insult", "held"], quiet_from=dt.time(20))
    assert alarms_of(rose.user_id) == Alarms(waiting=False, promise=False)
    assert alarms_of(marc.user_id) == Alarms()
