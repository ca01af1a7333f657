"""A text as rules read it, and the way back to the text as it was given.

Letters whose accents stand apart (NFD) are joined, Romanian ş and ţ become ș and ț, and what nobody sees (soft hyphens,
spaces without width) is left out: the same words must read the same however a keyboard wrote them. Findings point into
the text as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from unicodedata import normalize

from comptoir.language.findings import Finding

_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_ODD = re.compile(rf"[^\W\d_][\u0300-\u036f]{{1,6}}|[{_UNSEEN}]+")
"""A letter with marks apart (more than six are no accent, and stay), or what is unseen."""
_DRAWN_OUT = re.compile(rf"{_ODD.pattern}|(?P<letter>[^\W\d_wW])(?P=letter){{2,}}")
"""And a letter that is drawn out: "merciii"."""
_MOST = 10_000
"""Places that are joined: a text with more is no message."""
_MAY_BE_ODD = re.compile(rf"[\u0300-\u036f{_UNSEEN}]")
_CEDILLAS = (("ş", "ș"), ("ţ", "ț"), ("Ş", "Ș"), ("Ţ", "Ț"))


class Original:
    """A text as it was given (`given`) and as it is read (`body`)."""

    def __init__(self, given: str, *, is_typed_freely: bool = False) -> None:
        """With `is_typed_freely`, letters written three times and more are read once."""
        self.given = given
        self._odd = _DRAWN_OUT if is_typed_freely else _ODD
        self._places: list[int] = [0]
        self._shifts: list[int] = [0]
        is_plain = given.isascii() and not is_typed_freely
        self.body = given if is_plain else self._joined(as_letters(given))

    def placed(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings in the body, each where it stands in the text as it was given."""
        if len(self._places) == 1:
            return list(findings)
        return [replace(each, start=self.place(each.start), end=self.place(each.end)) for each in findings]

    def place(self, at: int) -> int:
        """Where a place of the body lies in the text as it was given."""
        return at + self._shifts[bisect_right(self._places, at) - 1]

    def _joined(self, text: str) -> str:
        if self._odd is _ODD and not _MAY_BE_ODD.search(text):
            return text
        pieces, last, length = [], 0, 0
        for odd in islice(self._odd.finditer(text), _MOST):
            start, end = odd.span()
            written = _written(odd[0])
            if len(written) < end - start:
                pieces += [text[last:start], written]
                length += start - last + len(written)
                last = end
                self._places.append(length)
                self._shifts.append(last - length)
        return "".join([*pieces, text[last:]]) if pieces else text


def _written(odd: str) -> str:
    if odd[0] in _UNSEEN:
        return ""
    return odd[0] if odd[1] == odd[0] else as_letters(normalize("NFC", odd))


def as_letters(text: str) -> str:
    """The text with Romanian commas for cedillas; as long as it was."""
    for old, new in _CEDILLAS:
        text = text.replace(old, new)
    return text


def as_read(word: str) -> str:
    """A word as rules read it: for the words of a shop's dictionary, so that they are met."""
    return Original(word).body.replace("’", "'").replace("ʼ", "'")
