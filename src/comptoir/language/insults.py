"""Insults and harassment in what customers write, each with its severity; ambiguous words only where they are said of somebody."""

from __future__ import annotations

import re
from functools import cache

from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.lexicons import entries
from comptoir.language.rules import LANGUAGES, CustomerRules
from comptoir.language.text import Text
from comptoir.language.things import is_half_said, is_thing
from comptoir.language.wordings import LONGEST_READ, Wording, wordings

_OF_ONESELF_AFTER = re.compile(
    r"\s?,?\s?(?:que\s(?:je|eu)\s|je\s(?:fais|suis)|j'ai ete|i\s(?:am|was)|i'm\b|sunt\b(?!eti)|am fost|eu sou|sou\b|fui\b|(?:de |of )?(?:mine|moi|me|mim)\b)"
)
_OF_ONESELF_BEFORE = re.compile(
    r"(?:\bje (?:suis|me sens|passe pour|fais)|\bi am|\bi'm|\bi feel(?: like)?|\bsunt|\bma simt|\bsou|\bestou|\bme sinto|\bsinto-me)\s(?:\w{1,12}\s){0,3}$"
)
_OF_KIN_BEFORE = re.compile(
    r"\b(?:(?:mon|ma|mes|my|our|meu|minha|meus|minhas)\s(?:ex|mari|femme|chef|patron|patronne|voisin\w{0,4}|frere|soeur|fils|fille|copain|copine|chien|chat|husband|wife|boss|manager|neighbou?rs?|brother|sister|son|daughter|mate|flatmate|dad|mum|dog|cat|marido|mulher|chefe|patrao|vizinh\w{1,3}|irma\w?|filh\w|cao|gato)"
    r"|(?:sotul|sotia|seful|sefa|vecin\w{1,3}|fratele|sora|fiul|fiica|cainele|pisica)\s(?:meu|mea|mei|nostru|noastra|de sus|de jos))\s(?:que\s)?(?:\w{1,8}\s){0,4}$"
)
"""Somebody of one's own ("mon mari est un idiot"): not who answers."""
_HIDDEN = re.compile(r"(?<![\w@])[^\W\d_][\w*@$#!.]{1,14}(?![\w@])")
_MARKS = re.compile(r"(?<=\w)[*@$#!\d.](?=\w)|\*")
_LOOK_ALIKES = {
    "@": "a",
    "$": "s",
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "!": "i",
    "*": r"\w{1,2}",
    "#": r"\w{1,2}",
    ".": "",
}
_MOST_HIDDEN = 40
_CHOICE = re.compile(r"\[([^\]]*)\](?!\?)")
_LONG_CHOICE = 6
_SEVERITY = {"severe": 3, "plain": 2, "mild": 1}


def find(text: Text, rules: CustomerRules) -> list[Finding]:
    """One finding for each insult and each harassing sentence; what people say of themselves is none."""
    return [*_insults(text, rules.language), *_harassment(text, rules.language)]


def _insults(text: Text, language: str) -> list[Finding]:
    plain = folded(text.body[:LONGEST_READ])
    found = [
        *wordings(text.body, language, "insults"),
        *wordings(text.body, language, "insults_in_context"),
        *_hidden(plain, language),
    ]
    kept: list[Wording] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not (kept and each.start < kept[-1].end) and _hurts(plain, each, language):
            kept.append(each)
    return [
        Finding("insult", each.start, each.end, "insult", {"severity": _SEVERITY.get(each.beside, 2)}) for each in kept
    ]


def _hurts(plain: str, each: Wording, language: str) -> bool:
    return not is_of_oneself(plain, each.start, each.end) and not is_thing(plain, each.start, each.end, language)


def has_hidden_insult(plain: str) -> bool:
    """Whether a folded text has an insult in any of our languages with signs in place of letters."""
    return any(_hidden(plain, language) for language in LANGUAGES)


def is_of_oneself(plain: str, start: int, end: int) -> bool:
    """Whether what stands there in a folded text is said of who writes, or of somebody of theirs."""
    before, after = plain[max(0, start - 60) : start], plain[end : end + 20]
    if plain.startswith("il est ", start) and re.match(r"\s(?:de|d'|que|qu')", after):
        return True  # "il est stupide de payer deux fois": said of a thing
    return bool(_OF_ONESELF_AFTER.match(after) or _OF_ONESELF_BEFORE.search(before) or _OF_KIN_BEFORE.search(before))


def _hidden(plain: str, language: str) -> list[Wording]:
    """Insults written with signs in place of letters: "c*nnard", "a**hole", "c0nnard"."""
    found: list[Wording] = []
    for match in _HIDDEN.finditer(plain):
        word = match[0].rstrip(".!")
        if len(word) < 4 or not _MARKS.search(word) or len(found) >= _MOST_HIDDEN:
            continue
        meant = re.compile(
            "".join(_LOOK_ALIKES.get(sign, re.escape(sign)) for sign in re.sub(r"\*+", "*", word)) + r"(?:s|e|es)?"
        )
        if _letters(word) >= 2 and any(
            meant.fullmatch(insult) for insult in _single_words(language) if insult[0] == word[0]
        ):
            found.append(Wording(match.start(), match.start() + len(word), "plain"))
    return found


def _letters(word: str) -> int:
    return sum(sign.isalpha() for sign in word)


@cache
def _single_words(language: str) -> tuple[str, ...]:
    """The insults of one word: what stands in the long choices of the lexicon; "stem*" as the stem."""
    groups = [group for line, _ in entries(language, "insults") for group in _CHOICE.findall(folded(line))]
    forms = [form for group in groups if group.count("|") >= _LONG_CHOICE for form in group.split("|")]
    return tuple(form.rstrip("*") for form in forms if " " not in form and len(form) > 3)


def _harassment(text: Text, language: str) -> list[Finding]:
    """The sentences in which it is said."""
    found: dict[int, Finding] = {}
    plain = folded(text.body[:LONGEST_READ])
    for each in wordings(text.body, language, "harassment"):
        if is_half_said(plain, each.start, each.end, language):
            continue
        sentence = next(span for span in text.sentences if each.start < span.end)
        why = each.beside or "sexual"
        found[sentence.start] = Finding(
            "harassment", sentence.start, sentence.end, why, {"severity": 3 if why == "threat" else 2}
        )
    return list(found.values())
