"""How a sentence leans, by weights learnt from labelled sentences: what no list of words foresaw, told by all its words together.

`weights/<language>/<leaning>.txt` holds a line for each trait of a sentence (a word, the beginning of one, two beginnings
side by side, and what its words are about: `senses.py`) and what it weighs, in hundredths; `tools/learn.py` makes them. A
sentence leans by the sum of what its traits weigh, shared among those that are known: 0 is as likely as not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt

from comptoir.language.senses import marks, words_of

LEANINGS = ("kind", "upset", "bad", "good", "drift")
"""Praise and mishaps of customers; bad news, good news and small talk of agents."""
ENOUGH = {"kind": 0.5, "upset": 0.6, "bad": 0.1, "good": -0.4, "drift": 0.5}
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
    known = [weights[trait] for trait in traits(sentence, language) if trait in weights]
    return weights.get(BIAS, -_SHARE) + sum(known) * share(len(known))


def share(known: int) -> float:
    """What each of so many known traits counts."""
    return _SHARE / sqrt(known) if known else 0.0


@lru_cache(maxsize=64)
def traits(sentence: str, language: str) -> frozenset[str]:
    """Its words and their beginnings ("livra*"), the beginnings of two words that stand side by side, and what they are about."""
    found: set[str] = set()
    edged = ["^"]
    for word in words_of(sentence):
        alone, beside = _of_word(word)
        found.update(alone)
        edged.append(beside)
    edged.append("$")
    found.update([f"{left} {right}" for left, right in pairwise(edged)])
    return marks(sentence, language).union(found)


@lru_cache(maxsize=8192)
def _of_word(word: str) -> tuple[tuple[str, ...], str]:
    """The traits of a word alone, and what of it stands beside others."""
    known = _NUMBER if word.isdecimal() else word
    return (known, *(f"{known[:stem]}*" for stem in _STEMS if len(known) > stem)), known[:_PAIRED]


@cache
def _weights(language: str, leaning: str) -> dict[str, float]:
    source = files("comptoir.language").joinpath("weights", language, f"{leaning}.txt")
    if not source.is_file():
        return {}
    lines = source.read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {trait: int(hundredths) / 100 for trait, hundredths in pairs}
