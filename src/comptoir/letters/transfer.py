"""The bytes of a part out of the form in which they travelled."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from comptoir.letters.headers import base64_of

_AS_IS = ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "7 bit", "8 bit", "none", "plain", "utf-8")
_UUENCODED = ("uuencode", "x-uuencode", "uue", "x-uue")
_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.M)
_END = re.compile(rb"^end[ \t]*\r?$", re.M)
_PADDED = re.compile(rb"(?<!=)=++\s*+(?=[A-Za-z0-9+/])")
_MOST_FILES = 50
_MOST_PIECES = 200_000


def unpacked(content: bytes, encoding: str) -> tuple[bytes, bool]:
    """The content, and whether the way it travelled was known; an unknown one is taken as it is."""
    if encoding == "base64":
        return _base64(content), True
    if encoding in ("quoted-printable", "quoted printable", "quotedprintable"):
        return binascii.a2b_qp(content), True
    if encoding in _UUENCODED:
        first = next(uuencoded_files(content), None)
        return (first[1] if first else content), first is not None
    return content, encoding in _AS_IS


def _base64(content: bytes) -> bytes:
    """Also of several pieces, each with its own end, as some programs send line by line."""
    if not _PADDED.search(content):
        return base64_of(content)
    return b"".join(base64_of(piece + b"==") for piece in _PADDED.split(content, _MOST_PIECES))


def uuencoded_files(content: bytes) -> Iterator[tuple[str, bytes, int, int]]:
    """(name, content, start, end) of each file that stands uuencoded in a text, at most fifty."""
    at = 0
    for _ in range(_MOST_FILES):
        begin = _BEGIN.search(content, at)
        end = _END.search(content, begin.end()) if begin else None
        if not begin or not end:
            return
        at = end.end()
        unpacked_lines = _lines(content[begin.end() : end.start()])
        if unpacked_lines is not None:
            yield begin[1].decode("utf-8", errors="replace"), unpacked_lines, begin.start(), end.end()


def _lines(block: bytes) -> bytes | None:
    """What the lines stand for; None when they are no uuencoded ones."""
    found = []
    for line in block.splitlines():
        if not line.strip() or line == b"`":
            continue
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            try:  # some programs pad a line wrongly
                found.append(binascii.a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3]))
            except binascii.Error:
                return None
    return b"".join(found)
