"""Headers: one line each, folded, in plain ASCII, into which nobody can write another."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from comptoir.letters.building.outgoing import Unbuildable, Who

NAME_AT_MOST, SUBJECT_AT_MOST, ADDRESSES_AT_MOST = 100, 250, 100
REFERENCES_AT_MOST = 10
_LINE = 75
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?: [A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*")
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+", r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_MESSAGE_ID = re.compile(r"<[!#-;=?-~]{1,480}>")
_FILE_NAME = re.compile(r"[A-Za-z0-9._ -]{1,60}")


def cleaned(value: str, most: int) -> str:
    """Words fit for one line: no control characters, none that turn the direction or are unseen, single spaces."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in value[: most * 8])
    kept = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C")
    return " ".join(kept.split())[:most].strip()


def address(value: str) -> str:
    """An address in ASCII. Raises `Unbuildable` for what is none, or cannot be written to by every server."""
    local, at, domain = value.strip().rpartition("@")
    try:
        host = domain.lower().encode("ascii" if domain.isascii() else "idna").decode()
    except UnicodeError as error:
        raise Unbuildable("bad_address") from error
    if not at or len(local) > 64 or len(host) > 253 or not _ADDRESS.fullmatch(f"{local}@{host}"):
        raise Unbuildable("bad_address")
    return f"{local}@{host}"


def people(whom: Iterable[Who]) -> list[str]:
    """Pieces of a header that names people."""
    every = [_person(each) for each in whom]
    if len(every) > ADDRESSES_AT_MOST:
        raise Unbuildable("too_long")
    for pieces in every[:-1]:
        pieces[-1] += ","
    return [piece for pieces in every for piece in pieces]


def words(value: str) -> list[str]:
    """Pieces of a header that holds words, encoded (RFC 2047) where they must be."""
    if value.isascii() and "=?" not in value and all(len(word) < _LINE for word in value.split(" ")):
        return value.split(" ")
    return list(_encoded(value))


def ids(values: Iterable[str]) -> list[str]:
    """Those that are Message-IDs: the first and the last ten, none twice."""
    every = list(dict.fromkeys(value.strip() for value in values if is_message_id(value.strip())))
    return every if len(every) <= REFERENCES_AT_MOST + 1 else [every[0], *every[-REFERENCES_AT_MOST:]]


def is_message_id(value: str) -> bool:
    """Whether it may stand in a header as a Message-ID."""
    return _MESSAGE_ID.fullmatch(value) is not None


def line(name: str, pieces: list[str]) -> bytes:
    """A header of pieces, folded between them. What it would not hold in plain ASCII never comes this far."""
    lines, now = [], f"{name}:"
    for piece in pieces:
        if len(now) + 1 + len(piece) > _LINE and now.strip() and not now.endswith(":"):
            lines.append(now)
            now = ""
        now += f" {piece}"
    written = "\r\n".join([*lines, now])
    if any(sign < " " for sign in written.replace("\r\n ", "")):
        raise Unbuildable("bad_header")
    return written.encode("ascii") + b"\r\n"


def disposition(kind: str, name: str) -> list[str]:
    """Pieces of a Content-Disposition: the name in plain letters for old programs, and whole (RFC 2231)."""
    name = cleaned(name.replace("/", " ").replace("\\", " "), NAME_AT_MOST) or "file"
    if _FILE_NAME.fullmatch(name):
        return [f"{kind};", f'filename="{name}"']
    # A sign is never cut in two: some programs read each piece by itself.
    parts = ["".join(quote(sign, safe="") for sign in name[at : at + 5]) for at in range(0, len(name), 5)]
    if len(parts) == 1:
        return [f"{kind};", f"filename*=utf-8''{parts[0]}"]
    parts[0] = f"utf-8''{parts[0]}"
    marks = [f"filename*{at}*={part}" for at, part in enumerate(parts)]
    return [f"{kind};", *(mark + ";" for mark in marks[:-1]), marks[-1]]


def _person(who: Who) -> list[str]:
    reached, name = address(who.address), cleaned(who.name, NAME_AT_MOST)
    if not name:
        return [reached]
    if not name.isascii() or "=?" in name:
        return [*_encoded(name), f"<{reached}>"]
    plain = name if _ATOMS.fullmatch(name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return [f"{plain} <{reached}>"]


def _encoded(value: str) -> Iterator[str]:
    piece = ""
    for sign in value:
        if len((piece + sign).encode(errors="replace")) > 42:
            yield _word(piece)
            piece = ""
        piece += sign
    if piece:
        yield _word(piece)


def _word(piece: str) -> str:
    return f"=?utf-8?b?{b64encode(piece.encode(errors='replace')).decode()}?="
