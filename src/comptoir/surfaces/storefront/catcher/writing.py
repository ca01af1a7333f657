"""Mails as somebody outside writes them: an answer to a letter that was caught, or a new one. They come in by the door that all mail takes."""

from __future__ import annotations

import datetime as dt
import email.policy
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from typing import NamedTuple
from uuid import uuid4

from comptoir.domain.channels.actions import CameIn, keep_mails
from comptoir.surfaces.storefront.catcher.quoting import PROGRAMS, WORDINGS, Written
from comptoir.surfaces.storefront.catcher.reading import Opened


class Author(NamedTuple):
    """Who writes, as their mail program names them."""

    name: str
    address: str


class File(NamedTuple):
    """A file that they add."""

    name: str
    content_type: str
    content: bytes


def send_answer(
    letter: Opened,
    *,
    author: Author,
    body: str,
    program: str,
    language: str,
    cc: str = "",
    signature: str = "",
    files: Sequence[File] = (),
    now: dt.datetime,
) -> int | None:
    """Answer a letter as that program does, to whom it asks to be answered."""
    signed = f"{body}\n\n{signature}" if signature else body
    words = WORDINGS.get(language, WORDINGS["en"])
    message = _message(author, PROGRAMS[program][1](signed, letter, words), now)
    message["To"] = _named(letter.from_name, letter.reply_to)
    if cc:
        message["Cc"] = cc
    message["Subject"] = letter.subject if letter.subject.lower().startswith("re:") else f"Re: {letter.subject}"
    message["In-Reply-To"] = letter.message_id
    message["References"] = " ".join((*letter.references[-10:], letter.message_id))
    return _sent(message, author, files, now)


def send_new(
    *, author: Author, to: str, subject: str, body: str, files: Sequence[File] = (), now: dt.datetime
) -> int | None:
    """Write to somebody who did not write before."""
    message = _message(author, Written(f"{body}\n"), now)
    message["To"], message["Subject"] = to, subject
    return _sent(message, author, files, now)


def _message(author: Author, written: Written, now: dt.datetime) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = _named(author.name, author.address)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{uuid4().hex}@{author.address.rpartition('@')[2]}>"
    message.set_content(written.text)
    if written.html:
        message.add_alternative(f"<html><body>{written.html}</body></html>", subtype="html")
    return message


def _sent(message: EmailMessage, author: Author, files: Sequence[File], now: dt.datetime) -> int | None:
    for file in files:
        kind, _, subkind = file.content_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subkind or "octet-stream", filename=file.name)
    everybody = getaddresses([str(message["To"]), str(message["Cc"] or "")])
    came = CameIn(
        source="catcher",
        source_id=uuid4().hex,
        raw=message.as_bytes(),
        envelope_from=author.address,
        envelope_to=tuple(address for _name, address in everybody if address),
        received_at=now,
    )
    return keep_mails([came], now=now)[0]


def _named(name: str, address: str) -> str:
    plain = name.replace('"', "").replace("\\", "")
    return f'"{plain}" <{address}>' if plain else address
