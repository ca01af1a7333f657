"""Pictures within a PDF: their metadata is cut out, they are not drawn anew."""

from __future__ import annotations

_STARTS, _ENDS, _SCAN = 0xD8, 0xD9, 0xDA
_ADOBE = 0xEE
"""Tells how the colours are meant: it stays, with what comes before the scan."""
_APPLICATIONS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_BOXES_AWAY = (b"xml ", b"uuid", b"uinf", b"jp2i")


def jpeg_without_metadata(content: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, profiles and comments. What is none comes back as it is."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _SCAN:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark != _COMMENT and (mark not in _APPLICATIONS or mark == _ADOBE):
            kept.append(content[at : at + length])
        at += length
    end = content.rfind(b"\xff\xd9")
    return b"".join(kept) + content[at : end + 2 if end > at else None]


def jpx_without_metadata(content: bytes) -> bytes:
    """A JPEG 2000 without the boxes that hold words. What is none comes back as it is."""
    kept: list[bytes] = []
    at = 0
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length < 8:
            # The last box, or one longer than any picture here.
            return b"".join(kept) + content[at:] if kind == b"jp2c" or not kept else content
        if kind not in _BOXES_AWAY:
            kept.append(content[at : at + length])
        at += length
    return b"".join(kept) or content
