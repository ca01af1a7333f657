"""A letter that was caught, as a mail program shows it. It is one of our own, and is read as a stranger's would be all the same."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import getaddresses
from typing import NamedTuple

PICTURES = ("image/jpeg", "image/png", "image/webp")


class Enclosed(NamedTuple):
    """A file in a letter, by its place."""

    place: int
    name: str
    content_type: str
    size: int
    content_id: str

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES


class Opened(NamedTuple):
    """A letter, opened."""

    subject: str
    from_name: str
    from_address: str
    reply_to: str
    to: str
    cc: str
    date: dt.datetime | None
    message_id: str
    references: tuple[str, ...]
    text: str
    html: str
    files: tuple[Enclosed, ...]


def opened(content: bytes) -> Opened:
    """What stands in it."""
    message = _message(content)
    name, address = _first(message, "From")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Opened(
        subject=str(message["Subject"] or ""),
        from_name=name,
        from_address=address,
        reply_to=_first(message, "Reply-To")[1] or address,
        to=str(message["To"] or ""),
        cc=str(message["Cc"] or ""),
        date=getattr(message["Date"], "datetime", None),
        message_id=str(message["Message-ID"] or ""),
        references=tuple(str(message["References"] or "").split()),
        text=str(text.get_content()) if text else "",
        html=str(html.get_content()) if html else "",
        files=tuple(it for it, _part in _files(message)),
    )


def file_in(content: bytes, place: int) -> tuple[Enclosed, bytes] | None:
    """One of its files, with its bytes."""
    for file, part in _files(_message(content)):
        if file.place == place:
            return file, _bytes(part)
    return None


def _message(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _files(message: EmailMessage) -> Iterator[tuple[Enclosed, EmailMessage]]:
    place = 0
    for part in message.walk():
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        is_words = part.get_content_type() in ("text/plain", "text/html") and not part.get_filename()
        if is_words:
            continue
        place += 1
        content_id = str(part["Content-ID"] or "").strip("<>")
        name = part.get_filename() or f"file {place}"
        yield Enclosed(place, name, part.get_content_type(), len(_bytes(part)), content_id), part


def _bytes(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _first(message: EmailMessage, header: str) -> tuple[str, str]:
    found = getaddresses([str(message[header] or "")])
    return found[0] if found else ("", "")
