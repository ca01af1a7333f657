"""A first look at a message while it is posted, in microseconds: might it hurt whoever reads it? The full reading has the last word.

Every wording of the lexicons asks for one of some telling words ("idiot", "célibataire"). A message without any of them
is let pass at the cost of a few look-ups; with one, only the wordings that ask for it are tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from comptoir.language.folding import folded
from comptoir.language.insults import has_hidden_insult, is_of_oneself
from comptoir.language.lexicons import entries
from comptoir.language.rules import LANGUAGES
from comptoir.language.things import is_half_said, is_plain_elsewhere, is_thing
from comptoir.language.wordings import Expression, parts_of

_LEXICONS = (("insults", "insult"), ("insults_in_context", "insult"), ("harassment", "harassment"))
_WORD = re.compile(r"[^\W\d_]{3,}")
_DISGUISED = re.compile(r"[^\W\d_][*@$#!\d][\w*@$#!]")
_READ_AT_MOST = 4000
_TRIED_AT_MOST = 16
_SHORTEST_STEM = 3


class _Hurt(NamedTuple):
    expression: Expression
    what: str
    language: str


@lru_cache(maxsize=2048)
def hurts(body: str) -> str:
    """ "insult", "harassment", or nothing, in whichever of our languages; what people say of themselves is none."""
    plain = folded(body[:_READ_AT_MOST])
    words, stems = _telling()
    tried: dict[_Hurt, None] = {}
    for word in _WORD.findall(plain):
        if word in words:
            tried.update(dict.fromkeys(words[word]))
        if word[:_SHORTEST_STEM] in stems:
            for stem, those in stems[word[:_SHORTEST_STEM]]:
                if word.startswith(stem):
                    tried.update(dict.fromkeys(those))
    for each in list(tried)[:_TRIED_AT_MOST]:
        found = each.expression.compiled.search(plain)
        if found and not _is_harmless(plain, found, each):
            return each.what
    return "insult" if _DISGUISED.search(plain) and has_hidden_insult(plain[:400]) else ""


def _is_harmless(plain: str, found: re.Match[str], hurt: _Hurt) -> bool:
    if hurt.what == "harassment":
        return is_half_said(plain, *found.span(), hurt.language)
    if is_plain_elsewhere(found[0]) or is_of_oneself(plain, *found.span()):
        return True
    return is_thing(plain, *found.span(), hurt.language)


@cache
def _telling() -> tuple[dict[str, list[_Hurt]], dict[str, list[tuple[str, list[_Hurt]]]]]:
    """The wordings by the words they ask for, and by the stems, these under their first letters."""
    words: dict[str, list[_Hurt]] = defaultdict(list)
    stems: dict[str, list[_Hurt]] = defaultdict(list)
    for language in LANGUAGES:
        for lexicon, what in _LEXICONS:
            for line, _ in entries(language, lexicon):
                parts = parts_of(line)
                hurt = _Hurt(Expression(parts), what, language)
                for word in _asked_for(parts):
                    (stems[word.rstrip("*")] if word.endswith("*") else words[word]).append(hurt)
    under: dict[str, list[tuple[str, list[_Hurt]]]] = defaultdict(list)
    for stem, those in stems.items():
        under[stem[:_SHORTEST_STEM]].append((stem, those))
    return dict(words), dict(under)


def _asked_for(parts: list[str]) -> list[str]:
    """The words of which one must be there: of the parts that may not be absent, the one whose words are the longest."""
    parts = [part for part in parts if part not in ("...", "_") and not part.endswith("]?")]
    return max(([_longest(choice) for choice in part.strip("[]").split("|")] for part in parts), key=_rarity)


def _longest(choice: str) -> str:
    """The word of a choice that is met least; only what stands in the text as one word."""
    return max(_CUT.split(choice), key=lambda word: (len(word.rstrip("*")), word))


def _rarity(words: list[str]) -> tuple[int, float]:
    sizes = [len(word.rstrip("*")) for word in words]
    return min(*sizes, 4), sum(sizes) / len(sizes)


_CUT = re.compile(r"[\s'\-]+")
