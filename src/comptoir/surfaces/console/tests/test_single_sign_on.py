"""Signing in by the company's own sign-in, through a provider that runs beside the test (mission F, A9, A20, A23)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from comptoir.domain.accounts.actions import ProviderWanted, add_provider, add_totp, new_totp_secret, switch_provider
from comptoir.domain.accounts.models import SignIn
from comptoir.domain.accounts.oidc.discovery import forget_told
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.surfaces.console.tests.conftest import AS_BROWSER
from tests.oidc import CLIENT, SECRET, Provider, running
from tests.people import NOON, PASSWORD, a_member, a_shop

pytestmark = pytest.mark.enable_socket
BEGIN, BACK = "/console/sign-in/with/perle", "/console/sign-in/with/perle/back"


@pytest.fixture
def there(db: None, settings) -> Iterator[SimpleNamespace]:
    """Maison Perle with its provider, and Adèle."""
    settings.SSO_PRIVATE_HOSTS, settings.PUBLIC_URL = True, "https://desk.example"
    forget_told()
    with running() as provider:
        shop = a_shop()
        adele = a_member(shop, "advisor", password=PASSWORD)
        wanted = ProviderWanted(
            label="Perle ID", issuer=provider.issuer, client_id=CLIENT, secret=SECRET, domains=("maison-perle.example",)
        )
        add_provider(key="perle", shop_id=shop.id, wanted=wanted, actor=None, now=NOON)
        yield SimpleNamespace(provider=provider, shop=shop, adele=adele)


@pytest.fixture
def browser() -> Client:
    return Client(**AS_BROWSER)


def asked_in(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def goes(client: Client, provider: Provider, **asked: str) -> Any:
    """There and back."""
    return client.get(comes_back_to(provider.sent_back(client.get(BEGIN, asked)["Location"])))


def comes_back_to(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def refused(answer: Any) -> bool:
    return answer.status_code in (400, 403) and 'role="alert"' in answer.content.decode()


def test_what_is_asked_there_is_bound_to_this_browser_and_to_our_public_address(browser: Client, there) -> None:
    """A20, A23"""
    asked = asked_in(browser.get(BEGIN, HTTP_HOST="testserver", HTTP_X_FORWARDED_HOST="evil.example")["Location"])

    assert asked["redirect_uri"] == f"https://desk.example{BACK}"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    again = asked_in(browser.get(BEGIN)["Location"])
    assert all(again[name] != asked[name] for name in ("state", "nonce", "code_challenge"))


def test_a_member_signs_in_there_and_comes_to_the_page_that_was_wanted(browser: Client, there) -> None:
    planted = browser.session
    planted["planted"] = True
    planted.save()

    answer = goes(browser, there.provider, next="/console/team")

    assert answer["Location"] == "/console/team"
    assert browser.get("/console/").status_code == 200
    assert SignIn.objects.get().by == "sso:perle"
    assert browser.cookies["comptoir"].value != planted.session_key


def test_coming_back_with_what_was_used_before_is_refused(browser: Client, there) -> None:
    """A23: replay."""
    address = comes_back_to(there.provider.sent_back(browser.get(BEGIN)["Location"]))
    browser.get(address)
    browser.post("/console/sign-out")

    assert refused(browser.get(address))


def test_coming_back_in_another_browser_is_refused(browser: Client, there) -> None:
    """A11, A23: nobody is signed in as somebody else by a link."""
    address = comes_back_to(there.provider.sent_back(browser.get(BEGIN)["Location"]))

    assert refused(Client(**AS_BROWSER).get(address))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda it: it.replace("state=", "state=x"),
        lambda it: it.split("state=")[0],
        lambda it: it.replace("code=", "code=x"),
        lambda it: it.replace("code=", "other="),
        lambda it: it.replace("iss=http", "iss=https"),
    ],
)
def test_an_answer_that_was_changed_on_the_way_is_refused(browser: Client, there, spoil) -> None:
    assert refused(browser.get(spoil(comes_back_to(there.provider.sent_back(browser.get(BEGIN)["Location"])))))
    assert not SignIn.objects.exists()


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://id.evil.example"},
        {"exp": 1},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "adele@maison-perle.example.evil.example"},
        {"email": "nobody@maison-perle.example", "sub": "u-9"},
        {"azp": "another"},
    ],
)
def test_a_token_that_lies_opens_nothing(browser: Client, there, lie: dict[str, Any]) -> None:
    """A23"""
    there.provider.lie = lie

    assert refused(goes(browser, there.provider))
    assert not SignIn.objects.exists()


def test_a_token_without_a_signature_opens_nothing(browser: Client, there) -> None:
    """A23: alg none"""
    there.provider.signs_with, there.provider.algorithm = "", "none"

    assert refused(goes(browser, there.provider))


def test_a_provider_that_is_away_is_said_to_be(browser: Client, there) -> None:
    forget_told()
    there.provider.says = {"token_endpoint": "http://127.0.0.1:1/token"}

    assert refused(goes(browser, there.provider))


def test_an_unknown_provider_is_not_found(browser: Client, there) -> None:
    assert browser.get("/console/sign-in/with/nobody").status_code == 404
    switch_provider(key="perle", is_on=False, now=NOON)
    assert browser.get(BEGIN).status_code == 404


def test_where_it_is_required_a_password_does_not_open(browser: Client, there) -> None:
    """The password is right, so nobody learns by it who works here; guesses are answered as ever."""
    switch_provider(key="perle", is_required=True, now=NOON)
    facts = {"email": there.adele.user.email}

    assert browser.post("/console/sign-in", {**facts, "password": PASSWORD}).status_code == 403
    assert browser.post("/console/sign-in", {**facts, "password": "a guess"}).status_code == 400
    assert goes(browser, there.provider)["Location"] == "/console/"


def test_ones_own_second_factor_is_asked_for_unless_the_provider_has(browser: Client, there) -> None:
    secret = new_totp_secret()
    add_totp(user_id=there.adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)

    assert goes(browser, there.provider)["Location"] == "/console/sign-in/second-factor"
    there.provider.lie = {"amr": ["pwd", "mfa"]}
    assert goes(Client(**AS_BROWSER), there.provider)["Location"] == "/console/"


def test_who_has_no_password_confirms_there_and_has_to_sign_in_anew(browser: Client, there) -> None:
    goes(browser, there.provider)

    address = browser.get(BEGIN, {"confirm": "1", "next": "/console/settings/security"})["Location"]
    assert (asked_in(address)["prompt"], asked_in(address)["max_age"]) == ("login", "0")
    answer = browser.get(comes_back_to(there.provider.sent_back(address)))
    assert answer["Location"] == "/console/settings/security"

    address = browser.get(BEGIN, {"confirm": "1"})["Location"]
    there.provider.lie = {"auth_time": None}
    assert refused(browser.get(comes_back_to(there.provider.sent_back(address))))


def test_somebody_elses_account_confirms_nothing(browser: Client, there) -> None:
    goes(browser, there.provider)
    address = browser.get(BEGIN, {"confirm": "1"})["Location"]
    there.provider.person = {"sub": "u-2", "email": "marc@maison-perle.example", "email_verified": True}

    assert refused(browser.get(comes_back_to(there.provider.sent_back(address))))


def test_signing_out_offers_to_sign_out_there_too(browser: Client, there) -> None:
    goes(browser, there.provider)

    left = browser.post("/console/sign-out")["Location"]
    assert "/console/sign-in/with/perle/leave" in browser.get(left).content.decode()
    away = browser.get("/console/sign-in/with/perle/leave")["Location"]
    assert away.startswith(f"{there.provider.issuer}/leave?")
    assert asked_in(away)["post_logout_redirect_uri"] == "https://desk.example/console/sign-in"


def test_nothing_of_what_was_exchanged_stays_in_the_session(browser: Client, there) -> None:
    """A17"""
    goes(browser, there.provider)

    kept = str(dict(browser.session.items()))
    assert "access_token" not in kept
    assert not browser.session.get("sso")
