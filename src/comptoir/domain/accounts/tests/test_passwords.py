"""Passwords: which may be had, and how one gets another (A16, A17, A23)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore

from comptoir.domain.accounts.actions import (
    ask_reset,
    change_password,
    checked_password,
    checked_reset,
    keep_sign_in,
    reset_password,
)
from comptoir.domain.accounts.errors import LinkNotValid, PasswordNotAccepted
from comptoir.domain.accounts.events import ResetAsked
from comptoir.domain.accounts.reactions import LINKS, send_way_to_password
from comptoir.domain.accounts.reset_link import claimed_reset, signed_reset
from comptoir.domain.channels.models import SentMail
from comptoir.foundation.models import Announcement
from tests.people import NOON, PASSWORD

NEW = "une phrase que moi seule connais"
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LINKS, "reset", lambda token: f"https://desk.example/console/sign-in/reset/{token}")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "password1234",
        "qwertyuiop12",
        "aaaaaaaaaaaaaa",
        "adele@maison-perle",
        "comptoir-2026",
        "x" * 201,
        "a\0bcdefghijklm",
    ],
)
def test_a_password_that_others_would_guess_is_refused_without_asking_anybody(password: str, desk) -> None:
    with pytest.raises(PasswordNotAccepted):
        checked_password(password, email="adele@maison-perle.example", name="Adèle")


def test_a_sentence_of_ones_own_is_accepted(desk) -> None:
    assert checked_password(NEW, email="adele@maison-perle.example", name="Adèle") == NEW


def test_asking_does_the_same_whether_or_not_somebody_has_the_address(desk, django_assert_num_queries) -> None:
    """A23: neither what is said nor what is done tells who has an account."""
    done = []
    for email in (desk.adele.user.email, "nobody@maison-perle.example"):
        before = Announcement.objects.count()
        with django_assert_num_queries(4):
            ask_reset(email=email, now=NOON)
        done.append(Announcement.objects.count() - before)

    assert done == [1, 1]


def test_what_is_announced_holds_no_address_and_no_secret(desk) -> None:
    """A17"""
    ask_reset(email=desk.adele.user.email, now=NOON)

    payload = Announcement.objects.get(name="accounts.reset_asked").payload
    assert "adele" not in payload
    assert str(desk.adele.user_id) in payload


def test_who_has_the_address_gets_a_letter_with_a_link_and_nobody_else(desk, settings) -> None:
    import time_machine

    settings.SMTP_URL, settings.MAIL_DOMAIN = "smtp://127.0.0.1:1", "reply.example"
    asked_at = int(NOON.timestamp())

    with time_machine.travel(NOON, tick=False):
        send_way_to_password(ResetAsked(0, asked_at))
        assert SentMail.objects.count() == 0
        for _ in range(2):
            send_way_to_password(ResetAsked(desk.adele.user_id, asked_at))

    letter = SentMail.objects.get()
    assert letter.recipient == desk.adele.user.email
    assert b"/console/sign-in/reset/" in bytes(letter.content).replace(b"=\r\n", b"")


def test_a_letter_that_opens_something_is_emptied_once_it_is_sent(desk, settings) -> None:
    """A17: neither the database nor a backup holds the link."""
    import time_machine

    from comptoir.domain.channels.actions import letter_sent

    settings.SMTP_URL, settings.MAIL_DOMAIN = "smtp://127.0.0.1:1", "reply.example"
    with time_machine.travel(NOON, tick=False):
        send_way_to_password(ResetAsked(desk.adele.user_id, int(NOON.timestamp())))
    letter = SentMail.objects.get()

    letter_sent(letter_id=letter.pk, now=NOON)

    letter.refresh_from_db()
    assert (letter.state, bytes(letter.content)) == ("sent", b"")


def test_by_the_link_a_new_password_is_given_and_every_session_ends(desk) -> None:
    session = SessionStore()
    session.create()
    keep_sign_in(user_id=desk.adele.user_id, session_key=session.session_key, by="password", now=NOON)
    token = signed_reset(desk.adele.user, NOON)

    assert reset_password(token=token, password=NEW, now=NOON) == desk.adele.user_id

    assert authenticate(username=desk.adele.user.email, password=NEW) is not None
    assert not SessionStore().exists(session.session_key)


def test_a_link_holds_once(desk) -> None:
    """A16"""
    token = signed_reset(desk.adele.user, NOON)
    reset_password(token=token, password=NEW, now=NOON)

    with pytest.raises(LinkNotValid):
        reset_password(token=token, password="encore une autre phrase à moi", now=NOON)


@pytest.mark.parametrize("after", [HOUR + dt.timedelta(seconds=1), dt.timedelta(days=365), -dt.timedelta(minutes=1)])
def test_a_link_holds_for_an_hour(desk, after: dt.timedelta) -> None:
    """A16"""
    with pytest.raises(LinkNotValid):
        claimed_reset(signed_reset(desk.adele.user, NOON), NOON + after)


def test_signing_in_ends_a_link(desk) -> None:
    """A16"""
    token = signed_reset(desk.adele.user, NOON)
    desk.adele.user.last_login = NOON
    desk.adele.user.save()

    with pytest.raises(LinkNotValid):
        reset_password(token=token, password=NEW, now=NOON)


@pytest.mark.parametrize(
    "change",
    [
        lambda it: "",
        lambda it: it[:-1],
        lambda it: it.upper(),
        lambda it: "None",
        lambda it: it + "A",
        lambda it: "x" * 500,
    ],
)
def test_a_link_that_is_not_ours_to_the_letter_is_refused(desk, change) -> None:
    """A16"""
    with pytest.raises(LinkNotValid):
        claimed_reset(change(signed_reset(desk.adele.user, NOON)), NOON)


def test_a_link_that_was_used_is_refused_before_anything_is_typed(desk) -> None:
    """A16"""
    token = signed_reset(desk.adele.user, NOON)
    checked_reset(token, NOON)
    reset_password(token=token, password=NEW, now=NOON)

    with pytest.raises(LinkNotValid):
        checked_reset(token, NOON)


def test_somebody_who_has_left_gets_no_password(desk) -> None:
    desk.adele.user.is_active = False
    desk.adele.user.save()

    with pytest.raises(LinkNotValid):
        reset_password(token=signed_reset(desk.adele.user, NOON), password=NEW, now=NOON)


def test_changing_it_signs_out_everywhere_else(desk) -> None:
    here, there = SessionStore(), SessionStore()
    for session in (here, there):
        session.create()
        keep_sign_in(user_id=desk.adele.user_id, session_key=session.session_key, by="password", now=NOON)

    change_password(user_id=desk.adele.user_id, password=NEW, session_key=here.session_key, now=NOON)

    assert SessionStore().exists(here.session_key)
    assert not SessionStore().exists(there.session_key)
    assert authenticate(username=desk.adele.user.email, password=PASSWORD) is None
