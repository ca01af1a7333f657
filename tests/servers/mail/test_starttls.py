"""Our own SMTP listener offers STARTTLS where there is a certificate, and forgets what was said before."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator

import pytest

from comptoir.surfaces.mailroom.keeping import Keeper
from comptoir.surfaces.mailroom.listener.listening import Listening
from tests.post_office.beside import own_certificate

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket]


@pytest.fixture
def port(settings, tmp_path) -> Iterator[int]:
    own_certificate(tmp_path)
    settings.SMTP_CERTIFICATE = str(tmp_path / "both.pem")
    listening = Listening(Keeper(lambda _: None), smtp="127.0.0.1:0")
    listening.start()
    yield listening.ports[0]
    listening.stop()


def trusting(tmp_path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))


def test_a_line_can_be_encrypted(port: int, tmp_path) -> None:
    with smtplib.SMTP("localhost", port, "client.test", timeout=10) as client:
        client.ehlo()
        assert client.has_extn("starttls")
        client.starttls(context=trusting(tmp_path))
        client.ehlo()
        assert not client.has_extn("starttls")
        assert client.noop()[0] == 250


def test_what_is_said_in_clear_behind_starttls_is_not_heard(port: int, tmp_path) -> None:
    """A24: a command that somebody on the line slips in before the encryption is not taken for one behind it."""
    with socket.create_connection(("localhost", port), timeout=10) as line:
        words = line.makefile("rb")
        words.readline()
        line.sendall(b"EHLO client.test\r\nSTARTTLS\r\nVRFY slipped\r\n")
        while not words.readline().startswith(b"220"):
            pass
        with trusting(tmp_path).wrap_socket(line, server_hostname="localhost") as safe:
            safe.sendall(b"NOOP\r\n")
            assert safe.recv(100).startswith(b"250 ")
