"""Account numbers (IBAN) in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from stdnum import iban

_START = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ \u00a0\u202f]?\d\d")
_CHECK_DIGITS = re.compile(r"\d\d")
_BETWEEN = " \u00a0\u202f.-"
_WITHOUT = str.maketrans("", "", _BETWEEN)
_VALUES = str.maketrans({letter: str(int(letter, 36)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29,
}  # fmt: skip
"""How many letters and digits an account number has, by country."""
_AT_MOST = 500
"""Places that look like the start of one: who writes more has written no message."""


def may_have_iban(sentence: str) -> bool:
    """Whether a country's letters and two digits stand there, as at the start of an account number."""
    if not _CHECK_DIGITS.search(sentence):
        return False
    return any(start[1].upper() in _LENGTHS for start in _START.finditer(sentence))


def find_ibans(body: str) -> list[tuple[int, int]]:
    """Start and end of each valid account number, however it is spaced."""
    found: list[tuple[int, int]] = []
    if not _CHECK_DIGITS.search(body):
        return found
    for start in islice(_START.finditer(body), _AT_MOST):
        length = _LENGTHS.get(start[1].upper())
        if length and (not found or start.start() >= found[-1][1]):
            end = _end(body, start.start(), length)
            if end:
                found.append((start.start(), end))
    return found


def _end(body: str, start: int, length: int) -> int:
    """Where the account number that begins here ends, or 0."""
    signs = _signs(length).match(body, start)
    return signs.end() if signs and _is_valid(signs[0].translate(_WITHOUT)) else 0


@lru_cache
def _signs(length: int) -> re.Pattern[str]:
    """So many letters and digits, however they are spaced, and no more."""
    return re.compile(rf"[A-Za-z0-9](?:[{re.escape(_BETWEEN)}]{{0,2}}[A-Za-z0-9]){{{length - 1}}}(?![^\W_])")


@lru_cache(maxsize=256)
def _is_valid(number: str) -> bool:
    """Whether the check digits hold, which is soon told, and the country's numbers are made like that."""
    turned = (number[4:] + number[:4]).upper().translate(_VALUES)
    return int(turned) % 97 == 1 and bool(iban.is_valid(number, check_country=False))
