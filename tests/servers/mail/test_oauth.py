"""Mailboxes that are opened by a permission of their owner: tokens are renewed in time, and a real server takes them."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from comptoir.domain.channels.actions import lease_mailboxes, oauth_of
from comptoir.domain.channels.connecting import oauth, smtp
from comptoir.domain.channels.connecting.access import Access, Trouble
from comptoir.domain.channels.models import Mailbox as MailboxRow
from comptoir.domain.channels.sealing import open_sealed, seal
from comptoir.surfaces.mailroom.fetcher.mailbox import Mailbox
from tests.live import free_port
from tests.people import a_shop
from tests.post_office import SHOP, PostOffice, a_mail

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.django_db]

USER = f"oauth@{SHOP}"


class Provider(HTTPServer):
    """Gives tokens to who shows the refresh token, and a new refresh token each time."""

    def __init__(self, post: PostOffice) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.post, self.asked, self.knows = post, list[dict[str, list[str]]](), "refresh 0"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append(form)
        is_known = form["refresh_token"] == [self.server.knows]
        self.server.knows = f"refresh {len(self.server.asked)}" if is_known else self.server.knows
        told = {"access_token": self.server.post.token(USER), "expires_in": 3599, "refresh_token": self.server.knows}
        self._say(200, told) if is_known else self._say(400, {"error": "invalid_grant"})

    def _say(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def provider(post: PostOffice, monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[Provider]:
    settings.MAIL_PRIVATE_HOSTS = True
    settings.MAIL_CERTIFICATES = str(post.certificates)
    provider = Provider(post)
    monkeypatch.setitem(oauth.ENDPOINTS, "google", f"http://127.0.0.1:{provider.server_port}/token")
    yield provider
    provider.shutdown()
    provider.server_close()


def connected(post: PostOffice, **secrets: Any) -> Mailbox:
    kept = {"client_secret": "of the client", "refresh_token": "refresh 0"} | secrets
    MailboxRow.objects.create(
        shop_id=a_shop().id,
        address=USER,
        incoming="imap",
        imap_host="localhost",
        imap_port=post.imaps_port,
        imap_user=USER,
        uid=-1,
        oauth_provider="google",
        oauth_client="the client",
        oauth_secrets=seal(json.dumps(kept)),
    )
    at = timezone.now()
    return Mailbox(lease_mailboxes(now=at, until=at + dt.timedelta(minutes=1), at_most=10)[0])


def visit(box: Mailbox) -> int:
    try:
        return box.visit(timezone.now())
    finally:
        box.close()


def test_a_mailbox_is_opened_by_a_token_that_is_asked_for_once(post: PostOffice, provider: Provider) -> None:
    post.drop(a_mail("Olá", sender="ana@people.test", to=USER), to=USER)
    box = connected(post)
    assert visit(box) >= 1
    assert visit(box) == 0
    assert [form["client_id"] for form in provider.asked] == [["the client"]]


def test_what_the_provider_gives_is_kept_sealed(post: PostOffice, provider: Provider) -> None:
    box = connected(post)
    visit(box)
    kept = oauth_of(box.facts.id)
    assert kept is not None
    assert kept.secrets["refresh_token"] == "refresh 1"
    sealed = MailboxRow.objects.get().oauth_secrets
    assert "refresh" not in sealed
    assert "refresh 1" in open_sealed(sealed)


def test_a_token_is_renewed_before_it_ends(post: PostOffice, provider: Provider) -> None:
    soon = timezone.now().timestamp() + 120
    visit(connected(post, access_token=post.token(USER), ends_at=soon))
    assert len(provider.asked) == 1


def test_a_permission_that_was_taken_back_is_a_trouble_with_a_name(post: PostOffice, provider: Provider) -> None:
    with pytest.raises(Trouble) as trouble:
        visit(connected(post, refresh_token="another"))
    assert trouble.value.code == "token_refused"


def test_a_token_that_the_server_does_not_take_is_another(post: PostOffice, provider: Provider) -> None:
    later = timezone.now().timestamp() + 3600
    with pytest.raises(Trouble) as trouble:
        visit(connected(post, access_token="nonsense", ends_at=later))
    assert trouble.value.code == "token_refused"


class _Bearers:
    """An SMTP server that lets in who bears the right token."""

    async def auth_XOAUTH2(self, server: Any, words: list[str]) -> Any:  # noqa: N802
        from base64 import b64decode

        from aiosmtpd.smtp import AuthResult

        said = b64decode(words[1]).decode()
        if said == f"user={USER}\x01auth=Bearer good\x01\x01":
            return AuthResult(success=True)
        # A provider says why, waits for an empty answer, and refuses then.
        await server.challenge_auth(b'{"status":"400"}', encode_to_b64=True)
        return AuthResult(success=False, handled=False)


@pytest.fixture
def bearers(settings) -> Iterator[int]:
    """The port of an SMTP server that lets in who bears the right token."""
    settings.MAIL_PRIVATE_HOSTS = True
    place = Controller(_Bearers(), hostname="127.0.0.1", port=free_port(), auth_require_tls=False)
    place.start()
    yield place.port
    place.stop()


def test_letters_go_out_by_the_same_permission(bearers: int) -> None:
    smtp.signed_in(Access("127.0.0.1", bearers, "none", USER, token="good")).close()


def test_letters_do_not_go_out_by_one_that_is_over(bearers: int) -> None:
    with pytest.raises(Trouble) as trouble:
        smtp.signed_in(Access("127.0.0.1", bearers, "none", USER, token="bad"))
    assert trouble.value.code == "token_refused"
