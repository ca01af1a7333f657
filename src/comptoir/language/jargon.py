"""Words of the trade that customers do not speak, each with the charter's plain word. Inflected forms count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from comptoir.language.findings import Finding, Fix
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Piece, Text, is_within, small

_ENDINGS = {
    "fr": [
        "er",
        "é",
        "és",
        "ée",
        "ées",
        "e",
        "es",
        "s",
        "x",
        "ons",
        "ez",
        "ent",
        "ant",
        "ais",
        "ait",
        "era",
        "eront",
        "ation",
        "ations",
        "ement",
        "ements",
    ],
    "en": ["e", "es", "s", "ed", "ing", "d", "ion", "ions", "er", "ers", "ment", "ments"],
    "ro": [
        "a",
        "at",
        "ata",
        "ati",
        "ate",
        "ata",
        "ez",
        "eaza",
        "am",
        "ati",
        "are",
        "area",
        "arii",
        "ari",
        "e",
        "ele",
        "elor",
        "ul",
        "ului",
        "uri",
        "urile",
        "urilor",
        "le",
        "lor",
        "i",
        "ii",
    ],
    "pt": [
        "ar",
        "ado",
        "ada",
        "ados",
        "adas",
        "ei",
        "ou",
        "amos",
        "ámos",
        "a",
        "as",
        "o",
        "os",
        "am",
        "ando",
        "ará",
        "arão",
        "armos",
        "e",
        "em",
        "es",
        "s",
        "ir",
        "ido",
        "ida",
        "er",
        "emos",
    ],
}
"""What may follow the stem of a word, without diacritics in Romanian."""
_CUT = {
    "fr": ("ées", "és", "ée", "er", "é", "es", "e", "s"),
    "en": ("ing", "ed", "es", "e", "s"),
    "ro": ("ata", "at", "ul", "a", "e"),
    "pt": ("ados", "adas", "ado", "ada", "ar", "er", "ir", "o", "a", "s"),
}
_SHORTEST_STEM = 5
_OF_VERBS = {"pt": ("ar", "er", "ir", "ado", "ada", "ido", "ida"), "fr": ("er", "é", "ée")}
_NOUN_ENDINGS = ("a", "as", "e", "es")
_BEFORE_NOUN = {
    "pt": "a as à às da das na nas de em por uma umas pela pelas esta essa sua nossa mesma grande cada outra fez faz fazer",
    "fr": "la les une des l' de d' en par cette votre notre sa chaque grande même petite quelle aucune",
}
"""What makes a noun of a verb's form: "a escala de tamanhos", "faz escala em Madrid"."""

Term = tuple[tuple[str, ...], str, str]
"""The words of a term, the term as the charter writes it, the plain words."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each term, the longest where terms overlap."""
    if not rules.plain_words:
        return []
    terms = _terms(tuple(sorted(rules.plain_words.items())), rules.language)
    pieces, found, at = text.pieces(rules.language), [], 0
    while at < len(pieces):
        best = _term_at(pieces, at, terms, rules.language)
        if best is None or is_within(pieces[at].start, text.quotations):
            at += 1
            continue
        end = at + len(best[0])
        facts = {"term": best[1], "plain": best[2]}
        fixes = (Fix(best[2]),) if best[2] else ()
        found.append(Finding("jargon", pieces[at].start, pieces[end - 1].end, "jargon", facts, fixes))
        at = end
    return found


@lru_cache(maxsize=64)
def _terms(plain_words: tuple[tuple[str, str], ...], language: str) -> Mapping[str, list[Term]]:
    """The terms by the first two letters of their first word, the longest and most exact first."""
    found: dict[str, list[Term]] = {}
    for term, plain in sorted(plain_words, key=lambda pair: -len(pair[0])):
        words = tuple(piece.form for piece in Text(term).pieces(language))
        if words:
            found.setdefault(words[0][:2], []).append((words, term, plain))
    return found


def _term_at(pieces: Sequence[Piece], at: int, terms: Mapping[str, list[Term]], language: str) -> Term | None:
    standing = [
        term
        for term in terms.get(pieces[at].form[:2], ())
        if _stands_at(term[0], pieces, at, language) and not _is_noun(term[0], pieces, at, language)
    ]
    exact = [term for term in standing if all(word == pieces[at + step].form for step, word in enumerate(term[0]))]
    return next(iter(exact + standing), None)


def _stands_at(words: tuple[str, ...], pieces: Sequence[Piece], at: int, language: str) -> bool:
    if at + len(words) > len(pieces):
        return False
    return all(is_form(pieces[at + step].form, word, language) for step, word in enumerate(words))


def _is_noun(words: tuple[str, ...], pieces: Sequence[Piece], at: int, language: str) -> bool:
    """Whether the charter lists a verb, and what stands here is the noun that looks like a form of it."""
    word, form = words[0], pieces[at].form
    if len(words) > 1 or form == word or not at or language not in _OF_VERBS:
        return False
    stem = next((word[: -len(ending)] for ending in _OF_VERBS[language] if word.endswith(ending)), word)
    return form[len(stem) :] in _NOUN_ENDINGS and pieces[at - 1].form in _BEFORE_NOUN[language].split()


def is_form(form: str, word: str, language: str) -> bool:
    """Whether the form is the word or bends it: "escalated" of "escalate", never "processus" of "process"."""
    if form == word:
        return True
    stem = next((word[: -len(cut)] for cut in _CUT[language] if word.endswith(cut)), word)
    if len(stem) < _SHORTEST_STEM:
        stem = word
    rest = form[len(stem) :]
    if not form.startswith(stem) or len(rest) > 6:
        return False
    if len(stem) < _SHORTEST_STEM:
        return rest in ("s", "uri", "ul", "urile")
    return rest in _forms(language)


@lru_cache(maxsize=8)
def _forms(language: str) -> frozenset[str]:
    return frozenset({"", *(small(ending, language) for ending in _ENDINGS[language])})
