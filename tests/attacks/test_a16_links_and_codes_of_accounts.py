"""Attack A16 by the pages themselves: invitations, ways to a new password, recovery codes, links to rate: guessed, late, used, changed."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from comptoir.config.wiring import REACTIONS
from comptoir.domain.accounts.actions import add_totp, new_totp_secret, take_recovery_codes
from comptoir.domain.accounts.reset_link import signed_reset
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.domain.people.actions import Rights, invite, withdraw_invitation
from comptoir.domain.people.models import Membership, User
from comptoir.foundation.worker import Worker
from tests.attacks.asking import AS_PAGE
from tests.people import NOON, PASSWORD, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db

SIGN_IN = "/console/sign-in"
NEW = "une phrase que moi seule connais"
WEEK = dt.timedelta(days=7)


@pytest.fixture
def team() -> Any:
    """Marc invites, Adèle has an account; at noon."""
    cache.clear()
    shop = a_shop()
    with time_machine.travel(NOON, tick=False):
        yield SimpleNamespace(
            shop=shop, marc=a_member(shop, "manager"), adele=a_member(shop, "advisor", password=PASSWORD)
        )


def browser() -> Client:
    cache.clear()
    return Client(raise_request_exception=False, **AS_PAGE)


def wrong(token: str) -> dict[str, str]:
    """What looks like the secret and is not."""
    return {
        "null": "null",
        "none": "None",
        "undefined": "undefined",
        "zero": "0",
        "another case": token.swapcase(),
        "small": token.lower() if token != token.lower() else token.upper(),
        "cut": token[:-1],
        "longer": f"{token}A",
        "turned round": token[::-1],
        "all alike": token[0] * len(token),
        "a blank": "%20",
        "NUL": "%00",
        "two": f"{token},{token}",
        "a list": "[]",
        "far too long": "x" * 3000,
    }


def invited(team: SimpleNamespace, email: str = "nina@perle.example") -> tuple[Any, str]:
    return invite(viewer=a_viewer(team.marc), rights=Rights(role="advisor"), email=email, now=NOON)


def joins(token: str) -> int:
    """What becomes of somebody new who brings this secret and fills the form in."""
    client = browser()
    client.get(f"/console/join/{token}")
    form = {"name": "Nina", "email": "nina@perle.example", "password": NEW, "again": NEW}
    return client.post("/console/join", form).status_code


def renews(token: str) -> int:
    """What becomes of somebody who brings this secret and chooses a password."""
    client = browser()
    client.get(f"{SIGN_IN}/reset/{token}")
    return client.post(f"{SIGN_IN}/reset", {"password": NEW, "again": NEW}).status_code


def test_an_invitation_is_opened_by_its_secret_alone_once_and_for_a_week(team: SimpleNamespace) -> None:
    """A16 (CVE-2026-41902, CVE-2026-53595)."""
    _invitation, token = invited(team)
    for kind, tried in wrong(token).items():
        assert joins(tried) >= 400, kind
    with time_machine.travel(NOON + WEEK + dt.timedelta(minutes=1), tick=False):
        assert joins(token) >= 400
    assert not User.objects.filter(email="nina@perle.example").exists()

    assert joins(token) == 302
    assert joins(token) >= 400
    assert Membership.objects.filter(user__email="nina@perle.example").count() == 1
    other, withdrawn = invited(team, "noe@perle.example")
    withdraw_invitation(viewer=a_viewer(team.marc), invitation_id=other.pk, now=NOON)
    assert joins(withdrawn) >= 400
    assert len({invited(team, f"n{number}@perle.example")[1] for number in range(9)} | {token}) == 10


def test_a_way_to_a_new_password_is_opened_by_its_secret_alone_once_and_for_an_hour(team: SimpleNamespace) -> None:
    """A16: and not after the password was changed, nor after somebody has signed in."""
    user = team.adele.user
    token = signed_reset(user, NOON)
    for kind, tried in wrong(token).items():
        if tried != token:
            assert renews(tried) >= 400, kind
    with time_machine.travel(NOON + dt.timedelta(minutes=61), tick=False):
        assert renews(token) >= 400
    user.refresh_from_db()
    assert user.check_password(PASSWORD)

    assert renews(token) == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert renews(token) >= 400
    assert signed_reset(user, NOON) != token


def test_a_recovery_code_opens_once_and_nothing_like_it(team: SimpleNamespace) -> None:
    """A16: as many signs as it has, each opens one time; empty, null, cut and another's do not."""
    secret = new_totp_secret()
    add_totp(user_id=team.adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    first, *codes = take_recovery_codes(user_id=team.adele.user_id)

    assert len({first, *codes}) == len(codes) + 1 >= 8
    assert min(len(re.sub(r"\W", "", it)) for it in codes) >= 8
    for tried in ("", " ", "null", "0", first[:-1], first[::-1], "\0", f"{codes[0]}{codes[1]}"):
        assert second(team, tried) >= 400, tried
    assert second(team, first) == 302
    assert second(team, first) >= 400
    assert second(team, codes[0]) == 302


def second(team: SimpleNamespace, code: str) -> int:
    """What comes of the right password and this code."""
    client = browser()
    client.post(SIGN_IN, {"email": team.adele.user.email, "password": PASSWORD})
    cache.clear()
    return client.post(f"{SIGN_IN}/second-factor", {"code": code}).status_code


def test_no_secret_stands_in_the_database_as_it_is(team: SimpleNamespace) -> None:
    """A16: invitations as digests, recovery codes and seeds sealed, passwords hashed; none in what was announced or sent to be told."""
    secret = new_totp_secret()
    add_totp(user_id=team.adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    secrets = [secret, PASSWORD, invited(team)[1], *take_recovery_codes(user_id=team.adele.user_id)]
    browser().post(f"{SIGN_IN}/forgotten", {"email": team.adele.user.email})
    Worker(REACTIONS).deliver_all(NOON)
    secrets.append(signed_reset(team.adele.user, NOON))

    kept = "\n".join(everything_kept())
    assert [it for it in secrets if it in kept or re.sub(r"\W", "", it) in kept] == []


def everything_kept() -> list[str]:
    """Every value of every table but the letters that carry a secret to whom it is for."""
    models = [it for it in apps.get_models() if it._meta.db_table != "channels_sentmail"]
    return [str(value) for model in models for row in model._base_manager.values_list() for value in row]
