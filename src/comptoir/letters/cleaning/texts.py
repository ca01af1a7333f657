"""Plain text, whatever it was encoded in."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from comptoir.letters.cleaning.cleaned import Rejected

TEXT_AT_MOST = 2 * 2**20
_CONTROLS = {*map(chr, range(9)), "\x0b", *map(chr, range(14, 32)), "\x7f"} - {"\x1b"}


def text_anew(content: bytes) -> bytes:
    """The text in UTF-8. Raises `Rejected`."""
    text = text_in(content)
    if text is None:
        raise Rejected("unreadable")
    if len(content) > TEXT_AT_MOST:
        raise Rejected("too_large")
    return text.encode()


def text_in(content: bytes) -> str | None:
    """The text, when it is one: in UTF-8, marked UTF-16, or the western European code of old programs."""
    codes = ("utf-16",) if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.intersection(text) else text
    return None
