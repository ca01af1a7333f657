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
    before: list[float] = []
    row = [place * 1.0 for place in range(len(other) + 1)]
    for here, letter in enumerate(one, 1):
        older, before, row = before, row, [here * 1.0]
        for there, meant in enumerate(other, 1):
            cheapest = min(
                before[there] + _cost_of_one_more(one, here - 1),
                row[there - 1] + _cost_of_one_more(other, there - 1),
                before[there - 1] + _cost_of_change(letter, meant, here),
            )
            if here > 1 and there > 1 and letter == other[there - 2] and one[here - 2] == meant and letter != meant:
                cheapest = min(cheapest, older[there - 2] + 0.8)
            row.append(cheapest)
    return row[-1]


def _cost_of_one_more(word: str, place: int) -> float:
    if place and word[place] == word[place - 1]:
        return 0.5
    return 1.0 if place else 1.3


def _cost_of_change(letter: str, meant: str, place: int) -> float:
    if letter == meant:
        return 0.0
    if plain(letter) == plain(meant):
        return 0.25
    return 1.0 if place > 1 else 1.4
