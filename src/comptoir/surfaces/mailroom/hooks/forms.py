"""Forms as providers fill them in, taken apart without changing a byte of the mail inside."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import parse_qsl

FIELDS_AT_MOST = 500

_NAME = re.compile(rb'(?i)content-disposition:[^\r\n]*?\bname="([^"\r\n]{1,200})"')

Fields = dict[str, bytes]


class FormBroken(ValueError):
    """It cannot be taken apart."""


def fields_of(body: bytes, content_type: str) -> Fields:
    """The fields by name; of several with one name the last. Raises `FormBroken`."""
    kind, boundary = _kind_of(content_type)
    if kind == "application/x-www-form-urlencoded":
        return _encoded(body)
    if kind == "multipart/form-data" and boundary:
        return _parts(body, b"--" + boundary.encode("latin-1", "replace"))
    raise FormBroken(kind)


def _kind_of(content_type: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = re.sub(r"[\r\n]", " ", content_type[:500])
    return message.get_content_type(), str(message.get_param("boundary") or "")


def _encoded(body: bytes) -> Fields:
    try:
        text = body.decode("latin-1")  # each byte a letter, and back: a mail is no text
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_AT_MOST, encoding="latin-1")
    except ValueError as error:
        raise FormBroken from error
    return {name: value.encode("latin-1") for name, value in pairs}


def _parts(body: bytes, limit: bytes) -> Fields:
    parts = (b"\r\n" + body).split(b"\r\n" + limit)
    if len(parts) < 3 or len(parts) > FIELDS_AT_MOST + 2 or not parts[-1].startswith(b"--"):
        raise FormBroken("boundary")
    fields: Fields = {}
    for part in parts[1:-1]:
        head, found, content = part.partition(b"\r\n\r\n")
        name = _NAME.search(head[:2000])
        if found and name:
            fields[name[1].decode("utf-8", "replace")] = content
    return fields
