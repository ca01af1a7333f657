"""Grammar: faults that are certain, from tables of our own in each language.

A fuller reading of French belongs to Grammalecte, which runs in a process of its own where it is installed; what it
finds joins here. Without it this clause finds what the tables know, and says no more: `reader_of` tells which it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module

from comptoir.language import grammalecte
from comptoir.language.findings import Finding
from comptoir.language.grammars import doubled, faults, further
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, is_within, merged, overlaps

READ_AT_MOST = 4000
"""Characters: what is longer is no reply, and must not keep others waiting. The rest is left unread."""

_LONGEST_REMEMBERED = 1000
"""Letters of a sentence."""

_TABLES = {"fr": "french", "en": "english", "ro": "romanian", "pt": "portuguese"}


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """The certain faults, in order and without overlap; quotations and addresses are left alone."""
    body, language = faults.plain_marks(text.body[:READ_AT_MOST]), rules.language
    is_short = len(body) <= _LONGEST_REMEMBERED
    seen = (by_tables if is_short else _by_tables_now)(body, language, rules.diacritics_required)
    aside = merged([*text.quotations, *text.places])
    certain = _apart(finding for finding in seen if not is_within(finding.start, aside))
    if language != "fr":
        return certain
    taken = merged([*aside, *((finding.start, finding.end) for finding in certain)])
    more = (finding for finding in further.found(body) if not overlaps(finding.start, finding.end, taken))
    return _apart([*certain, *more])


def reader_of(language: str) -> str:
    """By what this language's grammar is read: "grammalecte", "rules" (a table of certain faults), or "" for nothing."""
    if language == "fr" and grammalecte.folder():
        return "grammalecte"
    return "rules" if language in _TABLES else ""


def generation(language: str) -> int:
    """Changes when Grammalecte comes or goes: what was found of a sentence before then is worth asking again."""
    running = grammalecte.running() if language == "fr" else None
    return -1 if running is None or running.is_due() else running.generation


def _by_tables_now(body: str, language: str, has_diacritics: bool) -> tuple[Finding, ...]:
    seen = [*doubled.found(body, language), *faults.found(body, _table(language))]
    if language == "ro" and has_diacritics:
        seen += faults.found(body, import_module("comptoir.language.grammars.romanian").WITH_DIACRITICS)
    return tuple(seen)


by_tables = lru_cache(maxsize=1024)(_by_tables_now)
"""Remembered, for a sentence is asked about again when Grammalecte has read it."""


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap only the first."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start, -each.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


@cache
def _table(language: str) -> tuple[faults.Fault, ...]:
    table: tuple[faults.Fault, ...] = import_module(f"comptoir.language.grammars.{_TABLES[language]}").TABLE
    return table
