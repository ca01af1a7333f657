"""Coming and going: who it is, how often one may guess, and where one goes then."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from comptoir.foundation import broadcast
from comptoir.surfaces.console.attempts import PAIR_AT_MOST
from tests.people import PASSWORD, a_member, a_shop

SIGN_IN = "/console/sign-in"


@pytest.fixture
def adele(db: None):
    return a_member(a_shop(), "advisor", password=PASSWORD)


def tries(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"email": email, "password": password, **more})


def test_an_agent_signs_in_and_comes_to_the_inbox(client: Client, adele) -> None:
    answer = tries(client, adele.user.email.upper())

    assert answer.status_code == 302
    assert answer["Location"] == "/console/"


def test_the_page_of_signing_in_is_kept_nowhere_and_runs_nothing_foreign(client: Client, db: None) -> None:
    answer = client.get(SIGN_IN)

    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    scripts = re.findall(r"<script[^>]*>", answer.content.decode())
    assert scripts
    assert all('src="/static/console/' in it for it in scripts)


def test_the_session_is_another_one_after_signing_in(client: Client, adele) -> None:
    """Attack A23: a session that somebody planted before is worth nothing after."""
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["comptoir"] = session.session_key

    tries(client, adele.user.email)

    assert client.cookies["comptoir"].value != session.session_key


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(client: Client, adele) -> None:
    unknown = tries(client, "nobody@maison-perle.example")
    wrong = tries(client, adele.user.email, "not the password")

    assert unknown.status_code == wrong.status_code == 400
    told = [answer.content.decode().split('role="alert">')[1].split("<")[0] for answer in (unknown, wrong)]
    assert told[0] == told[1]


def test_somebody_who_has_left_cannot_sign_in(client: Client, adele) -> None:
    adele.user.is_active = False
    adele.user.save()

    assert tries(client, adele.user.email).status_code == 400


def test_guessing_is_stopped_and_so_is_the_right_password_then(client: Client, adele) -> None:
    for _ in range(PAIR_AT_MOST):
        tries(client, adele.user.email, "guess")

    assert tries(client, adele.user.email).status_code == 429


def test_somebody_elsewhere_is_not_locked_out_by_those_who_guess(client: Client, adele) -> None:
    for _ in range(PAIR_AT_MOST):
        tries(client, adele.user.email, "guess")

    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert tries(elsewhere, adele.user.email).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/\t/evil.example",
        " //evil.example",
        "https://testserver@evil.example/",
    ],
)
def test_signing_in_never_leads_to_another_site(client: Client, adele, address: str) -> None:
    """Attack A20: an open redirect."""
    answer = tries(client, adele.user.email, next=address)

    assert answer["Location"] == "/console/"


def test_signing_in_leads_back_to_the_page_that_was_wanted(client: Client, adele) -> None:
    asked = client.get("/console/c/7?view=all", HTTP_ACCEPT="text/html")
    assert asked["Location"] == "/console/sign-in?next=%2Fconsole%2Fc%2F7%3Fview%3Dall"

    answer = tries(client, adele.user.email, next="/console/c/7?view=all")

    assert answer["Location"] == "/console/c/7?view=all"


def test_who_is_signed_in_is_not_asked_again(client: Client, adele) -> None:
    client.force_login(adele.user)

    assert client.get(SIGN_IN + "?next=//evil.example")["Location"] == "/console/"


def test_signing_out_ends_the_session_and_its_sockets(
    client: Client, adele, django_capture_on_commit_callbacks
) -> None:
    client.force_login(adele.user)
    key = client.session.session_key

    with broadcast.captured() as told, django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/console/sign-out")

    assert answer["Location"] == SIGN_IN
    assert [(delivery.topics, delivery.frame, delivery.orders) for delivery in told] == [
        ((f"session:{key}",), b"4401", "close")
    ]
    assert client.get("/console/", HTTP_ACCEPT="text/html").status_code == 302


def test_nobody_is_signed_out_by_a_link(client: Client, adele) -> None:
    client.force_login(adele.user)

    assert client.get("/console/sign-out").status_code == 405


def test_who_works_for_no_shop_is_told_so(client: Client, adele) -> None:
    adele.is_active = False
    adele.save()
    client.force_login(adele.user)

    answer = client.get("/console/", HTTP_ACCEPT="text/html")

    assert answer.status_code == 403
    assert (
        "Ask the shop’s manager" in answer.content.decode() or "Ask the shop&#39;s manager" in answer.content.decode()
    )
