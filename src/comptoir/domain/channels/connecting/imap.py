"""Coming in at an IMAP server: encrypted and checked, by password or by an OAuth 2 token."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from comptoir.domain.channels.connecting.access import Access, Trouble
from comptoir.domain.channels.connecting.hosts import PATIENCE, connected, secured, tls_context, troubles


class _Wire(imaplib.IMAP4):
    """imaplib on a socket of ours."""

    def __init__(self, access: Access, patience: float) -> None:
        self._access, self.patience = access, patience
        super().__init__(access.host, access.port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        plain = connected(self._access, self.patience)
        return secured(plain, self._access.host) if self._access.security == "tls" else plain


class _Client(IMAPClient):  # type: ignore[misc]
    """imapclient on the same."""

    def __init__(self, access: Access, patience: float) -> None:
        self._access, self._patience = access, patience
        is_tls = access.security == "tls"
        super().__init__(access.host, access.port, ssl=is_tls, timeout=SocketTimeout(patience, patience))
        self.normalise_times = False

    def _create_IMAP4(self) -> Any:  # noqa: N802
        return _Wire(self._access, self._patience)


def signed_in(access: Access, patience: float = PATIENCE) -> IMAPClient:
    """A connection on which we are signed in; the caller ends it. Raises `Trouble`."""
    may_be_plain = access.may_be_private or settings.MAIL_PRIVATE_HOSTS
    if access.security == "none" and not may_be_plain:
        raise Trouble("not_secure")
    with imap_troubles():
        client = _Client(access, patience)
    try:
        with imap_troubles():
            if access.security == "starttls":
                if not client.has_capability("STARTTLS"):
                    raise Trouble("no_tls")
                client.starttls(tls_context(settings.MAIL_CERTIFICATES))
            _sign_in(client, access)
    except Trouble:
        end(client)
        raise
    return client


def has_told(client: IMAPClient) -> bool:
    """Whether the server has said something that was read off the socket already, and that nobody has looked at."""
    wire = client._imap
    client.socket().setblocking(False)
    try:
        return bool((getattr(wire, "_file", None) or wire.file).peek(1))
    except ssl.SSLWantReadError:
        return False
    finally:
        client.socket().settimeout(wire.patience)


def end(client: IMAPClient) -> None:
    """Close a connection, whatever state it is in."""
    try:
        client.shutdown()
    except (OSError, IMAPClientError, imaplib.IMAP4.error):
        return


@contextmanager
def imap_troubles() -> Iterator[None]:
    """Let what goes wrong with an IMAP server be a `Trouble`."""
    with troubles():
        try:
            yield
        except LoginError as error:
            raise Trouble("sign_in_refused") from error
        except (IMAPClientAbortError, imaplib.IMAP4.abort) as error:
            raise Trouble("connection_lost") from error
        except (IMAPClientError, imaplib.IMAP4.error) as error:
            raise Trouble("server_refused") from error


def _sign_in(client: IMAPClient, access: Access) -> None:
    if access.token:
        try:
            client.oauth2_login(access.user, access.token)
        except LoginError as error:
            raise Trouble("token_refused") from error
    else:
        client.login(access.user, access.secret)
