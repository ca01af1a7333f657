"""What mail programs put before a subject, and whether a mail was sent on."""

from __future__ import annotations

import re

from comptoir.letters.quotes.headers import is_forward_title, title_end
from comptoir.letters.quotes.lines import Line, folded
from comptoir.letters.quotes.words import words

_LONGEST = 1000
_MOST = 30
_LINES = 80
_PREFIX = re.compile(r"([^\W\d_][^\W\d_.]{0,14}\.?)(?: ?[\[(*^]?\d{1,3}[\])]?)? {0,2}:\s{0,4}")
_REFERENCE = re.compile(r"\[#?[A-Za-z0-9][A-Za-z0-9-]{1,20}\] {0,4}")
_ADDED = re.compile(
    r"[\[(](?:ext|extern|externe|external|externo|spam|suspected spam|bulk)[\])]:? {0,4}", re.IGNORECASE
)
_ENOUGH_DIGITS = 4


def unwrapped(subject: str) -> tuple[str, list[str]]:
    """A subject without its prefixes and references, and those prefixes, folded, in their order."""
    rest, prefixes = " ".join(subject[:_LONGEST].replace("\uff1a", ":").split()), list[str]()
    for _ in range(_MOST):
        found = _PREFIX.match(rest)
        if found and (name := folded(found[1]).strip(".")) in words("replies") | words("forwarded"):
            prefixes.append(name)
            rest = rest[found.end() :]
            continue
        added = _ADDED.match(rest) or _reference(rest)
        if added is None:
            break
        rest = rest[added.end() :]
    return rest.strip(), prefixes


def is_sent_on(subject: str, lines: list[Line]) -> bool:
    """Was a mail sent on? Its subject's first prefix tells; without one, the title above what it brings."""
    _, prefixes = unwrapped(subject)
    if prefixes:
        return prefixes[0] in words("forwarded")
    near = lines[:_LINES]
    return any(
        is_forward_title(bare(line)) and title_end(near, at) is not None for at, line in enumerate(near) if line.folded
    )


def bare(line: Line) -> str:
    """A title without its dashes."""
    return line.folded.strip(" \t-_=*~#>:")


def _reference(rest: str) -> re.Match[str] | None:
    """ "[#48213]" goes; "[M]", the size of a shirt, stays."""
    found = _REFERENCE.match(rest)
    return found if found and ("#" in found[0] or sum(map(str.isdigit, found[0])) >= _ENOUGH_DIGITS) else None
