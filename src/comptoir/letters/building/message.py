"""A whole letter as bytes."""

from __future__ import annotations

import datetime as dt
import re
from base64 import encodebytes
from email.utils import format_datetime
from hashlib import sha256

from comptoir.letters.building import headers
from comptoir.letters.building.outgoing import Attached, Outgoing, Unbuildable
from comptoir.letters.building.texts import hypertext, plain_text, printable

FILES_AT_MOST = 50
SIZE_AT_MOST = 35 * 2**20
"""Bytes of a letter, its files encoded."""
_TYPE = re.compile(r"(?!(?:multipart|message)/)[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")
_CONTENT_ID = re.compile(r"[A-Za-z0-9._@-]{1,120}")
_HUMAN = "OOF, AutoReply"


def build(letter: Outgoing) -> bytes:
    """The letter, with CRLF and in 7 bits. The same letter gives the same bytes. Raises `Unbuildable`."""
    if len(letter.attached) > FILES_AT_MOST:
        raise Unbuildable("too_long")
    content = _content(letter)
    whole = b"".join([*_headers(letter), b"MIME-Version: 1.0\r\n", content])
    if len(whole) > SIZE_AT_MOST:
        raise Unbuildable("too_long")
    return whole


def _headers(letter: Outgoing) -> list[bytes]:
    if not letter.to:
        raise Unbuildable("no_recipient")
    if letter.date.tzinfo is None:
        raise Unbuildable("no_time_zone")
    if not headers.is_message_id(letter.message_id):
        raise Unbuildable("bad_message_id")
    subject = headers.cleaned(letter.subject, headers.SUBJECT_AT_MOST)
    written = {
        "Date": [format_datetime(letter.date.astimezone(dt.UTC))],
        "From": headers.people((letter.sender,)),
        "To": headers.people(letter.to),
        "Cc": headers.people(letter.cc),
        "Reply-To": headers.people(letter.reply_to),
        "Subject": headers.words(subject) if subject else [],
        "Message-ID": [letter.message_id],
        "In-Reply-To": headers.ids((letter.in_reply_to,)),
        "References": headers.ids(letter.references),
        **_told_to_machines(letter),
    }
    return [headers.line(name, pieces) for name, pieces in written.items() if pieces]


def _told_to_machines(letter: Outgoing) -> dict[str, list[str]]:
    if letter.automatic not in ("", "auto-replied", "auto-generated"):
        raise ValueError(letter.automatic)
    suppressed = "All" if letter.automatic else _HUMAN if letter.is_relayed else ""
    loop = re.sub(r"[^A-Za-z0-9._-]", "", letter.loop)[:100]
    language = re.sub(r"[^A-Za-z0-9-]", "", letter.language)[:20]
    return {
        "Auto-Submitted": [letter.automatic] if letter.automatic else [],
        "X-Auto-Response-Suppress": [suppressed] if suppressed else [],
        "X-Comptoir-Loop": [loop] if loop else [],
        "Content-Language": [language] if language else [],
    }


def _content(letter: Outgoing) -> bytes:
    """The body, begun by its own headers: text and HTML, the pictures beside the HTML, the files around them."""
    page = _text("html", hypertext(letter))
    shown = [_file(each, "inline") for each in letter.attached if each.content_id]
    if shown:
        page = _several("related", [page, *shown], '; type="text/html"')
    both = _several("alternative", [_text("plain", plain_text(letter)), page])
    files = [_file(each, "attachment") for each in letter.attached if not each.content_id]
    return _several("mixed", [both, *files]) if files else both


def _text(kind: str, text: str) -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + printable(text)


def _file(file: Attached, kind: str) -> bytes:
    written = file.content_type.lower()
    lines = [
        headers.line("Content-Type", [written if _TYPE.fullmatch(written) else "application/octet-stream"]),
        b"Content-Transfer-Encoding: base64\r\n",
        headers.line("Content-Disposition", headers.disposition(kind, file.name)),
    ]
    if file.content_id:
        if not _CONTENT_ID.fullmatch(file.content_id):
            raise Unbuildable("bad_content_id")
        lines.append(headers.line("Content-ID", [f"<{file.content_id}>"]))
    return b"".join([*lines, b"\r\n", encodebytes(file.content).replace(b"\n", b"\r\n")])


def _several(kind: str, parts: list[bytes], more: str = "") -> bytes:
    """Parts in one. What parts them is made of them: it is nowhere in them, and always the same."""
    # "=_" stands neither in quoted-printable nor in base64.
    boundary = "=_" + sha256(b"\0".join(parts)).hexdigest()[:32]
    head = f'Content-Type: multipart/{kind}{more};\r\n boundary="{boundary}"\r\n\r\n'
    between = f"--{boundary}\r\n".encode()
    body = b"".join(between + part + (b"" if part.endswith(b"\r\n") else b"\r\n") for part in parts)
    return head.encode() + body + f"--{boundary}--\r\n".encode()
