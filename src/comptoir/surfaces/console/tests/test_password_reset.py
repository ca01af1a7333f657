"""A new password by mail, and what signing in tells about who has an account (A16, A17, A20, A23)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from comptoir.domain.accounts.actions import add_totp, new_totp_secret
from comptoir.domain.accounts.reset_link import signed_reset
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.foundation.models import Announcement
from comptoir.surfaces.console.attempts import RESETS_OF_ACCOUNT
from comptoir.surfaces.console.tests.conftest import AS_BROWSER
from tests.people import NOON, PASSWORD, a_member, a_shop

FORGOTTEN, RESET = "/console/sign-in/forgotten", "/console/sign-in/reset"
NEW = "une phrase que moi seule connais"


@pytest.fixture
def adele(db: None):
    return a_member(a_shop(), "advisor", password=PASSWORD)


@pytest.fixture
def browser() -> Client:
    return Client(**AS_BROWSER)


def test_an_unknown_address_costs_as_much_as_a_wrong_password(browser: Client, adele, monkeypatch) -> None:
    """A23: counted by the work, not by a clock."""
    worked: list[str] = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda self, *a, _n=name, _r=real, **k: worked.append(_n) or _r(self, *a, **k)
        )
    without = a_member(a_shop("autre-maison"), "advisor", name="Zoé")
    costs = []
    for email in (adele.user.email, "nobody@maison-perle.example", without.user.email):
        worked.clear()
        browser.post("/console/sign-in", {"email": email, "password": "a guess that is wrong"})
        costs.append(len(worked))

    assert costs == [1, 1, 1]


def test_asking_says_the_same_to_everybody(browser: Client, adele) -> None:
    """A23"""
    pages = [browser.post(FORGOTTEN, {"email": email}) for email in (adele.user.email, "nobody@x.example", "")]

    assert [page.status_code for page in pages] == [200] * 3
    bodies = {page.content.decode().partition("<main")[2] for page in pages}
    assert len(bodies) == 1


def test_nobody_is_flooded_with_letters(browser: Client, adele) -> None:
    """A23, R: also for an address that nobody has."""
    for email in (adele.user.email, "nobody@x.example"):
        answers = [browser.post(FORGOTTEN, {"email": email}).status_code for _ in range(RESETS_OF_ACCOUNT + 1)]
        assert answers == [200] * RESETS_OF_ACCOUNT + [429]
    assert Announcement.objects.filter(name="accounts.reset_asked").count() == 2 * RESETS_OF_ACCOUNT


def test_the_link_leads_to_a_page_whose_address_tells_nothing(browser: Client, adele) -> None:
    """A17: no address bar, no history, no Referer and no cache holds the secret."""
    token = signed_reset(adele.user, NOON)

    answer = browser.get(f"{RESET}/{token}")

    assert answer["Location"] == RESET
    page = browser.get(RESET)
    assert (answer["Referrer-Policy"], page["Referrer-Policy"]) == ("no-referrer", "same-origin")
    for each in (answer, page):
        assert each["Cache-Control"] == "no-store"
        assert token not in each.content.decode()


def test_looking_at_the_link_uses_nothing_up_and_choosing_does(browser: Client, adele) -> None:
    """A16: a mail program that looks at links does no harm; the link holds once."""
    address = f"{RESET}/{signed_reset(adele.user, NOON)}"
    Client(**AS_BROWSER).get(address)
    browser.get(address)
    assert browser.post(RESET, {"password": "short", "again": "short"}).status_code == 400

    answer = browser.post(RESET, {"password": NEW, "again": NEW})

    assert answer["Location"] == "/console/sign-in?renewed=1"
    assert browser.get(address).status_code in (200, 302, 410)
    assert Client(**AS_BROWSER).get(RESET).status_code == 410
    signed = browser.post("/console/sign-in", {"email": adele.user.email, "password": NEW})
    assert signed["Location"] == "/console/"


def test_a_used_link_changes_nothing_more(browser: Client, adele) -> None:
    """A16"""
    address = f"{RESET}/{signed_reset(adele.user, NOON)}"
    browser.get(address)
    browser.post(RESET, {"password": NEW, "again": NEW})
    again = Client(**AS_BROWSER)
    again.get(address)

    assert (
        again.post(RESET, {"password": "encore une autre phrase", "again": "encore une autre phrase"}).status_code
        == 410
    )


def test_a_new_password_is_no_second_factor(browser: Client, adele) -> None:
    """A23: who reads somebody's mail still has no telephone of theirs."""
    secret = new_totp_secret()
    add_totp(user_id=adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    browser.get(f"{RESET}/{signed_reset(adele.user, NOON)}")
    browser.post(RESET, {"password": NEW, "again": NEW})

    answer = browser.post("/console/sign-in", {"email": adele.user.email, "password": NEW})

    assert answer["Location"] == "/console/sign-in/second-factor"
