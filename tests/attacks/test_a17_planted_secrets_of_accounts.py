"""Attack A17: a secret by which one comes in is searched for in logs, pages, addresses, tables that are given out, and what may be kept."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from comptoir.config.wiring import REACTIONS
from comptoir.domain.accounts.actions import add_totp, new_totp_secret, take_recovery_codes
from comptoir.domain.accounts.reset_link import signed_reset
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.domain.people.actions import Rights, invite
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from tests.attacks.asking import AS_PAGE, AS_SCRIPT, addresses, pages, read, signed_in
from tests.people import NOON, PASSWORD, a_member, a_viewer

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]


@pytest.fixture
def secrets(house: SimpleNamespace) -> dict[str, str]:
    """What opens somebody's account, of each kind one."""
    anne = house.anne = a_member(house.shop, "administrator", password=PASSWORD)
    seed = new_totp_secret()
    add_totp(user_id=house.adele.user_id, secret=seed, code=code_at(seed, NOON), now=NOON)
    codes = take_recovery_codes(user_id=house.adele.user_id)
    rights = Rights(role="advisor")
    return {
        "an invitation": invite(viewer=a_viewer(anne), rights=rights, email="nina@perle.example", now=NOON)[1],
        "a way to a password": signed_reset(house.adele.user, NOON),
        "a seed": seed,
        "a recovery code": codes[0],
        "a password": PASSWORD,
    }


def test_no_page_and_no_table_shows_it(house: SimpleNamespace, secrets: dict[str, str]) -> None:
    """A17: whatever who may everything asks for; nor do heads, and nothing of it is kept by a cache."""
    client, wrong = signed_in(house.anne, **AS_PAGE), list[Any]()
    for route in pages():
        for address in list(addresses(route))[:2]:
            answer, words = read(client, address)
            told = f"{words} {answer.headers}"
            wrong += [(address, name) for name, secret in secrets.items() if secret in told]
            if route.short != "picture" and answer.status_code == 200 and "no-store" not in answer["Cache-Control"]:
                wrong.append((address, answer["Cache-Control"]))
    assert wrong == []


def test_what_comes_by_a_link_is_in_no_address_no_referer_no_page_and_no_log(
    house: SimpleNamespace, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """A17 (CVE-2024-3262): the secret goes out of the address at once, and the page after it tells nobody where one came from."""
    caplog.set_level(logging.DEBUG)
    ways = {"an invitation": "/console/join", "a way to a password": "/console/sign-in/reset"}
    for name, path in ways.items():
        client, secret = Client(**AS_PAGE), secrets[name]
        came = client.get(f"{path}/{secret}")
        assert (came.status_code, came["Location"]) == (302, path)
        assert came["Referrer-Policy"] == "no-referrer"
        page = client.get(path)
        assert page.status_code == 200, name
        refused = client.post(path, {"password": "short", "again": "short", "name": "x", "email": "nina@perle.example"})
        lost = client.get(f"{path}/{secret[:-1]}x")
        for answer in (came, page, refused, lost):
            assert "no-store" in answer["Cache-Control"], name
            assert secret not in answer.content.decode()
        assert page["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert (
            "https://"
            not in page.content.decode().replace("https://www.maison-perle.example", "").partition("<main")[2]
        )
    assert [name for name, secret in secrets.items() if secret in caplog.text] == []


def test_what_is_announced_and_logged_while_it_is_sent_holds_none(
    house: SimpleNamespace, secrets: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    """A17: events and logs name the invitation and the account by number."""
    caplog.set_level(logging.DEBUG)
    Client(**AS_PAGE).post("/console/sign-in/forgotten", {"email": house.adele.user.email})
    Client(**AS_PAGE).post("/console/sign-in", {"email": house.anne.user.email, "password": PASSWORD})
    told = "\n".join(Announcement.objects.values_list("payload", flat=True))
    Worker(REACTIONS).deliver_all(NOON)

    for where in (told, caplog.text):
        assert [name for name, secret in secrets.items() if secret in where] == []


def test_the_feed_and_scripts_carry_no_session(house: SimpleNamespace) -> None:
    """A17: the cookie's value stands in no answer that a script reads."""
    client = signed_in(house.amin, **AS_SCRIPT)
    session = client.cookies["comptoir"].value
    for path in (
        "/console/standing",
        "/console/feed/open",
        f"/console/c/{house.talk.pk}",
        "/console/settings/security",
    ):
        assert session not in client.get(path).content.decode(), path
