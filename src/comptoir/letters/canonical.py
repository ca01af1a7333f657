"""A letter as signatures see it (RFC 6376, 3.4): its headers and its body in the two forms that forgive changes on the way.

All of it takes time in proportion to the letter, whatever is in it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANKS = re.compile(rb"[\t ]+")
_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:")


class Signed(NamedTuple):
    """A letter cut in two: its headers, whole and with their line ends, top to bottom; and its body. Lines end with CRLF."""

    headers: tuple[tuple[bytes, bytes], ...]
    """Name in lower case, and the header."""
    body: bytes


def cut(raw: bytes) -> Signed | None:
    """The letter cut in two; None when something among the headers is none."""
    whole = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    head, _, body = whole.partition(b"\r\n\r\n")
    found: list[list[bytes]] = []
    for at, line in enumerate(head.split(b"\r\n")):
        if line[:1] in (b" ", b"\t") and found:
            found[-1].append(line)
        elif _NAME.match(line):
            found.append([line])
        elif line and not (at == 0 and line.startswith(b"From ")):
            return None
    return Signed(tuple((_name_of(lines[0]), b"\r\n".join(lines) + b"\r\n") for lines in found), body)


def header_as(header: bytes, form: str) -> bytes:
    """A header in the "simple" or "relaxed" form, with its line end."""
    if form == "simple":
        return header
    name, _, value = header.partition(b":")
    words = _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")
    return name.strip(b" \t").lower() + b":" + words + b"\r\n"


def body_as(body: bytes, form: str) -> bytes:
    """A body in the "simple" or "relaxed" form: without empty lines at its end."""
    if body and not body.endswith(b"\r\n"):
        body += b"\r\n"
    if form == "relaxed":
        body = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n")
    kept = body.rstrip(b"\r\n")
    # A carriage return of its own is part of what is written.
    alone = body.rfind(b"\r\r", len(kept))
    kept = body[: alone + 1] if alone >= 0 else kept
    return kept + b"\r\n" if kept or form == "simple" else b""


def tags(written: bytes) -> dict[str, bytes] | None:
    """A list of "name=value;" without blanks around them; None when it is none, or names one twice."""
    found: dict[str, bytes] = {}
    for piece in written.split(b";"):
        if not piece.strip():
            continue
        name, is_there, value = piece.partition(b"=")
        key = name.strip().decode("latin-1")
        if not is_there or not key or key in found:
            return None
        found[key] = value.strip()
    return found


def _name_of(line: bytes) -> bytes:
    return line.partition(b":")[0].strip(b" \t").lower()
