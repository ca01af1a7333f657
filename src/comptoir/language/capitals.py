"""Excess: words in capitals that shout, and marks in a row ("!!!!"). Acronyms, codes and names of shops do not shout."""

from __future__ import annotations

import re
from functools import lru_cache

from comptoir.language.findings import Finding, Fix
from comptoir.language.lexicons import words
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, is_within

_MARKS = re.compile(r"[!?](?:[ \u00a0\u202f]?[!?])+")
_CHUNK = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERED = 2
_WORDY = 4
"""Letters of a word that is hardly an acronym."""

Word = tuple[str, int]


def may_find(sentence: str, language: str) -> bool:
    """Whether a message with this sentence may shout: a word in capitals stands there, or marks, or one that follows another's."""
    if sentence[0] in "!?" or _MARKS.search(sentence):
        return True
    return any(chunk.isupper() and len(chunk) > 1 for chunk in sentence.split())


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding over each run of shouted words, one over each run of marks."""
    return _marks(text) + [
        Finding("capitals", start, end, "too_many_capitals", fixes=(Fix(_lowered(text.body, start, end)),))
        for start, end in _shouts(text, rules)
    ]


def _marks(text: Text) -> list[Finding]:
    found = []
    for run in _MARKS.finditer(text.body):
        marks = [mark for mark in run[0] if mark in "!?"]
        if len(marks) > 2 or marks[0] == marks[-1]:
            one = "?" if "?" in marks else "!"
            found.append(Finding("capitals", run.start(), run.end(), "too_many_marks", fixes=(Fix(one, is_safe=True),)))
    return found


def _shouts(text: Text, rules: ReplyRules) -> list[tuple[int, int]]:
    runs = _runs(text, rules.language)
    if not runs:
        return []
    names = (*rules.shop.names, *rules.shop.codes)
    quiet = _quiet(rules.language, rules.allowed_abbreviations, rules.known_words, names)
    emphatic = words(rules.language, "emphasis")
    return [span for run in runs for span in _if_loud(run, quiet, emphatic)]


@lru_cache(maxsize=16)
def _quiet(
    language: str, allowed: tuple[str, ...], known_words: frozenset[str], names: tuple[str, ...]
) -> frozenset[str]:
    """What does not shout: acronyms, what the charter allows, what is in the shop's dictionary and in its names."""
    own = {word.lower() for name in names for word in _LETTERS.findall(name)}
    acronyms = words("all", "acronyms") | words(language, "acronyms")
    return acronyms.union((word.lower() for word in allowed), known_words, own)


def _runs(text: Text, language: str) -> list[list[Word]]:
    """Words in capitals that follow each other. A sentence without any ends them, and is not looked through."""
    met = text.met(language)
    if met is None:
        return _runs_in(text, text.body, 0)
    runs: list[list[Word]] = []
    first = last = None
    for by, each in met:
        if each.known("is capital", _has_capitals):
            first, last = by if first is None else first, by + len(each.text)
        elif first is not None:
            runs += _runs_in(text, text.body[first:last], first)
            first = None
    return runs if first is None else [*runs, *_runs_in(text, text.body[first:last], first)]


def _has_capitals(sentence: str, language: str) -> bool:
    return any(chunk.isupper() for chunk in sentence.split())


def _runs_in(text: Text, body: str, by: int) -> list[list[Word]]:
    runs: list[list[Word]] = []
    run: list[Word] = []
    for chunk in _CHUNK.finditer(body):
        start = by + chunk.start()
        shouted = _shouted(chunk[0], start) if chunk[0].isupper() else []
        if shouted and not is_within(start, text.quotations):
            run += shouted
            continue
        if run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def _shouted(chunk: str, start: int) -> list[Word]:
    """The words of a chunk without space, when all is in capitals and nothing in it is a digit."""
    if any(mark.isdigit() or mark in "/_@" for mark in chunk):
        return []
    return [(word[0], start + word.start()) for word in _LETTERS.finditer(chunk)]


def _if_loud(run: list[Word], quiet: frozenset[str], emphatic: frozenset[str]) -> list[tuple[int, int]]:
    loud = [word for word, _ in run if len(word) >= _LETTERED and word.lower() not in quiet]
    several = len(loud) >= 2 and any(len(word) >= _WORDY for word in loud)
    alone = any(word.lower() in emphatic for word in loud)
    if not (several or alone):
        return []
    return [(run[0][1], run[-1][1] + len(run[-1][0]))]


def _lowered(body: str, start: int, end: int) -> str:
    lower = body[start:end].lower()
    opens = not body[:start].rstrip(' "«“„(\u00a0\u202f') or body[:start].rstrip(' "«“„(\u00a0\u202f')[-1] in ".!?…\n"
    return lower[0].upper() + lower[1:] if opens else lower
