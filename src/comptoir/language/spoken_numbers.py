"""Digits written in words ("zéro six, douze, trente-quatre"), as far as telephone numbers need them."""

from __future__ import annotations

import re
from functools import cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

_TOKEN = re.compile(r"[^\W\d_]+|\d{1,4}")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_GAP = re.compile(r"[\s,.\-'/]{0,3}")
FEWEST_WORDS = 3
_MOST_WORDS = 60
"""Words of a number: a longer row of numbers is cut."""
FEWEST_DIGITS = 9


def spoken_share(plain: str, language: str) -> tuple[int, int]:
    """How many words for numbers a folded sentence has, and how many digits its words and numbers tell at most."""
    values, words, digits = _values(language), 0, 0
    for token in _TOKEN.findall(plain):
        value = values.get(token)
        if value is not None:
            words += 1
            digits += FEWEST_DIGITS if value[0] == "x" else len(value)
        elif token.isdigit():
            digits += len(token)
    return words, digits


def spoken_digits(plain: str, language: str) -> list[tuple[int, int, str]]:
    """Start, end and digits of each sequence that is at least partly in words and long enough for a telephone."""
    found: list[tuple[int, int, str]] = []
    if sum(word in _values(language) for word in _WORD.findall(plain)) < FEWEST_WORDS:
        return found
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(plain):
        is_number = token[0].isdigit() or token[0] in _values(language)
        if run and not (
            is_number and len(run) < _MOST_WORDS and _SHORT_GAP.fullmatch(plain[run[-1].end() : token.start()])
        ):
            found += _closed(run, plain, language)
            run = []
        if is_number:
            run.append(token)
    return found + _closed(run, plain, language)


@cache
def _values(language: str) -> dict[str, str]:
    """Number words: digits, "+" for a word that joins, "x2" for "double"."""
    return {folded(word): value for word, value in entries(language, "number_words")}


def _closed(run: list[re.Match[str]], plain: str, language: str) -> list[tuple[int, int, str]]:
    values = _values(language)
    while run and values.get(run[-1][0], "").startswith(("+", "x")):
        run = run[:-1]
    while run and values.get(run[0][0]) == "+":
        run = run[1:]
    if sum(not token[0].isdigit() for token in run) < FEWEST_WORDS:
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
