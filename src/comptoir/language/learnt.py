"""How a sentence leans, by weights learnt from labelled sentences: what no list of words foresaw, told by all its words together.

`weights/<language>/<leaning>.txt` holds a line for each trait of a sentence (a word, the beginning of one, two beginnings
side by side) and what it weighs, in hundredths; `tools/learn.py` makes them. A sentence leans by the sum of what its traits
weigh, shared among those that are known: 0 is as likely as not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt

from comptoir.language.folding import folded

LEANINGS = ("kind", "upset", "bad", "good", "drift")
"""Praise and mishaps of customers; bad news, good news and small talk of agents."""
ENOUGH = {"kind": 0.5, "upset": 0.7, "bad": 0.25, "good": -0.5, "drift": 0.5}
"""From where a leaning is told: so that on sets left out of the learning hardly any other sentence reaches it."""
BIAS = "(always)"
_FEWEST = 3
"""Words: "ok a+" leans nowhere."""
_LONGEST = 400
"""Letters of a sentence that are read."""
_WORD = re.compile(r"[^\W_]+")
_STEMS = (4, 5, 6)
_PAIRED = 5
_NUMBER = "0"
_SHARE = 2.0
OPPOSITE = {"kind": "upset", "upset": "kind"}


def leans(sentence: str, language: str, leaning: str) -> bool:
    """Whether the sentence leans so far that it is told; who leans to praise and blame alike leans to neither."""
    if len(_WORD.findall(sentence[:_LONGEST])) < _FEWEST or weight(sentence, language, leaning) <= ENOUGH[leaning]:
        return False
    return leaning not in OPPOSITE or weight(sentence, language, OPPOSITE[leaning]) < 0


@lru_cache(maxsize=512)
def weight(sentence: str, language: str, leaning: str) -> float:
    """How far the sentence leans: above 0, more likely than not. Nothing known in it: far below."""
    weights = _weights(language, leaning)
    known = [weights[trait] for trait in traits(sentence) if trait in weights]
    return weights.get(BIAS, -_SHARE) + sum(known) * share(len(known))


def share(known: int) -> float:
    """What each of so many known traits counts."""
    return _SHARE / sqrt(known) if known else 0.0


@lru_cache(maxsize=64)
def traits(sentence: str) -> frozenset[str]:
    """Its words and their beginnings ("livra*"), and the beginnings of two words that stand side by side."""
    words = [_NUMBER if word.isdecimal() else word for word in _WORD.findall(folded(sentence[:_LONGEST]))]
    found = set(words)
    found.update(f"{word[:stem]}*" for word in words for stem in _STEMS if len(word) > stem)
    edged = ["^", *(word[:_PAIRED] for word in words), "$"]
    found.update(f"{left} {right}" for left, right in pairwise(edged))
    return frozenset(found)


@cache
def _weights(language: str, leaning: str) -> dict[str, float]:
    source = files("comptoir.language").joinpath("weights", language, f"{leaning}.txt")
    if not source.is_file():
        return {}
    lines = source.read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {trait: int(hundredths) / 100 for trait, hundredths in pairs}
