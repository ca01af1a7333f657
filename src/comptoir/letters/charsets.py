"""Bytes to text, whatever the sender said about them. Never raises, and loses no letter that can be known."""

from __future__ import annotations

import codecs
import re
from functools import cache

_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-8": "cp1255",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
"""What mail programs of a family really write, by the name that they give."""

_OTHER_NAMES = {
    "ks_c_5601": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "unicode-1-1-utf-7": "utf-7",
    "x-unknown": "",
    "unknown-8bit": "",
    "8bit": "",
    "binary": "",
    "x-user-defined": "",
    "default": "",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "cp-850": "cp850",
}
_NO_TEXTS = ("unicode_escape", "raw_unicode_escape", "undefined", "idna", "punycode", "mbcs", "oem", "uu", "rot")
_ONE_BYTE = ("cp125", "iso8859", "mac", "cp437", "cp850", "koi8", "latin")
"""Codecs that read nearly every byte: bytes that are UTF-8 as well were surely meant so."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = (
    *("cp1252", "cp1250", "iso8859_2", "iso8859_16", "mac_roman", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "cp1257", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949", "utf_16"),
)
"""Among these it is guessed: what programs that write mails have used."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._:+-]{0,39}")
_ROMANIAN = re.compile(rb"(?<![0-9nN])\xba(?=[a-z])|\xfe(?=[a-z\s.,;!?])")
"""ş and ţ as they were written before Unicode; in the west the same bytes are º and þ, which do not stand there."""
_SAMPLE = 16_384
"""Bytes by which a charset is guessed."""
_ENOUGH = 24
"""Letters beyond ASCII by which statistics may tell more than the custom of the country."""


def decoded(content: bytes, declared: str = "", *, otherwise: str = "") -> tuple[str, str]:
    """The text, and the charset that was guessed ("" when what was declared holds, or needs no guess).

    `otherwise` is tried before statistics: the charset that the rest of the mail is in.
    """
    known = codec_named(declared)
    if known and not (known.startswith(_ONE_BYTE) and _is_utf_8(content)):
        text = _strictly(content, known)
        if text is not None:
            return text, ""
    name = _guessed(content, codec_named(otherwise))
    text = content.decode(name, errors="replace")
    return text, "" if not declared and name == "utf-8" else name


@cache
def codec_named(name: str) -> str:
    """Python's codec for a charset's name as senders write it, widened to what they mean; "" if there is none."""
    wanted = name.strip().strip("\"'").lower()
    wanted = _OTHER_NAMES.get(wanted, wanted)
    if not _NAME.fullmatch(wanted):
        return ""
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_").startswith(_NO_TEXTS):
        return ""
    return _WIDER.get(found.name, found.name)


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        text = content.decode(codec)
        if codec == "utf-7":
            text.encode()  # this one lets halves of letters pass, which nothing can write down
        return text
    except (UnicodeError, ValueError):
        return None


def _is_utf_8(content: bytes) -> bool:
    """Whether it has letters beyond ASCII, and each is written as UTF-8 would."""
    return not content.isascii() and _strictly(content, "utf-8") is not None


def _guessed(content: bytes, otherwise: str) -> str:
    marked = next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
    if b"\x1b$" in content[:_SAMPLE]:
        marked = marked or "iso2022_jp"
    for codec in (marked, "utf-8", otherwise):
        if codec and _strictly(content, codec) is not None:
            return codec
    if _ROMANIAN.search(content[:_SAMPLE]):
        return "cp1250"
    return _by_statistics(content) or "cp1252"


def _by_statistics(content: bytes) -> str:
    """What charset-normalizer takes it for; "" for texts that are too short to tell."""
    sample = content[:_SAMPLE]
    if sum(byte > 127 for byte in sample) < _ENOUGH:
        return ""
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(sample, steps=4, chunk_size=512, cp_isolation=list(_USUAL)).best()
    except Exception:  # a guess that fails is none
        return ""
    codec = codec_named(best.encoding) if best else ""
    return codec if codec and codec != "utf-8" else ""
