"""Whether what was put into an answer is still in it when it goes out."""

from __future__ import annotations

import re
from itertools import pairwise

from comptoir.domain.knowledge.rules.phrases import VARIABLES

SHARE = 0.5
"""How much of a phrase is in an answer that counts as sent with it: half of its pairs of words."""

_VARIABLE = re.compile("|".join(re.escape(f"{{{name}}}") for name in VARIABLES))
_WORD = re.compile(r"\w+")


def is_said(kind: str, kept: str, answer: str) -> bool:
    """Whether the answer has it: of a phrase a good part, whatever its variables became; of a page its address; of an article
    (`kept`: its last words in addresses, one a line) one of them.
    """
    if kind == "phrase":
        return share_said(kept, answer) >= SHARE
    if kind == "article":
        return any(re.search(rf"/{re.escape(slug)}(?![\w-])", answer) for slug in kept.split())
    return bool(kept) and kept in answer


def share_said(phrase: str, answer: str) -> float:
    """How much of the phrase is in the answer, from 0 to 1, by its pairs of words; of a single word, that word."""
    parts = [_WORD.findall(part.casefold()) for part in _VARIABLE.split(phrase)]
    wanted = {pair for part in parts for pair in _pairs(part)}
    words = _WORD.findall(answer.casefold())
    if not wanted:
        single = {word for part in parts for word in part}
        return len(single & set(words)) / len(single) if single else 0.0
    return len(wanted & _pairs(words)) / len(wanted)


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))
