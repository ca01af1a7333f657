"""A live desk that customers write to by mail: its own listener takes the mails in, and a sink takes what it sends."""

from __future__ import annotations

import itertools
import logging
import smtplib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any
from uuid import uuid4

from aiosmtpd.controller import Controller

from tests.live import LiveDesk, free_port

ADDRESS = "bonjour@maison-perle.example"
CUSTOMER = "camille@courriel.example"
RELAY = "reply.maison-perle.example"
CHECKER = "mx.maison-perle.example"
"""The server before ours: what it says of senders is believed."""

logging.getLogger("mail.log").setLevel(logging.WARNING)
_numbers = itertools.count(1)


class Sink:
    """A mail server that takes everything, or refuses an address for good, and lets nothing out."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refused: set[str] = set()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  aiosmtpd calls it so
        if address in self.refused:
            return "550 5.1.1 User unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        letter = BytesParser(policy=default).parsebytes(envelope.content)
        self.taken += [(address, letter) for address in envelope.rcpt_tos]  # type: ignore[misc]
        return "250 OK"

    def to(self, address: str, within: float = 20.0) -> EmailMessage:
        """The newest letter to that address, once there is one."""
        return wait_for(lambda: next((it for to, it in reversed(self.taken) if to == address), None), within)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()


class MailDesk:
    """A live desk with a mailbox of the shop, and whoever writes to it."""

    def __init__(self) -> None:
        self.sink, self.lmtp = Sink(), free_port()
        self.desk = LiveDesk(
            COMPTOIR_LMTP=f"127.0.0.1:{self.lmtp}",
            COMPTOIR_SMTP_URL=f"smtp://127.0.0.1:{self.sink.port}",
            COMPTOIR_MAIL_DOMAIN=RELAY,
            COMPTOIR_MAIL_TRUSTED=CHECKER,
            COMPTOIR_MAIL_PRIVATE_HOSTS="1",
        )

    @contextmanager
    def open(self) -> Iterator[MailDesk]:
        """The desk from its first minute to its last."""
        self.sink.start()
        self.desk.start()
        manager = self.desk.agent("manager")
        form = {"address": ADDRESS, "name": "Maison Perle", "is_on": "on", "incoming": "listener", "outgoing": "house"}
        status, answer = manager.page(
            "POST", "/console/mailboxes/new", form | {"signature_fr": "Maison Perle, Lyon", "folder": "INBOX"}
        )
        assert status == 204, answer
        try:
            yield self
        finally:
            self.desk.close()
            self.sink.stop()

    def writes(
        self, body: str, *, subject: str = "Ma bague", sender: str = f"Camille Durand <{CUSTOMER}>", html: str = "",
        verdict: str = "pass", answers: str = "", files: tuple[tuple[str, str, bytes], ...] = (), **headers: str,
    ) -> str:  # fmt: skip
        """Somebody writes to the shop; returns the mail's Message-ID. `verdict` is what the server before ours found."""
        mail = EmailMessage()
        address = sender.rpartition("<")[2].rstrip(">")
        message_id = f"<{next(_numbers)}.{uuid4().hex[:8]}@courriel.example>"
        told = f"{CHECKER}; dmarc={verdict} header.from={address.rpartition('@')[2]}"
        facts = {"Authentication-Results": told, "From": sender, "To": ADDRESS, "Subject": subject}
        facts |= {"Message-ID": message_id, "Date": "Mon, 23 Nov 2026 09:00:00 +0000"}
        facts |= {"In-Reply-To": answers, "References": answers} if answers else {}
        for name, value in (facts | {name.replace("_", "-"): value for name, value in headers.items()}).items():
            mail[name] = value
        mail.set_content(body)
        if html:
            mail.add_alternative(html, subtype="html")
        for name, kind, content in files:
            main, _, sub = kind.partition("/")
            mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
        self.brings(mail.as_bytes(), address)
        return message_id

    def brings(self, raw: bytes, envelope_from: str = CUSTOMER) -> None:
        """A mail as bytes, brought to the shop's own door."""
        with smtplib.LMTP("127.0.0.1", self.lmtp, timeout=20) as door:
            door.sendmail(envelope_from, [ADDRESS], raw)

    def conversation_of(self, subject: str, within: float = 30.0) -> int:
        """The conversation with that subject, once there is one."""
        referent = self.desk.agent("referent")

        def found() -> int | None:
            _status, page = referent.ask("GET", f"/console/list?view=all&_={time.time()}", Accept="text/html")
            for row in str(page).split('<li class="row')[1:]:
                if subject in row:
                    return int(row.partition('data-id="')[2].partition('"')[0])
            return None

        return wait_for(found, within)


def wait_for(look: Callable[[], Any], within: float) -> Any:
    """What `look` finds, as soon as it finds something."""
    until = time.monotonic() + within
    pause = threading.Event()
    while time.monotonic() < until:
        if (found := look()) is not None:
            return found
        pause.wait(0.15)
    raise TimeoutError(f"nothing within {within} s")
