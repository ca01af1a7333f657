"""Attack A9: an address that somebody writes makes the server ask nobody of its own house (as in CVE-2024-39713).

A canary listens on this machine; whatever is written, by whomever, wherever, it hears nothing.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from comptoir.config.wiring import REACTIONS
from comptoir.domain.accounts.oidc.discovery import forget_told
from comptoir.domain.people.tokens import visitor_token
from comptoir.foundation.worker import Worker
from tests.attacks.asking import AS_PAGE
from tests.people import NOON, PASSWORD, a_conversation, a_member, a_shop

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket, pytest.mark.timeout(300)]


class Canary(http.server.ThreadingHTTPServer):
    """Hears who asks; answers each with a way to itself, as a redirect to the inside would."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), Listening)

    @property
    def ways(self) -> tuple[str, ...]:
        """The addresses by which a machine is its own, however they are written."""
        port = self.server_port
        hosts = ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "127.0.0.1.")
        inside = ("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "①②⑦.0.0.1", "localhost.", "LOCALHOST")
        return tuple(f"{scheme}://{host}:{port}" for scheme in ("http", "https") for host in (*hosts, *inside))


class Listening(http.server.BaseHTTPRequestHandler):
    """One request."""

    server: Canary

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(302)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/again")
        self.end_headers()

    do_POST = do_HEAD = do_GET  # noqa: N815 so they are called

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def canary() -> Iterator[Canary]:
    cache.clear()
    with Canary() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture
def team() -> Iterator[SimpleNamespace]:
    with time_machine.travel(NOON, tick=False):
        shop = a_shop()
        anne = a_member(shop, "administrator", password=PASSWORD)
        client = Client(raise_request_exception=False, **AS_PAGE)
        client.post("/console/sign-in", {"email": anne.user.email, "password": PASSWORD})
        yield SimpleNamespace(shop=shop, anne=anne, client=client)


def test_a_companys_sign_in_is_asked_for_nowhere_inside(
    canary: Canary, team: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A9: by no way of writing this machine's address; and what is refused is said without what stands there."""
    monkeypatch.setattr("comptoir.surfaces.console.views.sso_settings.SAVES_A_MINUTE", 1000)
    outside = (
        "http://169.254.169.254",
        "http://10.0.0.1",
        "file:///etc/passwd",
        "gopher://127.0.0.1:1/_x",
        "https://user@127.0.0.1",
    )
    for number, issuer in enumerate((*canary.ways, *outside)):
        forget_told()
        form = {
            "key": f"k{number}",
            "label": "x",
            "issuer": issuer,
            "client_id": "x",
            "secret": "x",
            "domains": "x.example",
        }
        answer = team.client.post("/console/signing-in/new", form | {"is_on": "1"})
        cache.clear()
        assert answer.status_code == 400, (issuer, answer.status_code)
        assert "root:" not in answer.content.decode()
    assert canary.heard == []


def test_nothing_that_is_written_is_fetched(
    canary: Canary, team: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    """A9: messages, the page that a visitor came from, posts, articles with pictures, phrases, pages: no preview, no copy."""
    adele = a_member(team.shop, "advisor")
    words = " ".join(f"{way}/x.png ![x]({way}/y.png) <img src='{way}/z'>" for way in canary.ways[:4])
    with django_capture_on_commit_callbacks(execute=True):
        talk = a_conversation(team.shop, answered_by=adele, body=words, page_url=f"{canary.ways[0]}/page")
        sent = {"client_id": str(uuid4()), "body": words}
        headers = {"Authorization": f"Bearer {visitor_token(talk.visitor)}"}
        said = Client().post(
            f"/widget/{team.shop.key}/conversations/{talk.pk}/messages",
            sent,
            content_type="application/json",
            headers=headers,
        )
        assert said.status_code == 201
        shop = {"shop": str(team.shop.id), "language": "fr"}
        forms = {
            "/console/articles/new": {"title": "Une image", "body": words, "is_public": "yes"},
            "/console/articles/preview": {"body": words},
            "/console/phrases/new": {"title": "Une image", "body": words},
            "/console/pages/new": {"title": "Une page", "address": f"{canary.ways[0]}/page"},
        }
        for path, form in forms.items():
            assert team.client.post(path, shop | form).status_code < 500, path
            cache.clear()
        post = {"shop": team.shop.id, "client_id": str(uuid4()), "body": words[:900]}
        assert team.client.post("/console/feed/say", post, content_type="application/json").status_code == 201
        Worker(REACTIONS).deliver_all(NOON)
    for path in (f"/console/c/{talk.pk}", "/console/feed", "/console/articles"):
        assert team.client.get(path).status_code == 200
    assert canary.heard == []
