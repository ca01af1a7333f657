"""One's own security: changed only by who has just proven that it is them, and never another's (A4, A11, A23)."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from comptoir.domain.accounts.actions import add_totp, keep_sign_in, new_totp_secret
from comptoir.domain.accounts.models import SecurityRecord, SignIn
from comptoir.domain.accounts.queries import factors_of
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.surfaces.console.tests.conftest import AS_BROWSER, AS_SCRIPT
from tests.people import NOON, PASSWORD, a_member, a_shop

PAGE = "/console/settings/security"
CONFIRM = "/console/confirm"
LATER = NOON.replace(hour=13)
NEW = "une phrase que moi seule connais"


@pytest.fixture
def adele(db: None):
    return a_member(a_shop(), "advisor", password=PASSWORD)


@pytest.fixture
def browser(adele) -> Client:
    client = Client(**AS_BROWSER, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    client.post("/console/sign-in", {"email": adele.user.email, "password": PASSWORD})
    return client


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_tells_where_one_is_signed_in_and_which_is_this_one(browser: Client) -> None:
    words = words_of(browser.get(PAGE))

    assert "Firefox on Linux" in words
    assert "this browser" in words
    assert "127.0.0.…" in words


def test_who_has_been_signed_in_for_a_while_confirms_first(browser: Client, adele) -> None:
    """A23: a browser that was left open changes no second factor and no password."""
    with time_machine.travel(LATER, tick=False):
        for path in (f"{PAGE}/app", f"{PAGE}/password", f"{PAGE}/recovery-codes"):
            assert browser.get(path)["Location"].startswith(f"{CONFIRM}?next="), path
        for path in (f"{PAGE}/app/remove", f"{PAGE}/recovery-codes", f"{PAGE}/ties/1/cut", f"{PAGE}/passkeys/1/remove"):
            assert browser.post(path)["Location"].startswith(f"{CONFIRM}?next="), path
        asked = browser.post(f"{PAGE}/passkeys/ask", {}, content_type="application/json", **AS_SCRIPT)
        assert (asked.status_code, asked.json()["code"]) == (403, "proof_needed")


def test_by_the_password_where_there_is_no_second_factor(browser: Client) -> None:
    before = browser.cookies["comptoir"].value
    with time_machine.travel(LATER, tick=False):
        assert browser.post(CONFIRM, {"password": "not mine", "next": f"{PAGE}/app"}).status_code == 400
        answer = browser.post(CONFIRM, {"password": PASSWORD, "next": f"{PAGE}/app"})

        assert answer["Location"] == f"{PAGE}/app"
        assert browser.get(f"{PAGE}/app").status_code == 200
    assert browser.cookies["comptoir"].value != before
    assert SignIn.objects.get().session_key == browser.cookies["comptoir"].value


def test_by_the_second_factor_where_there_is_one(browser: Client, adele) -> None:
    """A stolen password is not enough to take the second factor away."""
    secret = new_totp_secret()
    add_totp(user_id=adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)

    assert browser.post(f"{PAGE}/app/remove")["Location"].startswith(CONFIRM), "the session has not shown it"
    with time_machine.travel(LATER, tick=False):
        assert browser.post(CONFIRM, {"password": PASSWORD}).status_code == 400
        browser.post(CONFIRM, {"code": code_at(secret, LATER)})
        browser.post(f"{PAGE}/app/remove")
    assert not factors_of(adele.user_id).any


def test_confirming_is_not_guessed_at(browser: Client) -> None:
    answers = [browser.post(CONFIRM, {"password": f"guess {number}"}).status_code for number in range(11)]

    assert answers == [400] * 10 + [429]


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_confirming_never_leads_to_another_site(browser: Client, after: str) -> None:
    """A20"""
    assert browser.post(CONFIRM, {"password": PASSWORD, "next": after})["Location"] == "/console/"


def test_the_secret_is_shown_in_the_page_and_goes_nowhere_else(browser: Client) -> None:
    """A17: drawn here; no other host, no address and no cache sees it."""
    answer = browser.get(f"{PAGE}/app")
    secret = browser.session["totp_secret"]

    assert answer["Cache-Control"] == "no-store"
    assert "<svg" in answer.content.decode()
    assert " ".join(secret[at : at + 4] for at in range(0, 32, 4)) in words_of(answer)
    assert "style=" not in answer.content.decode()
    assert "http://" not in answer.content.decode().replace("http://www.w3.org", "")


def test_recovery_codes_are_for_who_has_a_second_factor_and_are_shown_once(browser: Client, adele) -> None:
    """A17: made by a form, shown by the page that follows, so that to load it again makes none."""
    codes = f"{PAGE}/recovery-codes"
    assert browser.get(codes)["Location"] == browser.post(codes)["Location"] == PAGE
    browser.get(f"{PAGE}/app")
    browser.post(f"{PAGE}/app", {"code": code_at(browser.session["totp_secret"], NOON)})
    assert "data-codes" in words_of(browser.get(codes))

    assert "10 codes are left" in words_of(browser.get(codes))
    assert browser.post(codes)["Location"] == codes
    assert "data-codes" in words_of(browser.get(codes))
    assert "data-codes" not in words_of(browser.get(codes))


def test_a_password_is_changed_and_every_other_browser_signed_out(browser: Client, adele) -> None:
    other = Client(**AS_BROWSER)
    other.post("/console/sign-in", {"email": adele.user.email, "password": PASSWORD})

    assert browser.post(f"{PAGE}/password", {"password": NEW, "again": "another"}).status_code == 400
    assert browser.post(f"{PAGE}/password", {"password": "password1234", "again": "password1234"}).status_code == 400
    assert browser.post(f"{PAGE}/password", {"password": NEW, "again": NEW})["Location"] == PAGE

    assert browser.get("/console/").status_code == 200
    assert other.get("/console/")["Location"].startswith("/console/sign-in")
    assert "this browser" in words_of(browser.get(PAGE))


def test_another_browser_is_signed_out_from_here(browser: Client, adele) -> None:
    other = Client(**AS_BROWSER)
    other.post("/console/sign-in", {"email": adele.user.email, "password": PASSWORD})
    there = SignIn.objects.exclude(session_key=browser.cookies["comptoir"].value).get()

    browser.post(f"{PAGE}/sign-ins/{there.pk}/end")

    assert other.get("/console/")["Location"].startswith("/console/sign-in")
    assert browser.get("/console/").status_code == 200


def test_nobody_signs_anybody_else_out(browser: Client, adele) -> None:
    """A4"""
    marc = a_member(a_shop("autre-maison"), "manager")
    number = keep_sign_in(user_id=marc.user_id, session_key="x", by="password", now=NOON)

    assert browser.post(f"{PAGE}/sign-ins/{number}/end").status_code == 404
    browser.post(f"{PAGE}/sign-ins/end-others")
    assert SignIn.objects.filter(pk=number).exists()


def test_a_manager_resets_a_colleagues_second_factor_once_confirmed(browser: Client, adele) -> None:
    """A11"""
    from comptoir.domain.shops.queries import shop_of_id

    marc = a_member(shop_of_id(adele.shop_id), "manager", password=PASSWORD)
    secret = new_totp_secret()
    add_totp(user_id=adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    reset = f"/console/team/{adele.pk}/reset-second-factor"
    assert browser.post(reset).status_code == 403

    manager = Client(**AS_BROWSER)
    manager.post("/console/sign-in", {"email": marc.user.email, "password": PASSWORD})
    with time_machine.travel(LATER, tick=False):
        assert manager.post(reset)["Location"].startswith(CONFIRM)
    assert reset in words_of(manager.get("/console/signing-in"))
    assert manager.post(reset).status_code == 302
    assert reset not in words_of(manager.get("/console/signing-in"))

    assert not factors_of(adele.user_id).any
    assert browser.get("/console/")["Location"].startswith("/console/sign-in")
    assert SecurityRecord.objects.get(act="second_factor_reset").actor_id == marc.user_id
    assert "Second factor reset" in words_of(manager.get("/console/signing-in"))
