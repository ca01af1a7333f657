"""Coming in at an SMTP server that takes our letters: encrypted and checked where it is not the house's own."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from comptoir.domain.channels.connecting.access import Access, Trouble
from comptoir.domain.channels.connecting.hosts import PATIENCE, connected, secured, tls_context, troubles


class _Client(smtplib.SMTP):
    """smtplib on a socket of ours."""

    def __init__(self, access: Access, patience: float, helo: str) -> None:
        self._access = access
        super().__init__(access.host, access.port, local_hostname=helo, timeout=patience)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = connected(self._access, timeout)
        return secured(plain, self._access.host) if self._access.security == "tls" else plain


def signed_in(access: Access, *, helo: str = "", patience: float = PATIENCE) -> smtplib.SMTP:
    """A connection over which letters may be sent; the caller ends it. Raises `Trouble`."""
    may_be_plain = access.may_be_private or settings.MAIL_PRIVATE_HOSTS
    if access.security == "none" and not may_be_plain:
        raise Trouble("not_secure")
    with smtp_troubles():
        client = _Client(access, patience, helo or own_name())
    try:
        with smtp_troubles():
            client.ehlo_or_helo_if_needed()
            if access.security == "starttls":
                if not client.has_extn("starttls"):
                    raise Trouble("no_tls")
                client.starttls(context=tls_context(settings.MAIL_CERTIFICATES))
                client.ehlo()
            _sign_in(client, access)
    except Trouble:
        client.close()
        raise
    return client


def own_name() -> str:
    """How we introduce ourselves: by the mail domain, else as the local host. Never by the machine's own name."""
    return settings.MAIL_DOMAIN or "localhost"


@contextmanager
def smtp_troubles() -> Iterator[None]:
    """Let what goes wrong before a letter is sent be a `Trouble`."""
    with troubles():
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            raise Trouble("sign_in_refused") from error
        except smtplib.SMTPServerDisconnected as error:
            raise Trouble("connection_lost") from error
        except smtplib.SMTPException as error:
            raise Trouble("server_refused") from error


def _sign_in(client: smtplib.SMTP, access: Access) -> None:
    if access.token:
        try:
            client.auth("XOAUTH2", _bearer(access))
        except smtplib.SMTPAuthenticationError as error:
            raise Trouble("token_refused") from error
    elif access.user:
        client.login(access.user, access.secret)


def _bearer(access: Access) -> Any:
    def answer(challenge: bytes | None = None) -> str:
        # To a challenge, which holds why the token is refused, the answer is empty.
        return "" if challenge else f"user={access.user}\x01auth=Bearer {access.token}\x01\x01"

    return answer
