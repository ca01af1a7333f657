"""Addresses out of a header: in one pass, without recursion, whatever was written there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comptoir.letters.charsets import decoded
from comptoir.letters.headers import decoded_words, seen, without_unseen
from comptoir.letters.letter import Address

MOST = 500
"""Addresses that are read of one header."""
_LONGEST_NAME = 200
_ADDRESS = re.compile(r"[^\s@<>()\[\]\",;:\\\x00-\x20\x7f]{1,128}@[^\s@<>()\",;:\\\x00-\x20\x7f]{1,253}")
_LOOSE = re.compile(rf"(?<!\S){_ADDRESS.pattern}(?!\S)")
_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_QUOTED_LOCAL = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.){1,64})"@([^\s@<>()",;:\\]{1,253})')


def addresses(value: bytes | str, charset: str = "") -> tuple[Address, ...]:
    """Who stands in a header, each once, at most `MOST`; entries without an address that could be one are left out."""
    text = without_unseen(value if isinstance(value, str) else decoded(value, "", otherwise=charset)[0])
    found: dict[str, Address] = {}
    for entry in _entries(text):
        for name, written in _read(*entry):
            address = one_address(written)
            if address and address not in found:
                found[address] = Address(_shown_name(name, address), address)
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]


def _read(name: str, written: str) -> list[tuple[str, str]]:
    """An entry; or the addresses in it, where somebody forgot brackets or commas."""
    loose = [] if name or one_address(written) else _LOOSE.findall(written)[:MOST]
    if len(loose) == 1:
        return [(written.replace(loose[0], " "), loose[0])]
    return [("", each) for each in loose] or [(name, written)]


def one_address(written: str) -> str:
    """The address as one compares it: small letters, the domain in ASCII; "" if it can be none."""
    bare = written.strip().strip("<>'").strip()
    quoted = _QUOTED_LOCAL.fullmatch(bare)
    if quoted:
        local, domain = quoted[1].replace("\\", ""), quoted[2]
        if not _ADDRESS.fullmatch(f"{local}@{domain}"):
            return ""
    elif _ADDRESS.fullmatch(bare):
        local, _, domain = bare.rpartition("@")
    else:
        return ""
    domain = ascii_domain(domain)
    return f"{local.lower()}@{domain}" if domain else ""


def ascii_domain(domain: str) -> str:
    """A domain as mail servers say it (`café.example` is `xn--caf-dma.example`); "" if it can be none."""
    plain = domain.strip().rstrip(".").lower()
    if plain.isascii():
        return plain
    if len(plain) > 253 or any(len(label) > 63 for label in plain.split(".")):
        return ""
    try:
        named = plain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return named if _HOST.fullmatch(named) else ""  # some signs become spaces there


def shown_domain(domain: str) -> str:
    """A domain as people write it, where all its letters are of one alphabet; else as it is."""
    try:
        shown = domain.encode("ascii").decode("idna") if "xn--" in domain and len(domain) <= 253 else domain
    except UnicodeError:
        return domain
    return shown if all(_is_of_one_alphabet(label) for label in shown.split(".")) else domain


def _is_of_one_alphabet(label: str) -> bool:
    latin = all(sign.isascii() or "\u00c0" <= sign <= "\u024f" for sign in label)
    return latin or not any(sign.isascii() and sign.isalpha() for sign in label)


def _shown_name(name: str, address: str) -> str:
    shown = seen(decoded_words(name)).strip("'\" ")[:_LONGEST_NAME]
    return "" if shown.lower() == address else shown


class _Entry:
    """An entry being read: what stood outside, in angle brackets, and in comments."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.angle: list[str] | None = None
        self.comment: list[str] = []

    def told(self) -> tuple[str, str]:
        outside = "".join(self.outside).strip()
        if self.angle is not None:
            return outside, "".join(self.angle)
        return "".join(self.comment).strip(), outside


_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[^"\\()<>,;:]+|.', re.S)


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """(name, address) of each entry as written; groups are opened."""
    entry, depth = _Entry(), 0
    for piece in _PIECE.findall(text):
        if piece == "(" or (depth and piece == ")"):
            depth += 1 if piece == "(" else -1
        elif depth:
            entry.comment.append(piece)
        elif piece in (",", ";") and not (entry.angle is not None and not _is_closed(entry)):
            yield entry.told()
            entry = _Entry()
        elif piece == "<":
            entry.angle = []
        elif piece == ">" and entry.angle is not None:
            entry.angle.append(">")
        elif piece == ":" and entry.angle is None:
            entry = _Entry()  # what stood before was the name of a group
        elif entry.angle is not None and not _is_closed(entry):
            entry.angle.append(piece)
        else:
            entry.outside.append(_unquoted(piece))
    yield entry.told()


def _is_closed(entry: _Entry) -> bool:
    return entry.angle is not None and entry.angle[-1:] == [">"]


def _unquoted(piece: str) -> str:
    if len(piece) >= 2 and piece[0] == piece[-1] == '"':
        return re.sub(r"\\(.)", r"\1", piece[1:-1])
    return piece[1:] if piece[:1] == "\\" else piece
