"""Who has read what was not theirs: kept once an hour, shown to managers, told to the customer in roles. A11"""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.privacy.actions import forget_access, forget_written, record_access
from comptoir.domain.privacy.models import AccessRecord
from comptoir.domain.privacy.queries import read_by, readings_page
from comptoir.domain.privacy.sweeps import forget_old_readings
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def rose():
    return a_viewer(a_member(a_shop(), "referent"))


@pytest.fixture
def talk(rose):
    return a_conversation(a_shop())


def ways() -> list[str]:
    return list(AccessRecord.objects.order_by("at").values_list("ways", flat=True))


def test_a_reading_is_kept_once_an_hour_and_costs_nothing_the_next_time(rose, talk, django_assert_num_queries) -> None:
    """A11: the hot path is not slowed."""
    with django_assert_num_queries(2):
        record_access(rose, talk.pk, "opened", NOON)
    with django_assert_num_queries(0):
        for minute in range(59):
            record_access(rose, talk.pk, "opened", NOON + dt.timedelta(minutes=minute))

    assert ways() == [",opened,"]
    record_access(rose, talk.pk, "opened", NOON + HOUR)
    assert ways() == [",opened,", ",opened,"]


def test_another_way_in_the_same_hour_is_kept_in_the_same_record(rose, talk) -> None:
    for way in ("opened", "raw_mail", "opened"):
        record_access(rose, talk.pk, way, NOON)

    assert ways() == [",opened,raw_mail,"]


def test_another_process_doubles_nothing(rose, talk) -> None:
    record_access(rose, talk.pk, "opened", NOON)
    forget_written()

    record_access(rose, talk.pk, "opened", NOON)

    assert ways() == [",opened,"]


def test_managers_see_who_read_what_and_when_page_by_page(rose, talk, django_assert_num_queries) -> None:
    """A11."""
    marc = a_viewer(a_member(a_shop(), "manager"))
    other = a_conversation(a_shop())
    record_access(rose, talk.pk, "opened", NOON)
    record_access(rose, other.pk, "search", NOON + HOUR)

    with django_assert_num_queries(1):
        page = readings_page(marc, limit=1)
    assert [it.conversation_id for it in page.rows] == [other.pk]
    assert [it.conversation_id for it in readings_page(marc, after=page.next_cursor).rows] == [talk.pk]
    assert [it.ways for it in readings_page(marc, conversation_id=talk.pk).rows] == [",opened,"]
    assert readings_page(marc, membership_id=marc.membership_id).rows == []


@pytest.mark.parametrize("role", ["ambassador", "advisor", "referent", "community_manager"])
def test_nobody_else_sees_who_read_what(role: str) -> None:
    with pytest.raises(NotAllowed):
        readings_page(a_viewer(a_member(a_shop(), role)))


def test_readings_of_another_shop_are_not_there(rose, talk) -> None:
    """Attack A4."""
    record_access(rose, talk.pk, "opened", NOON)

    assert readings_page(a_viewer(a_member(a_shop("autre-maison"), "manager"))).rows == []


def test_the_customer_may_know_which_roles_have_read_and_no_names(rose, talk) -> None:
    """D9: the right of access."""
    record_access(rose, talk.pk, "opened", NOON)
    record_access(rose, talk.pk, "opened", NOON + HOUR)

    (told,) = read_by([talk.pk])

    assert told == ("referent", 2, NOON, NOON + HOUR)
    assert rose.name not in str(told)


def test_readings_are_forgotten_when_the_charter_says_so(rose, talk) -> None:
    """D9."""
    record_access(rose, talk.pk, "opened", NOON)

    forget_old_readings(NOON + dt.timedelta(days=365))
    assert AccessRecord.objects.count() == 1
    forget_old_readings(NOON + dt.timedelta(days=366))

    assert not AccessRecord.objects.exists()
    assert forget_access(shop_id=talk.shop_id, before=NOON) is False
