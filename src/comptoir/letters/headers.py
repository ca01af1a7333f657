"""The header block of a mail, or of a part: cut to size before anybody reads it, and decoded without surprises."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from comptoir.letters.charsets import decoded

LONGEST_BLOCK = 64 * 1024
"""Bytes of headers that are kept; what follows is left out."""
LONGEST_SEEN = 1024 * 1024
"""Bytes of headers that are looked through at all."""
LONGEST = 8 * 1024
"""Bytes of a header's value."""
LONGEST_LIST = 32 * 1024
"""Bytes of a header that lists people: five hundred of them."""
_LISTS = frozenset((b"to", b"cc", b"from", b"reply-to"))

_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=)){0,998})\?=")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")
_Q_BYTE = re.compile(rb"=([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Headers:
    """Raw values by name in small letters, in order; unfolded."""

    values: dict[str, list[bytes]] = field(default_factory=dict)
    is_cut: bool = False

    def raw(self, name: str) -> bytes:
        """The first value, b"" if there is none."""
        found = self.values.get(name)
        return found[0] if found else b""

    def plain(self, name: str) -> str:
        """The first value as letters of ASCII, for what machines read."""
        return as_ascii(self.raw(name))

    def all_plain(self, name: str) -> list[str]:
        return [as_ascii(value) for value in self.values.get(name, ())]

    def words(self, name: str, charset: str = "") -> str:
        """The first value for people: decoded, on one line, without signs that are not seen."""
        return words_of_header(self.raw(name), charset)


def as_ascii(value: bytes) -> str:
    return value.decode("ascii", errors="replace").strip()


def read_headers(block: bytes) -> Headers:
    """The headers of a block that ends before the empty line."""
    headers = Headers(is_cut=len(block) > LONGEST_SEEN)
    kept = 0
    for name, value in _unfolded(block[:LONGEST_SEEN]):
        longest = LONGEST_LIST if name in _LISTS else LONGEST
        headers.is_cut |= len(value) > longest
        kept += len(name) + min(len(value), longest)
        if kept > LONGEST_BLOCK:
            headers.is_cut = True
            break
        headers.values.setdefault(name.decode("ascii"), []).append(value[:longest])
    return headers


def _unfolded(block: bytes) -> list[tuple[bytes, bytes]]:
    """Names in small letters and whole values; lines that are none are passed over."""
    found: list[tuple[bytes, list[bytes]]] = []
    size = 0
    for line in block.splitlines():
        if line[:1] in (b" ", b"\t"):
            if found and size < LONGEST_LIST:
                found[-1][1].append(line)
                size += len(line)
        elif named := _HEADER.match(line):
            found.append((named[1].lower(), [line[named.end() :]]))
            size = len(line)
    return [(name, b"".join(lines).strip()) for name, lines in found]


def words_of_header(value: bytes | str, charset: str = "") -> str:
    """Encoded words decoded (RFC 2047, and what is commonly sent instead), one line, nothing unseen."""
    text = value if isinstance(value, str) else decoded(value, "", otherwise=charset)[0]
    return seen(decoded_words(text)) if "=?" in text else seen(text)


def without_unseen(text: str) -> str:
    """The text without control signs and those that turn its direction or cannot be seen."""
    return _UNSEEN.sub("", text)


def seen(text: str) -> str:
    """The text on one line, `without_unseen`."""
    return _SPACES.sub(" ", without_unseen(text)).strip()


def decoded_words(text: str) -> str:
    """Encoded words in a text become letters. Neighbours of one charset are joined first, as senders cut letters in two."""
    pieces: list[str] = []
    waiting: tuple[str, bytes] | None = None
    end = 0
    for found in _WORD.finditer(text):
        charset = found[1].partition("*")[0].lower()
        content = _content_of_word(found[2], found[3])
        between = text[end : found.start()]
        if waiting and not between.strip() and waiting[0] == charset:
            waiting = (charset, waiting[1] + content)
        else:
            pieces += [_letters(waiting), "" if waiting and not between.strip() else between]
            waiting = (charset, content)
        end = found.end()
    return "".join((*pieces, _letters(waiting), text[end:]))


def _letters(waiting: tuple[str, bytes] | None) -> str:
    return decoded(waiting[1], waiting[0])[0] if waiting else ""


def _content_of_word(encoding: str, written: str) -> bytes:
    content = written.encode("utf-8", errors="replace")
    if encoding in "qQ":
        return _Q_BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), content.replace(b"_", b" "))
    return base64_of(content)


def base64_of(content: bytes) -> bytes:
    """The bytes that base64 stands for, as far as it can be read."""
    for padding in (b"", b"=", b"==", b"A=="):
        try:
            return binascii.a2b_base64(content + padding)
        except binascii.Error:
            continue
    return b""


_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.){0,8192})"|([^;]{0,8192}))', re.S)
_COUNTED = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def value_and_parameters(value: bytes, charset: str = "") -> tuple[str, dict[str, str]]:
    """`text/plain; charset=utf-8` is ("text/plain", {"charset": "utf-8"}); continued and encoded ones (RFC 2231) are joined."""
    text = value if isinstance(value, str) else decoded(value, "", otherwise=charset)[0]
    main, mark, _ = text.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for found in _PARAMETER.finditer(text, len(main)) if mark else ():
        content = re.sub(r"\\(.)", r"\1", found[2]) if found[2] is not None else (found[3] or "").strip()
        named = _COUNTED.fullmatch(found[1].lower())
        if named and (named[2] is not None or named[3]):
            pieces.setdefault(named[1], {})[int(named[2] or 0)] = (content, bool(named[3]))
        else:
            plain.setdefault(found[1].lower(), content)
    for name, parts in pieces.items():
        plain[name] = _joined([parts[at] for at in sorted(parts)])
    return seen(main).lower(), plain


def _joined(parts: list[tuple[str, bool]]) -> str:
    """The pieces of a parameter in order, each with whether it is percent-encoded."""
    charset, (first, is_encoded), *others = "", *parts
    if is_encoded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    content = b"".join(
        unquote_to_bytes(piece) if is_encoded else piece.encode("utf-8", errors="replace")
        for piece, is_encoded in ((first, is_encoded), *others)
    )
    return decoded(content, charset)[0]
