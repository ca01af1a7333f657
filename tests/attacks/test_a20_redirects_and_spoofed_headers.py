"""Attack A20: open redirects, and headers that claim another host or address (as in CVE-2022-25803, CVE-2026-107393)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from a2wsgi.wsgi import build_environ
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import reverse

from comptoir.config.asgi import _told_who
from comptoir.foundation.limits import address_of
from comptoir.surfaces.gateway.gateway import client_address as socket_address
from tests.live import LiveDesk
from tests.people import PASSWORD, a_member, a_shop

ELSEWHERE = [
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "///evil.example",
    "////evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example\r\nSet-Cookie: x=1",
    "http://testserver@evil.example",
    "/\x00/evil.example",
    "",
]


@pytest.mark.django_db
@pytest.mark.parametrize("after", ELSEWHERE)
def test_signing_in_leads_nowhere_else(after: str) -> None:
    """A20: by either method, the next page is one of ours."""
    member = a_member(a_shop(), password=PASSWORD)
    client = Client()

    signed = client.post(reverse("console:sign_in"), {"email": member.user.email, "password": PASSWORD, "next": after})
    again = client.get(reverse("console:sign_in"), {"next": after})

    for answer in (signed, again):
        assert answer.status_code == 302
        place = answer["Location"]
        assert place.startswith("/")
        assert not place.startswith(("//", "/\\", "/\t", "/\n"))
        assert "Set-Cookie: x" not in place


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:80@evil.example", "localhost evil", "localhost.evil.example"]
)
def test_another_host_is_not_answered(host: str) -> None:
    """A20: what the Host header says is never the base of a link."""
    answer = Client().get(reverse("console:sign_in"), headers={"Host": host})

    assert answer.status_code == 400
    assert b"evil" not in answer.content


@pytest.mark.django_db
def test_a_forwarded_host_changes_nothing() -> None:
    """A20: links keep the configured base."""
    spoofed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    a_shop()
    for address in (reverse("console:sign_in"), "/widget/maison-perle/settings.json", "/widget/loader.js"):
        assert "evil.example" not in Client().get(address, headers=spoofed).content.decode()


@pytest.mark.parametrize(
    "name", [b"x-forwarded-for", b"x_forwarded_for", b"x-forwarded_for", b"x_forwarded-for", b"x-real-ip"]
)
def test_only_a_trusted_proxy_says_who_the_client_is(name: bytes, settings: Any) -> None:
    """A20: also under names that WSGI would take for the same."""
    scope = {"client": ("203.0.113.9", 1), "headers": [(name, b"127.0.0.1"), (b"accept", b"*/*")]}

    assert _told_who(scope)["headers"] == [(b"accept", b"*/*")]
    settings.TRUSTED_PROXIES = ["203.0.113.9"]
    kept = [(name, b"127.0.0.1")] if b"_" not in name else []
    assert _told_who(scope)["headers"] == [*kept, (b"accept", b"*/*")]


def test_the_nearest_proxy_has_the_last_word_about_the_client(settings: Any) -> None:
    """A20: it appends to what the client has made up, in the same line or in one more; sockets and pages agree."""
    settings.TRUSTED_PROXIES = ["203.0.113.9"]
    true, claimed = b"198.51.100.7", b"127.0.0.1"
    for lines in ([claimed + b", " + true], [claimed, true], [claimed, claimed + b"," + true], [true]):
        headers = [(b"x-forwarded-for", line) for line in lines]
        scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": "/", "query_string": b""}
        scope |= {"client": ("203.0.113.9", 1), "headers": headers}

        page = WSGIRequest(build_environ(_told_who(scope), io.BytesIO()))

        assert socket_address(scope) == address_of(page) == true.decode(), lines
    assert socket_address({"client": ("198.51.100.7", 1), "headers": [(b"x-forwarded-for", claimed)]}) == true.decode()


def test_changing_the_claimed_address_does_not_buy_more_guesses(desk: LiveDesk) -> None:
    """A20: the guesses at a password are counted for the address that is really connected."""
    agent = desk.agent("manager")
    statuses = []
    for n in range(9):
        headers = {"X-Forwarded-For": f"10.0.0.{n}", "X_Forwarded_For": f"10.0.1.{n}", "X-Real-IP": f"10.0.2.{n}"}
        form = {"email": "nobody@maison-perle.example", "password": "wrong"}
        statuses.append(agent.page("POST", "/console/sign-in", form, **headers)[0])

    assert statuses[0] == 400
    assert statuses[-1] == 429
