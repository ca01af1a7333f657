"""Whose mail was sent on: the original behind "---------- Forwarded message ----------", in any language that the word lists know.

What it finds was typed or pasted by whoever sent it on, so it proves nothing: it may suggest a customer, not let one in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comptoir.letters.quotes.headers import block_end, is_rule, key_of, title_end
from comptoir.letters.quotes.known import Names
from comptoir.letters.quotes.lines import Line, joined, lines_of
from comptoir.letters.quotes.markup import markup_lines
from comptoir.letters.quotes.prefixes import is_sent_on, unwrapped
from comptoir.letters.quotes.shape import Known

_NEAR = 120
_NOBODY = Names.of(Known())
_ADDRESS = re.compile(r"[^\s<>\"'()\[\],;:]{1,64}@[^\s<>\"'()\[\],;:]{1,190}")
_MARKS = re.compile(r"^(?:\s{0,3}>)+ ?")
_VALUE = re.compile(r"[^:\uff1a]{1,40}[:\uff1a][*_\s]{0,3}(.*)", re.DOTALL)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail that was sent on. `comment`: what the one who sent it on wrote above; `date`: as it stands there."""

    name: str
    address: str
    date: str
    subject: str
    body: str
    comment: str


def forwarded(subject: str, text: str, html: str = "") -> Forwarded | None:
    """The original of a mail that was sent on; None where it is no forward, or where it is not clear whose mail it brings."""
    lines = lines_of(text) if text.strip() else markup_lines(html)
    if not is_sent_on(subject, lines):
        return None
    block = _block(lines)
    if block is None:
        return None
    start, head, end = block
    said = _values(lines[head:end])
    found = _ADDRESS.findall(said.get("from", ""))
    if len({each.lower() for each in found}) != 1:
        return None
    body = _bared(lines[end:]) if lines[head].depth else joined(lines[end:])
    return Forwarded(
        name=_name(said["from"], found[0]),
        address=found[0].lower().rstrip("."),
        date=said.get("date", ""),
        subject=unwrapped(said.get("subject", ""))[0],
        body=body.strip(),
        comment=joined(lines[:start]).strip(),
    )


def _block(lines: list[Line]) -> tuple[int, int, int] | None:
    """Where the first header block begins with its title, where its headers begin, and the line after them."""
    for at, line in enumerate(lines[:_NEAR]):
        end = block_end(lines, at, _NOBODY) if line.folded else None
        if end is not None:
            return _with_title(lines, at), at, end
    return None


def _with_title(lines: list[Line], at: int) -> int:
    """The title, rules and blank lines above the headers go with them."""
    start = at
    for here in range(at - 1, max(-1, at - 5), -1):
        if title_end(lines, here) is not None or is_rule(lines[here]):
            start = here
        elif lines[here].folded:
            break
    return start


def _values(lines: list[Line]) -> dict[str, str]:
    """What the headers say, by what they are; a line without a name goes on with the one above."""
    said: dict[str, str] = {}
    last = ""
    for line in lines:
        raw = _MARKS.sub("", line.raw).strip()
        kinds = key_of(line)
        if kinds:
            last = next(
                (kind for kind in ("from", "date", "subject", "to", "other") if kind in kinds and kind not in said), ""
            )
            found = _VALUE.match(raw)
            if last and found:
                said[last] = found[1].strip(" *_")[:_LONGEST]
        elif last and raw:
            said[last] = f"{said[last]} {raw}"[:_LONGEST]
    return said


def _bared(lines: list[Line]) -> str:
    """The lines of a mail that was sent on as a quote, with one mark less."""
    return "\n".join(re.sub(r"^\s{0,3}> ?", "", line.raw) for line in lines)


def _name(value: str, address: str) -> str:
    """The name beside the address; empty where the address is all there is."""
    before = value.split(address, 1)[0]
    name = re.split(r"[<\[(]", before, maxsplit=1)[0].strip(" \"'*_<[(")
    return "" if "@" in name else name[:200]
