"""Ways out: one for each server and who we are there, kept open for a while after a letter."""

from __future__ import annotations

import smtplib
import time
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from comptoir.domain.channels.actions import LetterToSend, oauth_of
from comptoir.domain.channels.connecting import smtp
from comptoir.domain.channels.connecting.access import Access, Security, Trouble
from comptoir.surfaces.mailroom.tokens import with_token

KEPT_OPEN = 20.0
"""Seconds for which a connection waits for the next letter."""
LETTERS_EACH = 100
"""Letters over one connection: servers end longer ones."""
SECURITIES: dict[str, Security] = {"smtp": "none", "smtps": "tls", "smtp+starttls": "starttls"}
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def house_access(address: str) -> Access:
    """The house's own server, as COMPTOIR_SMTP_URL names it. Raises `Trouble` where that names none."""
    parts = urlsplit(address)
    if parts.scheme not in SECURITIES or not parts.hostname:
        raise Trouble("not_configured")
    return Access(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        SECURITIES[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        may_be_private=True,
    )


def access_of(letter: LetterToSend) -> Access:
    """By which server a letter goes. Raises `Trouble`."""
    out = letter.outgoing
    if out.kind == "house":
        return house_access(settings.SMTP_URL)
    if out.kind != "smtp":
        raise Trouble("not_configured")
    access = Access(out.host, out.port, out.security, out.user, out.secret)  # type: ignore[arg-type]
    if out.oauth and letter.mailbox_id and (oauth := oauth_of(letter.mailbox_id)):
        return with_token(access, letter.mailbox_id, oauth)
    return access


def lane_of(letter: LetterToSend) -> tuple[Any, ...]:
    """What letters that go the same way have in common."""
    out = letter.outgoing
    return (out.kind,) if out.kind != "smtp" else (out.kind, letter.mailbox_id, out.host, out.port, out.user)


class Lane:
    """A connection to one server, opened when there is a letter. One thread at a time uses it."""

    def __init__(self) -> None:
        self._client: smtplib.SMTP | None = None
        self._sent, self._used_at = 0, 0.0

    def send(self, letter: LetterToSend, content: bytes) -> None:
        """Return when the server has taken it. Raises `Trouble`, or what smtplib raises."""
        client = self._ready(letter)
        options = ["BODY=8BITMIME"] if client.has_extn("8bitmime") else []
        if not letter.recipient.isascii() or not letter.envelope_from.isascii():
            if not client.has_extn("smtputf8"):
                raise smtplib.SMTPNotSupportedError
            options.append("SMTPUTF8")
        self._sent, self._used_at = self._sent + 1, time.monotonic()
        client.sendmail(letter.envelope_from, [letter.recipient], content, options)

    def is_left(self) -> bool:
        """Whether nobody has used it for a while."""
        return time.monotonic() - self._used_at > KEPT_OPEN

    def close(self) -> None:
        """Say goodbye."""
        client, self._client = self._client, None
        if client:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()

    def _ready(self, letter: LetterToSend) -> smtplib.SMTP:
        if self._client and (self.is_left() or self._sent >= LETTERS_EACH or not _is_alive(self._client)):
            self.close()
        if self._client is None:
            self._client, self._sent = smtp.signed_in(access_of(letter)), 0
        return self._client


def _is_alive(client: smtplib.SMTP) -> bool:
    try:
        return client.rset()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False
