"""Negative phrasing: refusal, blame and ignorance put first; with a kinder wording where one is certain."""

from __future__ import annotations

from bisect import bisect_right

from comptoir.language.findings import Finding, Fix
from comptoir.language.phrases import matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, is_within, merged, overlaps

_WHY = ("pourquoi", "why", "de ce ", "porque", "por que", "porquê")


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each phrase. Plain facts, conditions and courtesies with a negation in them are none."""
    spared = merged([(match.start, match.end) for match in matches(text, rules.language, "negative_not")])
    found: list[Finding] = []
    for match in matches(text, rules.language, "negative"):
        is_told = found and match.start < found[-1].end
        if (
            is_told
            or _is_asked(text, match.start)
            or is_within(match.start, text.quotations)
            or overlaps(match.start, match.end, spared)
        ):
            continue
        kinder = match.beside
        if kinder and match.pieces[0].text[0].isupper():
            kinder = kinder[0].upper() + kinder[1:]
        fixes = (Fix(kinder),) if kinder else ()
        found.append(Finding("negative_phrasing", match.start, match.end, "negative_phrasing", fixes=fixes))
    return found


def _is_asked(text: Text, place: int) -> bool:
    """Whether it is asked and not told: "Vous avez oublié votre mot de passe ?" blames nobody, but for "why …?"."""
    at = bisect_right([sentence.start for sentence in text.sentences], place) - 1
    asked = text.sentences[max(at, 0)].text
    return asked.endswith("?") and not asked.lower().startswith(_WHY)
