"""Who a letter says it is from: its headers and its From, read so that nobody can be two.

Programs disagree about odd headers, and who sends them counts on it. What is not plain is said to be a problem.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HEADERS_AT_MOST, HEADER_AT_MOST = 256 * 1024, 64 * 1024
_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_ADDRESS = re.compile(
    r"(?P<local>[^\s@<>\"(),:;\\\[\]\x00-\x1f\x7f]{1,64})@(?P<domain>[^\s@<>\"(),:;\\\[\]\x00-\x1f\x7f]{1,253})"
)
_ENCODED_AT = re.compile(r"=\?[^?]{1,40}\?[bq]\?", re.IGNORECASE)


class Header(NamedTuple):
    """A header as it came: its name in lower case, and what stands behind the colon with its line ends as spaces."""

    name: str
    value: str


class Author(NamedTuple):
    """Who stands in From. `problem` is "" when it is plain, else "no_sender", "several_senders" or "unreadable"."""

    address: str = ""
    domain: str = ""
    name: str = ""
    problem: str = ""


def headers_of(raw: bytes) -> list[Header]:
    """The headers of a letter, top to bottom. Any line end ends a line, a lone carriage return too: some read it so."""
    ended = _END.search(raw, 0, HEADERS_AT_MOST)
    lines = _LINE_END.split(raw[: ended.start() if ended else HEADERS_AT_MOST])
    found: list[list[bytes]] = []
    for at, line in enumerate(lines):
        if line[:1] in (b" ", b"\t"):
            if found:
                found[-1].append(line)
        elif _HEADER.match(line):
            found.append([line])
        elif not (at == 0 and line.startswith(b"From ")):
            break
    return [_header(lines) for lines in found]


def author_of(headers: list[Header]) -> Author:
    """The one who stands in From."""
    values = [header.value for header in headers if header.name == "from"]
    if len(values) != 1:
        return Author(problem="several_senders" if values else "no_sender")
    value = values[0].strip()
    if not value or len(values[0]) > HEADER_AT_MOST:
        return Author(problem="unreadable" if value else "no_sender")
    mailboxes = _mailboxes(value)
    if mailboxes is None:
        return Author(problem="unreadable")
    named = [each for each in mailboxes if each[0] or each[1]]
    if len(named) != 1:
        return Author(problem="several_senders" if named else "no_sender")
    return _author(*named[0])


def ascii_domain(domain: str) -> str:
    """A domain in lower case and ASCII; "" when it is none."""
    plain = domain.strip().rstrip(".").lower()
    try:
        written = plain if plain.isascii() else plain.encode("idna").decode()
    except UnicodeError:
        return ""
    labels = written.split(".")
    return written if all(label and len(label) <= 63 for label in labels) and len(written) <= 253 else ""


def _header(lines: list[bytes]) -> Header:
    name, _, value = lines[0].partition(b":")
    whole = b" ".join([value, *lines[1:]])[: HEADER_AT_MOST + 1]
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        text = whole.decode("latin-1")
    return Header(name.decode("ascii").strip().lower(), text)


def _author(name: str, written: str) -> Author:
    found = _ADDRESS.fullmatch(written)
    domain = ascii_domain(found["domain"]) if found else ""
    if found is None:
        return Author(name=name, problem="no_sender" if "@" not in written else "unreadable")
    if not domain or _ENCODED_AT.search(written):
        return Author(name=name, problem="unreadable")
    return Author(f"{found['local'].lower()}@{domain}", domain, name)


def _mailboxes(value: str) -> list[tuple[str, str]] | None:
    """Names and addresses as they are written: (name, what stands in the angle brackets, or bare). None if unreadable.

    Comments are taken out, quoted names are undone; a group counts as those who are in it.
    """
    found, name, angled, at = [], "", None, 0
    while at < len(value):
        sign = value[at]
        if sign in '"(<':
            end = _closed(value, at)
            if end < 0 or (sign == "<" and angled is not None):
                return None
            if sign == '"':
                name += re.sub(r"\\(.)", r"\1", value[at + 1 : end])
            elif sign == "<":
                angled = value[at + 1 : end].strip()
            at = end
        elif sign in ",;":
            found.append(_named(name, angled))
            name, angled = "", None
        elif sign == ":":
            # What stood before it is the name of a group.
            name = ""
        elif sign in ">)\\" or (angled is not None and not sign.isspace()):
            return None
        else:
            name += sign
        at += 1
    return [*found, _named(name, angled)]


def _named(name: str, angled: str | None) -> tuple[str, str]:
    plain = " ".join(name.split())
    return (plain, angled) if angled is not None else ("", plain)


def _closed(value: str, start: int) -> int:
    """Where what opens here closes; -1 when it does not."""
    opener = value[start]
    closer = {'"': '"', "(": ")", "<": ">"}[opener]
    depth, at = 0, start
    while at < len(value):
        sign = value[at]
        if sign == "\\":
            at += 1
        elif sign == opener and (at == start or opener == "("):
            depth += 1
        elif sign == closer:
            depth -= 1
            if depth == 0:
                return at
        elif sign == "<" and opener == "<":
            return -1
        at += 1
    return -1
