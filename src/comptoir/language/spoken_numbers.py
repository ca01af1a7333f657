"""Digits written in words ("zéro six, douze, trente-quatre"), as far as telephone numbers need them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

_TOKEN = re.compile(r"[^\W\d_]+|\d{1,4}")
_WIDEST_GAP = 3
_IN_GAPS = " \n,.-'/"
FEWEST_WORDS = 3
_MOST_WORDS = 60
"""Words of a number: a longer row of numbers is cut."""
FEWEST_DIGITS = 9


def spoken_share(plain: str, language: str) -> tuple[int, int]:
    """How many words for numbers a folded sentence has, and how many digits its words and numbers tell at most."""
    values, words, digits = _values(language), 0, 0
    for token, times in Counter(_TOKEN.findall(plain)).items():
        value = values.get(token)
        if value is not None:
            words += times
            digits += times * _told_by(value)
        elif token.isdigit():
            digits += times * len(token)
    return words, digits


def _told_by(value: str) -> int:
    if value == "+":
        return 0
    return FEWEST_DIGITS if value[0] == "x" else len(value)


def spoken_digits(plain: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and digits of each sequence that is at least partly in words and long enough for a telephone."""
    values, (words, digits) = _values(language), spoken_share(plain, language)
    if words < FEWEST_WORDS or digits < FEWEST_DIGITS:
        return
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(plain):
        if token[0] not in values and not token[0].isdigit():
            continue
        if run and not (len(run) < _MOST_WORDS and _is_short(plain[run[-1].end() : token.start()])):
            yield from _closed(run, plain, language)
            run = []
        run.append(token)
    yield from _closed(run, plain, language)


def _is_short(gap: str) -> bool:
    return gap == " " or (len(gap) <= _WIDEST_GAP and not gap.strip(_IN_GAPS))


@cache
def _values(language: str) -> dict[str, str]:
    """Number words: digits, "+" for a word that joins, "x2" for "double"."""
    return {folded(word): value for word, value in entries(language, "number_words")}


def _closed(run: list[re.Match[str]], plain: str, language: str) -> list[tuple[int, int, str]]:
    values, first, last = _values(language), 0, len(run)
    while first < last and values.get(run[last - 1][0], "").startswith(("+", "x")):
        last -= 1
    while first < last and values.get(run[first][0]) == "+":
        first += 1
    run = run[first:last]
    if sum([not token[0].isdigit() for token in run]) < FEWEST_WORDS:
        return []
    digits = _digits(run, plain, values)
    return [(run[0].start(), run[-1].end(), digits)] if len(digits) >= FEWEST_DIGITS else []


def _digits(run: list[re.Match[str]], plain: str, values: dict[str, str]) -> str:
    groups: list[str] = []
    times, joins, last = 1, False, 0
    for token in run:
        value = values.get(token[0], token[0])
        gap = plain[last : token.start()] if last else ","
        last = token.end()
        if value == "+":
            joins = True
        elif value[0] == "x":
            times = int(value[1:])
        elif groups and times == 1 and ("," not in gap) and _completes(groups[-1], value, joins):
            groups[-1] = str(int(groups[-1]) + int(value)) if groups[-1] != "4" else "80"
            joins = False
        else:
            groups.append(value * times)
            times, joins = 1, False
    return "".join(groups)


def _completes(before: str, value: str, joins: bool) -> bool:
    """Whether "trente" is completed by "quatre", "soixante" by "dix-huit", "quatre" by "vingt", "novecentos" by "doze"."""
    if before[0] == "0":
        return False
    if before == "4" and value == "20" and not joins:
        return True
    if len(before) == 3 and before.endswith("00"):
        return int(value) < 100 and value != "0"
    if len(before) == 3 and before.endswith("0"):
        return int(value) < 10 and value != "0"
    is_ten = len(before) == 2 and before.endswith("0") and before != "10"
    return is_ten and value != "0" and (int(value) < 10 or (before in ("60", "80") and 10 <= int(value) < 20))
