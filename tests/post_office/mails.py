"""Mails as people write them, and waiting for what comes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any


def a_mail(
    body: str,
    *,
    sender: str,
    to: str,
    subject: str = "Question",
    message_id: str = "",
    at: dt.datetime | None = None,
    **headers: str,
) -> EmailMessage:
    """A mail as somebody writes one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(at or dt.datetime.now(dt.UTC))
    message["Message-ID"] = message_id or make_msgid(domain="client.test")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def awaited(found: Callable[[], Any], within: float = 15, told: Callable[[], str] = lambda: "") -> Any:
    """What `found` gives as soon as it gives something."""
    until = time.monotonic() + within
    while not (it := found()):
        if time.monotonic() > until:
            raise TimeoutError("it did not come\n" + told())
        time.sleep(0.05)
    return it
