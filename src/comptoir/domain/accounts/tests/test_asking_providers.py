"""Asking a provider whose address somebody has typed (A9): nothing inside our own network is reached by it."""

from __future__ import annotations

import http.server
import threading

import pytest

from comptoir.domain.accounts.errors import ProviderNotUsable
from comptoir.domain.accounts.oidc import wire
from comptoir.domain.accounts.oidc.discovery import told_by
from comptoir.domain.accounts.oidc.wire import asked, place_of_url
from tests.oidc import running


@pytest.mark.parametrize(
    "url",
    [
        "http://id.maison-perle.example",
        "ftp://id.maison-perle.example",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@id.maison-perle.example",
        "https://id.maison-perle.example/#x",
        "https://id.maison-perle.example\\@127.0.0.1/",
        "https://id.maison-perle.example:99999/",
        "https://id .example/",
        "javascript:alert(1)",
        "",
    ],
)
def test_only_plain_addresses_over_tls_are_asked(url: str) -> None:
    """A9, A20"""
    with pytest.raises(ProviderNotUsable):
        place_of_url(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "[64:ff9b::7f00:1]",
    ],
)
@pytest.mark.enable_socket
def test_a_host_inside_is_never_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A9: not by its number, in none of its spellings, not by a name."""
    reached: list[object] = []
    monkeypatch.setattr(wire.socket, "create_connection", lambda *a, **k: reached.append(a))

    with pytest.raises(ProviderNotUsable):
        asked(f"https://{host}/.well-known/openid-configuration")
    assert reached == []


@pytest.mark.enable_socket
def test_a_name_that_means_a_host_inside_as_well_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A9: rebinding."""
    found = [(2, 1, 6, "", ("198.41.0.4", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: found)

    with pytest.raises(ProviderNotUsable) as refusal:
        asked("https://id.maison-perle.example/")
    assert "inside our own network" in refusal.value.text()


@pytest.fixture
def _inside(settings) -> None:
    settings.SSO_PRIVATE_HOSTS = True


@pytest.mark.enable_socket
@pytest.mark.usefixtures("_inside")
def test_whoever_runs_the_house_may_have_a_provider_inside() -> None:
    with running() as provider:
        assert told_by(provider.issuer).sign_in == f"{provider.issuer}/authorize"


@pytest.mark.enable_socket
@pytest.mark.usefixtures("_inside")
@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://id.evil.example"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": ["x"]},
    ],
)
def test_a_provider_that_says_odd_things_of_itself_is_not_used(says: dict) -> None:
    """A23: also one that calls itself by another's name."""
    with running() as provider:
        provider.says = says
        with pytest.raises(ProviderNotUsable):
            told_by(provider.issuer)


class _Odd(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind = self.path.strip("/")
        self.send_response(302 if kind == "redirect" else 200)
        if kind == "redirect":
            self.send_header("Location", "http://127.0.0.1:1/secret")
        self.end_headers()
        self.wfile.write({"list": b"[1]", "text": b"hello", "deep": b"[" * 100_000}.get(kind, b" " * 600_000))

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.enable_socket
@pytest.mark.usefixtures("_inside")
@pytest.mark.parametrize("kind", ["redirect", "list", "text", "deep", "large"])
def test_redirects_are_not_followed_and_odd_answers_not_read(kind: str) -> None:
    """A9, A12"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(ProviderNotUsable):
            asked(f"http://127.0.0.1:{server.server_port}/{kind}")
    finally:
        server.shutdown()
        server.server_close()
