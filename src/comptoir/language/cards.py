"""Payment cards' numbers: found, and masked before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from comptoir.language.ibans import find_ibans

_SPACES = r" \t\r\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BREAK = _SPACES + _DASHES + r".,\uff0e\u00b7*_/"
_ENOUGH = re.compile(rf"\d(?:[{_BREAK}]{{0,3}}\d){{12}}")
_RUN = re.compile(rf"\d(?:[{_BREAK}]{{0,3}}\d){{12,}}")
_GROUP = re.compile(r"\d+")
_SPARED_BEFORE = re.compile(r"(?:imei|siret|ean|gtin|isbn)\W{0,3}(?:\w{1,12}\W{1,3}){0,4}$", re.IGNORECASE)
_GLUED = re.compile(r"[A-Za-z_]$")
_CARD_GLUED = re.compile(r"(?:cb|visa|amex|mc|mastercard|card|carte|cartao|cartão|nr|no|n)_?$", re.IGNORECASE)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_SHORTEST, _LONGEST, _SHOWN = 13, 19, 4
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


def find_cards(text: str) -> list[tuple[int, int]]:
    """Start and end of each card number: 13 to 19 digits with a known prefix that pass Luhn, however they are spaced."""
    if not _ENOUGH.search(text):
        return []
    found = [span for run in _RUN.finditer(text) for span in _cards_of(text, run.start(), run.end())]
    accounts = find_ibans(text) if found else []
    return [span for span in found if not any(start < span[1] and span[0] < end for start, end in accounts)]


def masked(text: str) -> str:
    """The text with every card number's digits hidden but the last four; as long as it was."""
    cards = find_cards(text)
    if not cards:
        return text
    pieces, last = [], 0
    for start, end in cards:
        pieces += [text[last:start], _hidden(text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])


def _hidden(card: str) -> str:
    shown = [place for place, sign in enumerate(card) if sign.isdigit()][-_SHOWN]
    return "".join("•" if sign.isdigit() and place < shown else sign for place, sign in enumerate(card))


def _cards_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cards in a run of digits: the whole run, or some groups of it that begin and end as groups do."""
    groups = [(start + group.start(), start + group.end()) for group in _GROUP.finditer(text[start:end])]
    digits = "".join([text[first:last] for first, last in groups])
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    places = list(accumulate([last - first for first, last in groups], initial=0))
    shaped = _shaped(groups, digits, places)
    if not shaped or _is_spared(text, start, end):
        return []
    found: list[tuple[int, int]] = []
    holds = _luhn(digits)
    for first, last in shaped:
        span = groups[first][0], groups[last - 1][1]
        if (not found or span[0] >= found[-1][1]) and holds(places[first], places[last]):
            found.append(span)
    return found


def _shaped(groups: list[tuple[int, int]], digits: str, places: list[int]) -> list[tuple[int, int]]:
    """First and after-last group of what has the length and prefix of a card: the whole first, then the longer ones.

    Parts of a run begin with groups of three digits or more: "40 42 44 46 48 50 52 54" are sizes.
    """
    whole = [(0, len(groups))] if _SHORTEST <= len(digits) <= _LONGEST and _is_card(digits, groups) else []
    found = []
    for first, (start, end) in enumerate(groups):
        if end - start >= 3 and digits[places[first]] in "23456789":
            found += _parts(groups, digits, places, first)
    return whole + found


def _parts(groups: list[tuple[int, int]], digits: str, places: list[int], first: int) -> list[tuple[int, int]]:
    found, last = [], first + 1
    while last <= len(groups) and places[last] - places[first] <= _LONGEST:
        if places[last] - places[first] >= _SHORTEST and _is_card(
            digits[places[first] : places[last]], groups[first:last]
        ):
            found.append((first, last))
        if groups[last - 1][1] - groups[last - 1][0] < 3:
            break
        last += 1
    return found[::-1]


def _luhn(digits: str) -> Callable[[int, int], bool]:
    """Whether Luhn holds for a part of the digits; sums are made once, so that any part is judged at once."""
    values = [int(digit) for digit in digits]
    even = [_DOUBLED[value] if place % 2 else value for place, value in enumerate(values)]
    odd = [value if place % 2 else _DOUBLED[value] for place, value in enumerate(values)]
    sums = list(accumulate(even, initial=0)), list(accumulate(odd, initial=0))

    def holds(start: int, end: int) -> bool:
        chosen = sums[(end - 1) % 2]
        return (chosen[end] - chosen[start]) % 10 == 0

    return holds


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


def _is_card(number: str, groups: list[tuple[int, int]]) -> bool:
    """Whether a card may have this number: a known prefix and the length that goes with it; no bar code, no company number."""
    size = len(number)
    if size == 13 and _is_bar_code(number):
        return False
    if size == 14 and [end - start for start, end in groups] == [3, 3, 3, 5]:
        return False
    return _length_fits(number, size)


def _length_fits(number: str, size: int) -> bool:
    start = int(number[:4])
    return any(low <= start <= high and size in sizes for low, high, sizes in _KNOWN)


def _is_bar_code(number: str) -> bool:
    """Whether the last digit of thirteen is the check digit of an EAN."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(number)) % 10 == 0
