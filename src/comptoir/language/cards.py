"""Payment cards' numbers: found, and masked before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from comptoir.language.ibans import find_ibans
from comptoir.language.text import overlaps

_SPACES = r" \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BREAK = _SPACES + _DASHES + r".,\uff0e\u00b7*_/"
_ENOUGH = re.compile(rf"\d(?:[{_BREAK}]{{0,3}}\d){{12}}")
_RUN = re.compile(rf"\d(?:[{_BREAK}]{{0,3}}\d){{12,}}")
_GROUP = re.compile(r"\d+")
_STRETCH = re.compile(rf"\d{{3,}}(?:[{_BREAK}]{{1,3}}\d{{3,}})*(?:[{_BREAK}]{{1,3}}\d{{1,2}})?(?!\d)")
"""Groups of three digits or more, of which the last may be followed by a shorter one."""
_SPARED_BEFORE = re.compile(r"(?:imei|siret|ean|gtin|isbn)\W{0,3}(?:\w{1,12}\W{1,3}){0,4}\Z", re.IGNORECASE)
_GLUED = re.compile(r"[A-Za-z_]\Z")
_CARD_GLUED = re.compile(r"(?:cb|visa|amex|mc|mastercard|card|carte|cartao|cartão|nr|no|n)_?\Z", re.IGNORECASE)
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_SHORTEST, _LONGEST = 13, 19
_HIDDEN = re.compile(r"\d(?=(?:\D*\d){4})")
"""All digits of a card but the last four, which are shown."""
_WIDEST = 4
"""Characters that a digit takes with what may stand before it."""
_OF_COMPANIES = [3, 6, 9]
"""After how many of its fourteen digits the groups of a French company's number end."""
_KNOWN = (
    (4000, 4999, (13, 16, 19)),  # Visa, CB
    (5100, 5599, (16,)),  # Mastercard
    (2221, 2720, (16,)),
    (3400, 3499, (15,)),  # American Express
    (3700, 3799, (15,)),
    (3000, 3059, (14, 16)),  # Diners
    (3095, 3095, (14, 16)),
    (3600, 3699, (14, 16)),
    (3800, 3999, (14, 16)),
    (3528, 3589, range(16, 20)),  # JCB
    (2200, 2204, range(16, 20)),  # Mir
    (6000, 6599, range(16, 20)),  # Discover, UnionPay, RuPay, Maestro
    (8100, 8199, range(16, 20)),
    (5000, 5099, range(16, 20)),  # Maestro
    (5600, 5899, range(16, 20)),
    (6700, 6799, range(16, 20)),
    (5018, 5018, range(13, 20)),
    (5020, 5020, range(13, 20)),
    (5038, 5038, range(13, 20)),
    (6304, 6304, range(13, 20)),
    (6759, 6763, range(13, 20)),
)
"""First four digits, from and to, and how many digits such a card has."""


def _sizes() -> dict[str, tuple[int, ...]]:
    by_start: dict[str, tuple[int, ...]] = {}
    for low, high, sizes in _KNOWN:
        for start in range(low, high + 1):
            by_start[f"{start}"] = tuple(sorted({*by_start.get(f"{start}", ()), *sizes}, reverse=True))
    return by_start


_SIZES = _sizes()
"""How many digits cards have that begin with these four, the most first."""


def find_cards(text: str, at_most: int | None = None) -> list[tuple[int, int]]:
    """Start and end of each card number, or of the first so many: 13 to 19 digits with a known prefix that pass Luhn, however
    they are spaced.
    """
    if not _ENOUGH.search(text):
        return []
    cards = (span for run in _RUN.finditer(text) for span in _cards_of(text, run.start(), run.end()))
    found = list(islice(cards, at_most))
    accounts = find_ibans(text) if found else []
    return [span for span in found if not overlaps(*span, accounts)]


def masked(text: str) -> str:
    """The text with every card number's digits hidden but the last four; as long as it was."""
    cards = find_cards(text)
    if not cards:
        return text
    pieces, last = [], 0
    for start, end in cards:
        pieces += [text[last:start], _HIDDEN.sub("•", text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])


def masked_line(text: str) -> str:
    """The text on one line, with single spaces and without what a database cannot hold, its card numbers hidden."""
    return masked(" ".join(text.replace("\0", "").split()))


def _cards_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cards in a run of digits: the whole run, or some groups of it that begin and end as groups do."""
    taken = 0
    for first, last, number in _shaped(text, start, end):
        if first >= taken and _passes_luhn(number):
            if not taken and _is_spared(text, start, end):
                return
            taken = last
            yield first, last


def _shaped(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and digits of what has the length and prefix of a card: the whole first, then the longer ones.

    Parts of a run begin with groups of three digits or more: "40 42 44 46 48 50 52 54" are sizes.
    """
    if end - start <= _LONGEST * _WIDEST and len("".join(_GROUP.findall(text, start, end))) <= _LONGEST:
        groups = _Groups(text, start, end)
        if len(groups.digits) in groups.sizes(0):
            yield start, end, groups.digits
    for stretch in _STRETCH.finditer(text, start, end):
        if stretch.end() - stretch.start() >= _SHORTEST:
            yield from _Groups(text, *stretch.span()).parts()


class _Groups:
    """Groups of digits: where each begins and ends in the text, by how many digits are before."""

    def __init__(self, text: str, start: int, end: int) -> None:
        written, place = [], 0
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for group in _GROUP.finditer(text, start, end):
            self._starts[place] = group.start()
            place += group.end() - group.start()
            self._ends[place] = group.end()
            written.append(group[0])
        digits = "".join(written)
        self.digits = digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)

    def sizes(self, place: int) -> list[int]:
        """How many digits a card has that begins here, the longest first; no bar code, no company's number."""
        return [
            size
            for size in _SIZES.get(self.digits[place : place + 4], ())
            if place + size in self._ends
            and not (size == 13 and _is_bar_code(self.digits[place : place + size]))
            and not (size == 14 and [at for at in range(1, 14) if place + at in self._ends] == _OF_COMPANIES)
        ]

    def parts(self) -> Iterator[tuple[int, int, str]]:
        """Start, end and digits of each that has the length and prefix of a card."""
        for place, start in self._starts.items():
            for size in self.sizes(place):
                yield start, self._ends[place + size], self.digits[place : place + size]


def _passes_luhn(digits: str) -> bool:
    raw = digits.encode()[::-1]
    return (sum(raw[::2].translate(_VALUES)) + sum(raw[1::2].translate(_DOUBLED))) % 10 == 0


def _is_spared(text: str, start: int, end: int) -> bool:
    """Whether it is named as another number, or is glued to letters that name no card ("LX4111…")."""
    before = text[max(0, start - 60) : start]
    if _SPARED_BEFORE.search(before):
        return True
    if end < len(text) and (text[end].isalnum() or text[end] == "_") and not text[end].isdigit():
        return True
    return (
        bool(_GLUED.search(before)) and not _CARD_GLUED.search(before) and not find_ibans(text[max(0, start - 2) : end])
    )


def _is_bar_code(number: str) -> bool:
    """Whether the last digit of thirteen is the check digit of an EAN."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(number)) % 10 == 0
