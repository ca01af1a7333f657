"""A mail's lines as the rules look at them. Each rule looks at a bounded part of a line and at a bounded number of lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

LINES = 2000
"""So many lines are judged; what comes after them goes with the last of them."""
WIDTH = 400
"""So many characters of a line are judged."""
Mark = Literal["", "from_here", "attribution", "signature"]

_QUOTE = re.compile(r"\s{0,4}(?:[A-Z]{1,3})?>")
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad")
)
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: as it came, how deep it is quoted, and its words in small letters without accents. `mark`: what HTML says of it."""

    raw: str
    depth: int
    folded: str
    mark: Mark = ""

    @property
    def is_blank(self) -> bool:
        return not self.folded and not self.mark

    @property
    def is_text(self) -> bool:
        """Is it neither blank nor quoted?"""
        return self.depth == 0 and bool(self.folded)


def lines_of(text: str) -> list[Line]:
    """The lines of a plain text, any line ends."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line_of(raw) for raw in raws[:LINES]]


def rest_of(text: str) -> list[str]:
    """The lines that are too many to be judged."""
    if text.count("\n") + text.count("\r") < LINES:
        return []
    return [raw.rstrip() for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[LINES:]]


def line_of(raw: str, *, depth: int = 0, mark: Mark = "") -> Line:
    """A line; `depth` is added to what its quote marks say."""
    seen = raw[:WIDTH].translate(_INVISIBLE)
    at = 0
    while found := _QUOTE.match(seen, at):
        at, depth = found.end(), depth + 1
    return Line(raw=raw.rstrip(), depth=depth, folded=folded(seen[at:]).strip(), mark=mark)


def folded(text: str) -> str:
    """Small letters without accents, full-width forms made narrow, one kind of space and of apostrophe."""
    if text.isascii():
        return text.lower()
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(each))
    return (
        plain.replace("’", "'")
        .replace("ı", "i")
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("đ", "d")
        .replace("ß", "ss")
    )


def spaced(text: str) -> str:
    """The words of a folded text with one space before, between and after them."""
    return f" {_NOT_WORDS.sub(' ', text).strip()} "


def joined(lines: Iterable[Line]) -> str:
    """Lines as a text, without blank lines around it."""
    return "\n".join(line.raw for line in lines).strip("\n")
