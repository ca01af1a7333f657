"""A text as contact details are looked for in it: without what nobody sees, and without letters in costume."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT_FORMATS = frozenset("\u200d")
"""Joins the parts of one emoji."""


class Undisguised:
    """A text as it was given, without unseen signs (`shown`), and as it is searched (`body`): full-width, bold or circled letters and digits are plain ones there."""

    def __init__(self, given: str) -> None:
        self.shown = without_unseen(given)
        if self.shown.isascii():
            self.body, self._from = self.shown, None
            return
        pieces, places = list[str](), list[int]()
        for at, sign in enumerate(self.shown):
            plain = _plain(sign)
            pieces.append(plain)
            places.extend([at] * len(plain))
        self.body = "".join(pieces)
        self._from = [*places, len(self.shown)]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the body stands in what is shown."""
        if self._from is None:
            return start, end
        return self._from[start], self._from[end - 1] + 1 if end > start else self._from[end]


def without_unseen(text: str) -> str:
    """The text without signs that turn its direction, have no width, or control a screen. Line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if not _is_unseen(sign))


@lru_cache(maxsize=4096)
def _is_unseen(sign: str) -> bool:
    if sign in "\n\t":
        return False
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign not in _KEPT_FORMATS


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    if sign in _KEPT_FORMATS:
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return unicodedata.normalize("NFKC", sign)
