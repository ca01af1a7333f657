"""What a server's answer to a letter means: taken, later, or never."""

from __future__ import annotations

import re
import smtplib
from typing import Literal, NamedTuple

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
SAID_LONGEST = 300


class Outcome(NamedTuple):
    """`kind` of what became of it; `status` as "5.1.1", and what the server said, without addresses."""

    kind: Literal["sent", "later", "never", "lane"]
    status: str = ""
    said: str = ""


SENT = Outcome("sent")
BROKE_OFF = "4.4.2"


def outcome_of(error: Exception) -> Outcome:
    """What an error of smtplib means for the letter; "lane": it is the server that does not let us, whatever the letter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _outcome(code, said)
    if isinstance(error, smtplib.SMTPSenderRefused):
        found = _outcome(error.smtp_code, error.smtp_error)
        # The sender is ours: that it is refused says nothing about who the letter is for.
        return found._replace(kind="lane")
    if isinstance(error, smtplib.SMTPResponseException):
        return _outcome(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("never", "5.6.7", "the server does not take such an address")
    return Outcome("lane", BROKE_OFF, "the connection broke off")


def _outcome(code: int, said: bytes | str) -> Outcome:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    found = _STATUS.search(text)
    is_never = 500 <= code < 600
    status = found[1] if found and found[1].startswith("5" if is_never else "4") else ("5.0.0" if is_never else "4.0.0")
    words = " ".join(_ADDRESS.sub("…", text).split())
    return Outcome("never" if is_never else "later", status, f"{code} {words}"[:SAID_LONGEST])
