"""Signing in with a second factor, and the gate of shops that ask for one (mission F, A11, A23)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from comptoir.domain.accounts.actions import add_totp, new_totp_secret, take_recovery_codes
from comptoir.domain.accounts.models import SignIn
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.people.models import Membership
from comptoir.surfaces.console.attempts import CODES_AT_MOST
from comptoir.surfaces.console.tests.conftest import AS_BROWSER, AS_SCRIPT
from tests.passkeys import Passkey
from tests.people import ALWAYS_OPEN, NOON, PASSWORD, a_member, a_shop

SIGN_IN, SECOND = "/console/sign-in", "/console/sign-in/second-factor"
A_MINUTE_LATER = NOON.replace(minute=1)
ASKING = ALWAYS_OPEN + '\n[team]\nsecond_factor = ["advisor"]\n'


@pytest.fixture
def adele(db: None) -> Membership:
    return a_member(a_shop(), "advisor", password=PASSWORD)


@pytest.fixture
def browser(settings) -> Client:
    settings.PUBLIC_URL = "http://localhost:8000"
    return Client(**AS_BROWSER)


def with_app(member: Membership) -> str:
    secret = new_totp_secret()
    add_totp(user_id=member.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    return secret


def signs_in(client: Client, member: Membership, **more: str):
    return client.post(SIGN_IN, {"email": member.user.email, "password": PASSWORD, **more})


def as_json(client: Client, path: str, said: object):
    return client.post(path, json.dumps(said), content_type="application/json", **AS_SCRIPT)


def test_the_right_password_alone_opens_nothing(browser: Client, adele: Membership) -> None:
    with_app(adele)

    answer = signs_in(browser, adele)

    assert answer["Location"] == SECOND
    assert browser.get("/console/")["Location"].startswith(SIGN_IN)
    assert browser.get(SECOND).status_code == 200
    assert not SignIn.objects.exists()


def test_with_the_code_of_the_app_one_comes_to_the_page_that_was_wanted(browser: Client, adele: Membership) -> None:
    secret = with_app(adele)
    signs_in(browser, adele, next="/console/c/7")

    with time_machine.travel(A_MINUTE_LATER, tick=False):
        answer = browser.post(SECOND, {"code": code_at(secret, A_MINUTE_LATER)})

    assert answer["Location"] == "/console/c/7"
    assert browser.session["second_by"] == "totp"
    assert SignIn.objects.get().second_by == "totp"


def test_the_session_is_another_one_at_each_step(browser: Client, adele: Membership) -> None:
    """A23"""
    secret, keys = with_app(adele), []
    signs_in(browser, adele)
    keys.append(browser.cookies["comptoir"].value)
    with time_machine.travel(A_MINUTE_LATER, tick=False):
        browser.post(SECOND, {"code": code_at(secret, A_MINUTE_LATER)})
    keys.append(browser.cookies["comptoir"].value)

    assert len(set(keys)) == 2
    assert not Session.objects.filter(session_key=keys[0]).exists()


def test_codes_are_not_guessed(browser: Client, adele: Membership) -> None:
    """A23: counted for the account, from whichever address, and the right one does not help then either."""
    secret = with_app(adele)
    signs_in(browser, adele)
    for number in range(CODES_AT_MOST):
        assert browser.post(SECOND, {"code": "000000"}, REMOTE_ADDR=f"203.0.113.{number}").status_code == 400

    with time_machine.travel(A_MINUTE_LATER, tick=False):
        assert browser.post(SECOND, {"code": code_at(secret, A_MINUTE_LATER)}).status_code == 429


@pytest.mark.parametrize("path", [SECOND, "/console/sign-in/needed"])
def test_without_a_first_proof_nobody_is_asked_for_the_second(browser: Client, db: None, path: str) -> None:
    assert browser.get(path)["Location"] == SIGN_IN
    assert as_json(browser, "/console/sign-in/passkey/second/ask", {}).status_code == 401


def test_the_first_proof_is_over_after_ten_minutes(browser: Client, adele: Membership) -> None:
    secret = with_app(adele)
    signs_in(browser, adele)
    later = NOON.replace(minute=11)

    with time_machine.travel(later, tick=False):
        assert browser.post(SECOND, {"code": code_at(secret, later)})["Location"] == SIGN_IN


def test_a_new_password_ends_the_first_proof(browser: Client, adele: Membership) -> None:
    with_app(adele)
    signs_in(browser, adele)
    adele.user.set_password("another one of mine entirely")
    adele.user.save()

    assert browser.get(SECOND)["Location"] == SIGN_IN


def test_a_recovery_code_will_do(browser: Client, adele: Membership) -> None:
    with_app(adele)
    code = take_recovery_codes(user_id=adele.user_id)[0]
    signs_in(browser, adele)

    assert browser.post(SECOND, {"code": code})["Location"] == "/console/"


def a_passkey_of(client: Client) -> Passkey:
    asked = as_json(client, "/console/settings/security/passkeys/ask", {"may_sign_in": True})
    assert asked.status_code == 200, asked.content
    key = Passkey()
    made = {"credential": key.make(asked.json()), "name": "My laptop"}
    assert as_json(client, "/console/settings/security/passkeys/add", made).status_code == 204
    return key


def test_a_passkey_signs_in_without_a_password(browser: Client, adele: Membership) -> None:
    signs_in(browser, adele)
    key = a_passkey_of(browser)
    elsewhere = Client(**AS_BROWSER)

    asked = as_json(elsewhere, "/console/sign-in/passkey/sign-in/ask", {}).json()
    answer = as_json(elsewhere, "/console/sign-in/passkey/sign-in/answer", {"credential": key.sign(asked)})

    assert (answer.status_code, answer["X-Go-To"]) == (204, "/console/")
    assert elsewhere.get("/console/").status_code == 200
    assert elsewhere.session["signed_in_by"] == "passkey"


def test_a_passkey_is_a_second_factor(browser: Client, adele: Membership) -> None:
    signs_in(browser, adele)
    key = a_passkey_of(browser)
    elsewhere = Client(**AS_BROWSER)
    assert signs_in(elsewhere, adele)["Location"] == SECOND

    asked = as_json(elsewhere, "/console/sign-in/passkey/second/ask", {}).json()
    answer = as_json(elsewhere, "/console/sign-in/passkey/second/answer", {"credential": key.sign(asked)})

    assert answer["X-Go-To"] == "/console/"
    assert elsewhere.get("/console/").status_code == 200


@pytest.fixture
def asked(db: None) -> Membership:
    """An advisor whose shop asks advisors for a second factor."""
    return a_member(a_shop(charter=ASKING), "advisor", password=PASSWORD)


def test_who_has_none_and_needs_one_is_led_to_it_and_gets_nothing_else(browser: Client, asked: Membership) -> None:
    """A11: neither a page nor what scripts ask for."""
    signs_in(browser, asked)

    assert browser.get("/console/?view=all")["Location"] == "/console/sign-in/needed?next=%2Fconsole%2F%3Fview%3Dall"
    for path in ("/console/list", "/console/standing", "/console/search?q=x", "/console/settings/security"):
        answer = browser.get(path, **AS_SCRIPT)
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed"), path
    assert browser.post("/console/settings/preferences", {}, **AS_SCRIPT).status_code == 403
    assert browser.get("/console/sign-in/needed").status_code == 200


def test_and_comes_in_once_it_is_set_up(browser: Client, asked: Membership) -> None:
    signs_in(browser, asked)
    browser.get("/console/settings/security/app")
    secret = browser.session["totp_secret"]

    answer = browser.post("/console/settings/security/app", {"code": code_at(secret, NOON)})

    assert answer["Location"] == "/console/settings/security/recovery-codes"
    assert b"data-codes" in browser.get(answer["Location"]).content
    assert browser.get("/console/").status_code == 200


def test_a_session_from_before_the_shop_asked_is_held_back_at_once(
    browser: Client, adele: Membership, at_desk: Callable[[Membership], Client]
) -> None:
    """The charter changes: who has one shows it, who has none sets it up; an old session is no way round."""
    secret = with_app(adele)
    client = at_desk(adele)
    assert client.get("/console/").status_code == 200

    apply_charter(text=ASKING, now=NOON)

    assert client.get("/console/")["Location"].startswith("/console/sign-in/needed")
    assert client.get("/console/settings/security/app")["Location"].startswith("/console/sign-in/needed")
    assert client.get("/console/sign-in/needed?next=/console/team")["Location"] == SECOND
    with time_machine.travel(A_MINUTE_LATER, tick=False):
        assert client.post(SECOND, {"code": code_at(secret, A_MINUTE_LATER)})["Location"] == "/console/team"
        assert client.get("/console/").status_code == 200


def test_colleagues_of_other_roles_are_not_asked(browser: Client, asked: Membership) -> None:
    from comptoir.domain.shops.queries import shop_of_id

    amin = a_member(shop_of_id(asked.shop_id), "ambassador", password=PASSWORD)
    signs_in(browser, amin)

    assert browser.get("/console/").status_code == 200


def test_removing_the_last_factor_brings_the_gate_back(browser: Client, asked: Membership) -> None:
    signs_in(browser, asked)
    browser.get("/console/settings/security/app")
    browser.post("/console/settings/security/app", {"code": code_at(browser.session["totp_secret"], NOON)})

    browser.post("/console/settings/security/app/remove")

    assert browser.get("/console/")["Location"].startswith("/console/sign-in/needed")


def test_the_gate_costs_no_query(browser: Client, adele: Membership, django_assert_num_queries) -> None:
    """Pages and what scripts ask for are answered as fast as before: the charter is remembered, the session is read anyway."""
    from comptoir.domain.people.queries import viewers_of
    from comptoir.surfaces.console.gate import held_back

    request = RequestFactory().get("/console/")
    request.user, request.session = adele.user, {}
    viewers = viewers_of(adele.user_id)
    held_back(request, viewers, is_page=True, may_set_up=False)

    with django_assert_num_queries(0):
        assert held_back(request, viewers, is_page=True, may_set_up=False) is None
