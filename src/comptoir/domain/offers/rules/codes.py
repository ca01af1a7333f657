"""Codes in a file or a paste, and codes in a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from comptoir.language.cards import masked

CODE_LONGEST = 40
AT_ONCE_MOST = 50_000
"""Codes of one batch."""
MISTAKES_SHOWN = 20
_SHORTEST = 4
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9._-]{2,38})[A-Z0-9]")
_WORD = re.compile(r"(?<![\w.-])[A-Za-z0-9](?:[A-Za-z0-9._-]{2,38})[A-Za-z0-9](?![\w-])")
_TITLES = frozenset({"CODE", "CODES", "COUPON", "COUPONS", "VOUCHER", "VOUCHERS", "COD", "CODURI", "CODIGO", "CODIGOS"})
_LOOKED_AT = 200
"""Words of a message that may be codes."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that is no code, and why: "shape", "long", "card", "again", or "charter" for one that the charter's
    `[offers] codes` do not know, which the reply checker would take for another shop's."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Codes:
    """What a file or a paste holds: codes in order, and what is wrong with it."""

    codes: Sequence[str] = ()
    mistakes: Sequence[Mistake] = field(default_factory=list)
    is_too_many: bool = False


def codes_in(text: str, is_own: Callable[[str], bool]) -> Codes:
    """The codes of a text: one a line, the first column where there are several; a title line may stand above.

    Codes are kept in capitals. What looks like a card's number is refused: it would be masked wherever it is written.
    """
    seen: dict[str, None] = {}
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.replace("\0", "").splitlines(), start=1):
        code = re.split(r"[,;\t|]", line, maxsplit=1)[0].strip().strip("\"'\ufeff").strip().upper()
        if not code or (number == 1 and code in _TITLES):
            continue
        why = _why_none(code) or ("again" if code in seen else "" if is_own(code) else "charter")
        if why:
            mistakes.append(Mistake(number, code[:CODE_LONGEST], why))
        else:
            seen[code] = None
        if len(seen) > AT_ONCE_MOST:
            return Codes((), mistakes, is_too_many=True)
    return Codes(tuple(seen), mistakes)


def may_be_codes(body: str) -> frozenset[str]:
    """The words of a message that might be codes of the wallet: with a digit, or in capitals."""
    found: set[str] = set()
    for match in _WORD.finditer(body):
        word = match[0]
        if any(sign.isdigit() for sign in word) or word.isupper():
            found.add(word.upper())
        if len(found) >= _LOOKED_AT:
            break
    return frozenset(found)


def half_hidden(code: str) -> str:
    """A code for lists: its beginning and end, so that it is known again and of no use."""
    shown = 2 if len(code) < 8 else 3
    return f"{code[:shown]}…{code[-2:]}"


def _why_none(code: str) -> str:
    if len(code) > CODE_LONGEST:
        return "long"
    if len(code) < _SHORTEST or not _CODE.fullmatch(code):
        return "shape"
    return "card" if masked(code) != code else ""
