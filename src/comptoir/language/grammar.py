"""Grammar: faults that are certain, from tables of our own in each language.

A fuller reading of French belongs to Grammalecte, which runs in a process of its own where it is installed; what it
finds joins here, through `FURTHER_READERS`. Without it this clause finds what the tables know, and says no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from comptoir.language.findings import Finding
from comptoir.language.grammars import doubled, faults
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, is_within, merged

FURTHER_READERS: dict[str, Callable[[str], Iterable[Finding]]] = {}
"""Readers of whole texts by language, beside the tables: the place for Grammalecte ("fr"), behind its process."""

READ_AT_MOST = 4000
"""Characters: what is longer is no reply, and must not keep others waiting. The rest is left unread."""

_TABLES = {"fr": "french", "en": "english", "ro": "romanian", "pt": "portuguese"}


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """The certain faults, in order and without overlap; quotations and addresses are left alone."""
    body, language = faults.plain_marks(text.body[:READ_AT_MOST]), rules.language
    seen = [*doubled.found(body, language), *faults.found(body, _table(language))]
    if language == "ro" and rules.diacritics_required:
        seen += faults.found(body, import_module("comptoir.language.grammars.romanian").WITH_DIACRITICS)
    if language in FURTHER_READERS:
        seen += FURTHER_READERS[language](text.body)
    aside = merged([*text.quotations, *text.places])
    return _apart(finding for finding in seen if not is_within(finding.start, aside))


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
