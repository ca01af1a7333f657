"""Suggesting what was probably meant: the nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.words import folded

MANY = 24
"""So many choices can still be listed whole."""


def nearest(word: object, choices: Iterable[str], at_most: int = 1) -> list[str]:
    """The choices that look most like `word`, best first; none when nothing does."""
    by_fold = {_plain(choice): choice for choice in choices}
    return [by_fold[fold] for fold in get_close_matches(_plain(str(word)), by_fold, at_most, cutoff=0.6)]


def did_you_mean(word: object, choices: Iterable[str], *, list_all: bool = True) -> Advice | None:
    """Advise the nearest choice; else, when they are not too many, all of them."""
    choices = list(choices)
    if near := nearest(word, choices):
        return Advice("did_you_mean", {"near": near[0]})
    if list_all and 0 < len(choices) <= MANY:
        return Advice("one_of", {"choices": ", ".join(choices)})
    return None


def _plain(word: str) -> str:
    return folded(word).replace("-", "_").replace(" ", "_")
