"""Attack A23 by the pages themselves: who has an account, guessing, a planted session, a provider's word, a door for maintenance."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from comptoir.domain.accounts.actions import ProviderWanted, add_provider
from comptoir.domain.accounts.models import SignIn
from comptoir.domain.accounts.oidc.discovery import forget_told
from comptoir.domain.people.models import User
from comptoir.domain.people.rules import OUTSIDE, PERMISSIONS
from tests.attacks.asking import AS_PAGE
from tests.oidc import CLIENT, SECRET, Provider, running
from tests.people import NOON, PASSWORD, a_member, a_shop
from tests.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.timeout(400)]

SIGN_IN = "/console/sign-in"
TRIES = 7


@pytest.fixture
def team() -> Iterator[SimpleNamespace]:
    cache.clear()
    shop = a_shop()
    with time_machine.travel(NOON, tick=False):
        yield SimpleNamespace(
            shop=shop, adele=a_member(shop, "advisor", password=PASSWORD), marc=a_member(shop, "manager")
        )


def browser() -> Client:
    return Client(raise_request_exception=False, **AS_PAGE)


def tries(client: Client, email: str, password: str = "a guess") -> Any:
    return client.post(SIGN_IN, {"email": email, "password": password})


def test_known_and_unknown_addresses_take_the_same_time(team: SimpleNamespace) -> None:
    """A23 (CVE-2021-38562): the middle of some tries each, in turn; work as such is counted in the console's own tests."""
    took: dict[str, list[float]] = {
        "nobody@maison-perle.example": [],
        team.adele.user.email: [],
        team.marc.user.email: [],
    }
    for _ in range(TRIES):
        for email, times in took.items():
            cache.clear()
            began = time.perf_counter_ns()
            tries(browser(), email)
            times.append(time.perf_counter_ns() - began)
    unknown, *known = (statistics.median(it) for it in took.values())

    for each in known:
        assert 0.5 < unknown / each < 2, took


@pytest.fixture
def quick(settings: Any) -> None:
    """Passwords that are hashed at once: here it is counted how often, not how long."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_known_and_unknown_addresses_are_answered_alike_everywhere(quick: None, team: SimpleNamespace) -> None:
    """A23: at the door, on the way to a new password, and when there was too much of it."""
    for path in (SIGN_IN, f"{SIGN_IN}/forgotten"):
        told = []
        for email in (team.adele.user.email, "nobody@maison-perle.example"):
            cache.clear()
            answers = [browser().post(path, {"email": email, "password": "a guess"}) for _ in range(TRIES)]
            told.append([(it.status_code, bare(it.content.decode(), email)) for it in answers])
        assert told[0] == told[1], path
        assert told[0][-1][0] == 429, path


def bare(page: str, email: str) -> str:
    return re.sub(r"[A-Za-z0-9]{43,}|\d+ (seconds|minutes)", "", page.partition("<main")[2].replace(email, ""))


def test_guessing_ends_with_429_from_many_addresses_too(quick: None, team: SimpleNamespace) -> None:
    """A23: one account from a hundred addresses, one address for a hundred accounts; the right password does not help the guesser."""
    from_many = [
        tries(Client(REMOTE_ADDR=f"203.0.113.{number}", **AS_PAGE), team.adele.user.email).status_code
        for number in range(70)
    ]
    assert 429 in from_many
    cache.clear()
    for_many = [tries(browser(), f"nobody{number}@maison-perle.example").status_code for number in range(70)]
    assert 429 in for_many
    assert tries(browser(), team.adele.user.email, PASSWORD).status_code == 429


def test_a_planted_session_is_worth_nothing(team: SimpleNamespace) -> None:
    """A23 (osTicket 85a76f403): neither before signing in, nor after, nor is one made up taken over."""
    victim, thief = browser(), browser()
    session = thief.session
    session["planted"] = True
    session.save()
    for planted in (session.session_key, "planted0planted0planted0planted0"):
        victim.cookies["comptoir"] = planted
        assert tries(victim, team.adele.user.email, PASSWORD).status_code == 302
        assert victim.cookies["comptoir"].value != planted
        thief.cookies["comptoir"] = planted
        assert thief.get("/console/team").status_code in (302, 401, 403)
        assert not Session.objects.filter(session_key=planted).exists() or planted != "planted0planted0planted0planted0"
    before = victim.cookies["comptoir"].value
    victim.post("/console/sign-out")
    victim.cookies["comptoir"] = before
    assert victim.get("/console/team").status_code in (302, 401, 403)


@pytest.fixture
def provider(team: SimpleNamespace, settings: Any) -> Iterator[Provider]:
    """A provider that vouches for whoever it likes."""
    settings.SSO_PRIVATE_HOSTS, settings.PUBLIC_URL = True, "https://desk.example"
    forget_told()
    with running() as provider:
        named = {"label": "Perle ID", "issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET}
        wanted = ProviderWanted(domains=("maison-perle.example",), **named)
        add_provider(key="perle", shop_id=team.shop.id, wanted=wanted, actor=None, now=NOON)
        yield provider


@pytest.mark.parametrize(
    "lie",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email_verified": 1},
        {"email": "adele@maison-perle.example.evil.example"},
        {"email": ["adele@maison-perle.example"]},
        {"email": "adele@elsewhere.example"},
    ],
    ids=str,
)
def test_an_address_that_nobody_has_verified_ties_no_account(
    team: SimpleNamespace, provider: Provider, lie: Any
) -> None:
    """A23 (CVE-2026-84458): the account stays its owner's, and no other comes to be."""
    provider.lie = lie
    client, users = browser(), User.objects.count()
    answer = comes_back(client, provider)

    assert answer.status_code in (400, 403)
    assert client.get("/console/team").status_code in (302, 401, 403)
    assert (SignIn.objects.count(), User.objects.count()) == (0, users)


def test_an_address_is_verified_by_who_says_it(team: SimpleNamespace, provider: Provider) -> None:
    """A23: that the token calls some address verified says nothing of the one which is asked for after it."""
    provider.lie, provider.person = (
        {"email": "", "email_verified": True},
        {"sub": "u-1", "email": team.adele.user.email},
    )

    assert comes_back(browser(), provider).status_code in (400, 403)
    assert SignIn.objects.count() == 0


def comes_back(client: Client, provider: Provider) -> Any:
    """There and back."""
    back = urlsplit(provider.sent_back(client.get(f"{SIGN_IN}/with/perle")["Location"]))
    return client.get(f"{back.path}?{back.query}")


def test_there_is_no_door_for_maintenance() -> None:
    """A23 (CVE-2026-40498): every address says whom it is for; none runs what the clock runs, whoever asks."""
    undeclared = [it.name for it in routes() if it.door is None]
    assert [it for it in undeclared if it.startswith(("console:", "widget:", "api:", "market:", "ratings:"))] == []
    for door in (it.door for it in routes() if it.door):
        assert door.right in PERMISSIONS or door.right in OUTSIDE
    client = browser()
    for path in (
        "/system/cron",
        "/cron",
        "/admin/",
        "/debug",
        "/__debug__/",
        "/metrics",
        "/install",
        "/setup",
        "/console/cron",
    ):
        for asked in (path, f"{path}?hash=&token=null"):
            assert client.get(asked).status_code in (302, 401, 403, 404), asked
            assert client.post(asked).status_code in (302, 401, 403, 404, 405), asked
