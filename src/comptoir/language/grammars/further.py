"""What Grammalecte says of a French sentence, as findings: agreement, verbs, confusions. Only what is hardly ever wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comptoir.language import grammalecte
from comptoir.language.findings import Finding, Fix
from comptoir.language.folding import folded
from comptoir.language.lexicons import entries

BY_RULE = {
    "ppas_avoir": "participle_with_avoir",
    "ppas_nous_vous_avoir": "participle_with_avoir",
    "conj_je": "verb_of_je",
    "conj_j_": "verb_of_je",
    "conj_nous": "verb_of_nous",
    "conj_vous": "verb_of_vous",
    "conj_ils": "verb_in_plural",
    "conj_elles": "verb_in_plural",
    "conj_il_": "verb_in_singular",
    "conj_elle_": "verb_in_singular",
    "conj_on": "verb_in_singular",
    "vmode_si": "no_conditional_after_si",
}
"""Our reason by what the name of its rule holds; the first that fits."""
BY_TYPE = {
    "conf": "confused_words",
    "gn": "agreement",
    "infi": "infinitive_needed",
    "conj": "agreement",
    "ppas": "agreement",
    "imp": "imperative_needed",
    "inte": "wrong_phrase",
    "vmode": "subjunctive_needed",
}
"""Our reason by the type of its error, for all other rules."""
_DOUBTFUL = ("2p_sans_sujet", "imp_verbe_groupe2_groupe3_t")
"""Rules that are misled by texting language ("vs pouvez"), which has a clause of its own, and by sheets ("Convient aux …")."""
_SUBJECTS = frozenset(("il", "ils", "elle", "elles"))
"""Of a subject and a verb that do not agree, the verb is told."""
_QUOTED = re.compile(r"[«»“”„\"]")
_NAME_FOLLOWS = re.compile(r"[ '-][A-ZÀ-Þ]")
_NUMBER_FOLLOWS = re.compile(r"\s\+?\d")
"""In "Appelez le 01…" the word before it is an article, and no pronoun that wants its hyphen."""
_NEAR = 30


def found(body: str) -> Iterator[Finding]:
    """Its errors in a sentence with plain marks; none where it is not installed. Titles and names are not its matter."""
    running = grammalecte.running()
    if running is None or _QUOTED.search(body) or body.isupper():
        return
    for start, end, kind, rule, message, suggestions in running.errors(body):
        why = _why(kind, rule)
        if why and start < end <= len(body) and not _is_spared(body, start, end, rule):
            fixes = tuple(Fix(each) for each in dict.fromkeys(suggestions) if each.strip())[:3]
            yield Finding("grammar", start, end, why, {"message": message}, fixes)


def _why(kind: str, rule: str) -> str:
    return next((why for part, why in BY_RULE.items() if part in rule), BY_TYPE.get(kind, ""))


def _is_spared(body: str, start: int, end: int, rule: str) -> bool:
    """Whether the rule is doubtful, a name is meant or follows, or a set phrase stands there."""
    if any(part in rule for part in _DOUBTFUL) or body[start:end].lower() in _SUBJECTS:
        return True
    if (start and body[start].isupper()) or _NAME_FOLLOWS.match(body, end):
        return True
    if body[start:end].lower().endswith((" le", " les")) and _NUMBER_FOLLOWS.match(body, end):
        return True
    near = folded(body[max(0, start - _NEAR) : end + _NEAR])
    return any(phrase in near for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(folded(left) for left, _ in entries("fr", "grammar_not"))
