"""Where one is signed in (mission F, A23)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.backends.db import SessionStore

from comptoir.domain.accounts.actions import (
    end_sign_in,
    end_sign_ins,
    keep_sign_in,
    move_sign_in,
    sign_in_is_used,
)
from comptoir.domain.accounts.actions.sign_ins import forget_old_sign_ins
from comptoir.domain.accounts.models import SecurityRecord, SignIn
from comptoir.domain.accounts.queries import sign_ins_of
from comptoir.foundation import broadcast
from comptoir.foundation.errors import NotFound
from tests.people import NOON

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(member, browser_key: str = "one", now: dt.datetime = NOON) -> tuple[int, str]:
    session = SessionStore()
    session["x"] = 1
    session.set_expiry(dt.datetime(2036, 1, 1, tzinfo=dt.UTC))
    session.save()
    facts = {"user_agent": FIREFOX, "address": "203.0.113.7", "browser_key": browser_key}
    number = keep_sign_in(user_id=member.user_id, session_key=session.session_key, by="password", now=now, **facts)
    return number, session.session_key


def told_of(member) -> list[str]:
    return list(
        SecurityRecord.objects.filter(user_id=member.user_id, act="new_browser").values_list("detail", flat=True)
    )


def test_a_sign_in_is_listed_in_words_and_with_half_an_address(desk) -> None:
    signed_in(desk.adele)

    (it,) = sign_ins_of(desk.adele.user_id, NOON)

    assert (it.browser, it.system, it.place, it.by) == ("Firefox", "Linux", "203.0.113.…", "password")


def test_the_first_browser_is_nothing_new_and_the_second_is_told(desk) -> None:
    signed_in(desk.adele, "one")
    assert told_of(desk.adele) == []

    signed_in(desk.adele, "two")
    assert told_of(desk.adele) == ["Firefox, Linux, 203.0.113.…"]

    signed_in(desk.adele, "one")
    assert len(told_of(desk.adele)) == 1


def test_a_browser_is_known_by_its_user_alone(desk) -> None:
    """A browser in which a colleague has signed in is new for everybody else."""
    signed_in(desk.adele, "one")
    signed_in(desk.marc, "two")
    signed_in(desk.marc, "one")

    assert len(told_of(desk.marc)) == 1


def test_a_session_is_ended_from_elsewhere_and_its_sockets_with_it(desk, django_capture_on_commit_callbacks) -> None:
    number, key = signed_in(desk.adele)

    with broadcast.captured() as told, django_capture_on_commit_callbacks(execute=True):
        end_sign_in(user_id=desk.adele.user_id, sign_in_id=number)

    assert not SessionStore().exists(key)
    assert [(it.topics, it.frame, it.orders) for it in told] == [((f"session:{key}",), b"4401", "close")]
    assert sign_ins_of(desk.adele.user_id, NOON) == []


def test_nobody_ends_anothers_session(desk) -> None:
    """A4"""
    number, key = signed_in(desk.adele)

    with pytest.raises(NotFound):
        end_sign_in(user_id=desk.marc.user_id, sign_in_id=number)
    assert SessionStore().exists(key)


def test_all_others_end_and_this_one_stays(desk) -> None:
    _, here = signed_in(desk.adele)
    _, there = signed_in(desk.adele)
    _, of_marc = signed_in(desk.marc)

    assert end_sign_ins(user_id=desk.adele.user_id, but=here) == 1

    assert [SessionStore().exists(key) for key in (here, there, of_marc)] == [True, False, True]


def test_a_session_that_steps_up_keeps_its_place_and_its_sockets_come_back(
    desk, django_capture_on_commit_callbacks
) -> None:
    number, key = signed_in(desk.adele)

    with broadcast.captured() as told, django_capture_on_commit_callbacks(execute=True):
        move_sign_in(sign_in_id=number, new_key="another", second_by="totp")

    assert [(it.topics, it.frame) for it in told] == [((f"session:{key}",), b"1012")]
    assert SignIn.objects.get(pk=number).session_key == "another"


def test_that_a_session_is_used_is_noted_every_five_minutes_at_most(desk, django_assert_num_queries) -> None:
    number, _ = signed_in(desk.adele)
    later = NOON + dt.timedelta(minutes=10)

    with django_assert_num_queries(1):
        sign_in_is_used(sign_in_id=number, now=later)
    with django_assert_num_queries(0):
        sign_in_is_used(sign_in_id=number, now=later)
    assert SignIn.objects.get(pk=number).seen_at == later


def test_what_is_over_is_forgotten(desk) -> None:
    """D9"""
    signed_in(desk.adele)

    forget_old_sign_ins(NOON + dt.timedelta(days=15))

    assert not SignIn.objects.exists()
