"""How like two words are: their letters without accents, their skeleton, and the distance between two writings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SOUNDS = (("ph", "f"), ("qu", "k"), ("ck", "k"), ("c", "k"), ("q", "k"), ("z", "s"), ("y", "i"), ("h", ""))


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The letters in small, without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def skeleton(word: str) -> str:
    """The plain letters, doublings once, and letters that sound alike the same."""
    bare = plain(word)
    for written, spoken in _SOUNDS:
        bare = bare.replace(written, spoken)
    return "".join(letter for place, letter in enumerate(bare) if not place or letter != bare[place - 1])


def distance(one: str, other: str) -> float:
    """The cost of turning one writing into the other: 1 a letter, less for an accent, a doubling or two letters swapped."""
    first, one_end, other_end = _apart(one, other)
    if one_end - first <= 1 and other_end - first <= 1:
        return _cost_of_a_letter(one, other, first, one_end, other_end)
    before: list[float] = []
    row = [0.0]
    for there in range(first, other_end):
        row.append(row[-1] + _cost_of_one_more(other, there))
    for here in range(first, one_end):
        older, before, row = before, row, [row[0] + _cost_of_one_more(one, here)]
        letter, dropped = one[here], _cost_of_one_more(one, here)
        for column, there in enumerate(range(first, other_end), 1):
            meant = other[there]
            cheapest = min(
                before[column] + dropped,
                row[column - 1] + _cost_of_one_more(other, there),
                before[column - 1] + _cost_of_change(letter, meant, here + 1),
            )
            is_swapped = older and column > 1 and letter == other[there - 1] and one[here - 1] == meant
            row.append(min(cheapest, older[column - 2] + 0.8) if is_swapped and letter != meant else cheapest)
    return row[-1]


def _apart(one: str, other: str) -> tuple[int, int, int]:
    """Where two words begin to differ, and where each stops to: what they share costs nothing.

    A doubled letter at the end is no more stripped than it must be, for it may have been doubled by mistake.
    """
    first, most = 0, min(len(one), len(other))
    while first < most and one[first] == other[first]:
        first += 1
    one_end, other_end = len(one), len(other)
    while first < one_end and first < other_end and one[one_end - 1] == other[other_end - 1]:
        if (
            one[one_end - 2 : one_end - 1] == one[one_end - 1]
            or other[other_end - 2 : other_end - 1] == other[other_end - 1]
        ):
            break
        one_end, other_end = one_end - 1, other_end - 1
    return first, one_end, other_end


def _cost_of_a_letter(one: str, other: str, first: int, one_end: int, other_end: int) -> float:
    """The distance of words that differ by a single letter at most."""
    if one_end > first and other_end > first:
        return _cost_of_change(one[first], other[first], first + 1)
    if one_end > first:
        return _cost_of_one_more(one, first)
    return _cost_of_one_more(other, first) if other_end > first else 0.0


def _cost_of_one_more(word: str, place: int) -> float:
    return 0.5 if place and word[place] == word[place - 1] else 1.0


def _cost_of_change(letter: str, meant: str, place: int) -> float:
    if letter == meant:
        return 0.0
    if plain(letter) == plain(meant):
        return 0.25
    return 1.0 if place > 1 else 1.4
