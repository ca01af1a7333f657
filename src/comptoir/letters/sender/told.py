"""What a server found out that we trust (Authentication-Results, RFC 8601).

Anybody may write such a header. Only the topmost is read, and only when it is by a server whose name was given: that
server takes away what others wrote in its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comptoir.letters.sender.author import Header, ascii_domain

_LONGEST = 8000
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_WHOLE = re.compile(rf'(?:{_QUOTED}|[^"()\\])*', re.DOTALL)
_PART = re.compile(rf'(?:{_QUOTED}|[^";])+', re.DOTALL)
_SAID = re.compile(rf'([^\s;="()]+)\s*=\s*((?:{_QUOTED}|[^\s;"()])+)', re.DOTALL)
_ABOUT = {"spf": ("smtp.mailfrom", "smtp.helo"), "dkim": ("header.d", "header.i"), "dmarc": ("header.from",)}


@dataclass(frozen=True, slots=True)
class Told:
    """A method ("spf", "dkim" or "dmarc"), what came out ("pass", …), and of which domain."""

    method: str
    result: str
    domain: str


def told_by(headers: list[Header], trusted: tuple[str, ...]) -> tuple[Told, ...]:
    """What the topmost header says, when a server of those names (small letters or not) wrote it; else nothing."""
    top = next((header.value for header in headers if header.name == "authentication-results"), "")
    if not top or not trusted or len(top) > _LONGEST:
        return ()
    plain = without_remarks(top)
    # Where quotes or brackets do not close, nobody knows what is said.
    parts = _PART.findall(plain) if _WHOLE.fullmatch(plain) else [""]
    first = parts[0].split() if parts else []
    name = first[0].strip('"').lower().rstrip(".") if first else ""
    if not name or name not in {each.lower().rstrip(".") for each in trusted}:
        return ()
    return tuple(found for part in parts[1:] if (found := _told(part)) is not None)


def said_in(plain: str) -> tuple[Told, ...]:
    """Everything that a value without remarks says, from its beginning on; nothing where quotes or brackets do not close."""
    parts = _PART.findall(plain) if _WHOLE.fullmatch(plain) else []
    return tuple(found for part in parts if (found := _told(part)) is not None)


def without_remarks(value: str) -> str:
    """The value without what stands in brackets; one that does not close is left, and refused by who reads it."""
    kept, depth, is_quoted, is_escaped = [], 0, False, False
    for sign in value:
        if is_escaped:
            is_escaped = False
            kept.append("" if depth else sign)
            continue
        is_escaped = sign == "\\" and (is_quoted or depth > 0)
        if sign == '"' and not depth:
            is_quoted = not is_quoted
        if sign == "(" and not is_quoted:
            depth += 1
        kept.append(sign if not depth else " ")
        if sign == ")" and not is_quoted and depth:
            depth -= 1
    return "".join(kept) + ("(" if depth else "")


def _told(part: str) -> Told | None:
    pairs = [(key.lower(), value) for key, value in _SAID.findall(part)]
    said = dict(pairs)
    if not pairs or len(said) < len(pairs):
        return None
    method, result = pairs[0]
    method = method.partition("/")[0]
    about = next((said[key] for key in _ABOUT.get(method, ()) if key in said), "")
    domain = ascii_domain(about.strip('"').rpartition("@")[2].strip('<>"'))
    return Told(method, result.lower(), domain) if domain else None
