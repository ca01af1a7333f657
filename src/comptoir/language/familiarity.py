"""Familiarity: the customer addressed as one addresses a friend (fr tu, ro tu, pt tu). English has none."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from comptoir.language.findings import Finding, Fix
from comptoir.language.grammars.romanian import CUT_ENDING
from comptoir.language.lexicons import words
from comptoir.language.phrases import Match, matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Piece, Text, is_within, merged, overlaps

_ENDINGS = {
    "pt": re.compile(r"[^\W\d_]{1,20}[aei]rás|[^\W\d_]{3,20}(?:aste|este|iste)"),
    "ro": re.compile(r"[^\W\d_]{2,20}(?:esti|ezi)"),
}
"""Endings that only the second person singular has, but for the words of `familiarity_not`."""
_JOINS = frozenset(["et", "ou", "puis", "alors", "e", "então", "și", "sau", "apoi"])
_BEFORE_RO_VERB = frozenset(
    ["sa", "daca", "cand", "unde", "cum", "ce", "nu", "care", "cat", "si", "sau", "iti", "te", "o", "il", "mi"]
)


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each familiar word; titles in quotation marks, names and look-alikes are left alone."""
    if rules.language == "en":
        return []
    spared = merged([(match.start, match.end) for match in matches(text, rules.language, "familiarity_not")])
    spoken = [
        (match.start, match.end, match.beside)
        for match in matches(text, rules.language, "familiarity")
        if not _is_name(match)
    ]
    spoken += [(match.start, match.end, "") for match in _orders(text, rules.language)]
    spoken += [(piece.start, piece.end, "") for piece in _by_ending(text, rules.language)]
    spoken += [(piece.start, piece.end, "") for piece in _beside(text, rules.language, [each[0] for each in spoken])]
    if rules.language == "ro":  # "sunte-ți" is a fault of grammar, and polite
        cut = merged([seen.span() for seen in CUT_ENDING.finditer(text.body)])
        spoken = [each for each in spoken if not overlaps(each[0], each[1], cut)]
    return [
        Finding("familiarity", start, end, "familiar_address", fixes=(Fix(polite),) if polite else ())
        for start, end, polite in sorted(set(spoken))
        if not is_within(start, text.quotations) and not overlaps(start, end, spared)
    ]


def _is_name(match: Match) -> bool:
    """Whether it is written as names are: a capital inside a sentence ("la collection Ton Étoile")."""
    first = match.pieces[0]
    return first.text[0].isupper() and not first.opens and not (first.text.isupper() and len(first.text) > 1)


def _orders(text: Text, language: str) -> list[Match]:
    """Imperatives where a sentence begins; before a question mark the same form may be polite ("Envia para Faro?")."""
    orders = matches(text, language, "imperatives")
    if not orders:
        return []
    starts = [sentence.start for sentence in text.sentences]
    asked = [sentence.text.endswith("?") for sentence in text.sentences]
    return [order for order in orders if not asked[bisect_right(starts, order.start) - 1]]


def _beside(text: Text, language: str, spoken: list[int]) -> list[Piece]:
    """Orders where a clause begins, in sentences that are familiar already ("passe quand tu veux")."""
    if not spoken:
        return []
    familiar = [sentence for sentence in text.sentences if any(sentence.start <= at < sentence.end for at in spoken)]
    orders, found = words(language, "imperatives_beside"), []
    for before, piece in pairwise([None, *text.pieces(language)]):
        if piece is None or piece.form not in orders or not any(it.start <= piece.start < it.end for it in familiar):
            continue
        gap = text.body[before.end : piece.start] if before else ""
        if piece.opens or "," in gap or ":" in gap or (before and before.form in _JOINS):
            found.append(piece)
    return found


def _by_ending(text: Text, language: str) -> list[Piece]:
    ending = _ENDINGS.get(language)
    if ending is None:
        return []
    pieces, found = text.pieces(language), []
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if not (piece.text[0].islower() or piece.opens) or not ending.fullmatch(piece.form):
            continue
        if language == "pt" or (before and before.form in _BEFORE_RO_VERB):
            found.append(piece)
    return found
