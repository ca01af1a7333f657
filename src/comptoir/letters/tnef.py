"""winmail.dat: what Outlook packs into a file of its own kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from comptoir.letters.files import safe_name
from comptoir.letters.letter import Part

_MARK = b"\x78\x9f\x3e\x22"
_MOST = 100
_MOST_RECORDS = 2000
_NAME, _TYPE, _CONTENT_ID = 0x3707, 0x370E, 0x3712
_HEAD, _SMALLEST_RECORD = 6, 12


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What stood in it."""

    parts: tuple[Part, ...] = ()
    text: str = ""
    html: str = ""


def is_tnef(name: str, content_type: str, content: bytes) -> bool:
    """Whether it is one: by its first bytes, or by its name and type where it is damaged."""
    named = content_type in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat"
    return content.startswith(_MARK) or named


def unpack(content: bytes) -> Unpacked | None:
    """The files and words in it; None when it cannot be read."""
    if not content.startswith(_MARK) or not _is_sound(content):
        return None
    import logging

    from tnefparse import TNEF

    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
    try:
        found = TNEF(content, do_checksum=False)
        parts = tuple(_part(each, at) for at, each in enumerate(found.attachments[:_MOST], start=1))
        return Unpacked(parts, _text(found.body), _text(found.htmlbody))
    except Exception:  # it raises what it likes on damaged files
        return None


def _is_sound(content: bytes) -> bool:
    """Whether its records are as many as a mail has, and the lengths that they tell lead to its end."""
    at = _HEAD
    for _ in range(_MOST_RECORDS):
        if at + _SMALLEST_RECORD >= len(content):
            return True
        at += int.from_bytes(content[at + 5 : at + 9], "little") + 11
    return False


def _part(each: Any, count: int) -> Part:
    told = {found.name: _text(found.data) for found in each.mapi_attrs if found.name in (_NAME, _TYPE, _CONTENT_ID)}
    # Its name as bytes: the library reads them as UTF-8 alone.
    name = safe_name(told.get(_NAME) or _text(each._name)) or f"file-{count}"
    content_type = told.get(_TYPE, "").lower() or "application/octet-stream"
    return Part(name, content_type, bytes(each.data or b""), told.get(_CONTENT_ID, "").strip("<>"))


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        value = value[0] if value else b""
    if isinstance(value, bytes):
        from comptoir.letters.charsets import decoded

        value = decoded(value)[0]
    return str(value or "").replace("\0", "").replace("\r\n", "\n")
