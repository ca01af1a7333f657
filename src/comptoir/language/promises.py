"""What an agent promises, and when it is due ("je vous rappelle demain", "vă răspundem până vineri")."""

from __future__ import annotations

import re

from comptoir.language.dates import Day, days
from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Span, Text
from comptoir.language.wordings import LONGEST_READ, Wording, wordings

_ASKED = re.compile(r"\?[\"»”)\s]*$")
_CLAUSE_END = re.compile(r"[;:]|,\s(?:mais|but|dar|mas|car|puisque|because|pentru ca|porque)\s")
_DENIED = re.compile(r"(?:\b(?:ne|n'|not|never|nu|nao|nunca|jamais|pas)\s?|\b(?:won|don|can|doesn)'t\s|n't\s)$")
_NOUN_BEGINS = re.compile(r"\b(?:o|do|no|ao|pelo|um|seu|meu|nosso|vosso|este|esse|le|du|un|votre|notre|ce|au)\s$")
_NOUN = re.compile(
    r"(?:reembolso|envio|contacto|regresso|trato|envoi|retour|rappel|appel|contact|echange|credit)(?!\w)"
)
"""Portuguese and French nouns that are written as verbs in the first person ("o reembolso", "l'envoi")."""
_PAST = re.compile(r"\b(?:foi|foram|tinha|was|were|has been|had been|a ete|ont ete|avait|a fost|au fost|fusese)(?!\w)")
_MOST_IN_A_SENTENCE = 20
_LONGEST_AHEAD = 40
"""Characters between a day said first and the promise: "demain matin, un conseiller vous rappelle"."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each promise, with its day where one is said. Questions, conditions and refusals promise nothing."""
    found: list[Finding] = []
    for sentence in text.sentences:
        if sentence.start < LONGEST_READ and not _ASKED.search(sentence.text):
            found += _promised(sentence, rules)
    return found


def _promised(sentence: Span, rules: ReplyRules) -> list[Finding]:
    body, language = sentence.text, rules.language
    dated, open_ones = wordings(body, language, "promises"), wordings(body, language, "promises_open")
    spoken = _merged([*((each, False) for each in dated), *((each, True) for each in open_ones)])
    conditions = wordings(body, language, "promise_conditions") if spoken else []
    spoken = [(each, stands) for each, stands in spoken[:_MOST_IN_A_SENTENCE] if not _is_void(body, each, conditions)]
    if not spoken:
        return []
    named, found = days(body, language, rules.moment.now), []
    for place, (each, stands_alone) in enumerate(spoken):
        until = spoken[place + 1][0].start if place + 1 < len(spoken) else len(body)
        since = spoken[place - 1][0].end if place else 0
        day = _day(body, each, named, since, until)
        if day or stands_alone:
            found.append(_finding(sentence, each, day))
    return found


def _merged(spoken: list[tuple[Wording, bool]]) -> list[tuple[Wording, bool]]:
    """In order, none within another; what promises without a day comes first."""
    kept: list[tuple[Wording, bool]] = []
    for each, stands_alone in sorted(spoken, key=lambda pair: (pair[0].start, not pair[1], -pair[0].end)):
        if not kept or each.start >= kept[-1][0].end:
            kept.append((each, stands_alone))
    return kept


def _is_void(body: str, promise: Wording, conditions: list[Wording]) -> bool:
    """Whether it is denied, or hangs on a condition that is said with it."""
    before = folded(body[max(0, promise.start - 12) : promise.start])
    if _DENIED.search(before) or (
        _NOUN_BEGINS.search(before) and _NOUN.match(folded(body[promise.start : promise.end]))
    ):
        return True
    return any(
        condition.start < promise.start or condition.beside != "before"
        for condition in conditions[:_MOST_IN_A_SENTENCE]
        if condition.start < promise.start or not _CLAUSE_END.search(folded(body[promise.end : condition.start]))
    )


def _day(body: str, promise: Wording, named: list[Day], since: int, until: int) -> Day | None:
    """The first day said after the promise and before the next, within its clause; else one said just before it."""
    end = _CLAUSE_END.search(folded(body), promise.end)
    last = min(until, end.start() if end else until)
    within = [day for day in named if promise.start <= day.start < last]
    if within and _PAST.search(folded(body[promise.start : within[0].start])):
        return None
    if within:
        return within[0]
    ahead = [day for day in named if since <= day.start and day.end <= promise.start <= day.end + _LONGEST_AHEAD]
    return ahead[-1] if ahead else None


def _finding(sentence: Span, promise: Wording, day: Day | None) -> Finding:
    start = min(promise.start, day.start) if day else promise.start
    end = max(promise.end, day.end) if day else promise.end
    why = "promise_with_day" if day else "promise_without_day"
    return Finding("promise", sentence.start + start, sentence.start + end, why, due=day.day if day else None)
