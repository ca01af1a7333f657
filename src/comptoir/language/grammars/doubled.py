"""A word written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comptoir.language.findings import Finding, Fix
from comptoir.language.lexicons import words

_TWICE = re.compile(r"(?<![\w'-])([^\W\d_]{1,20}) {1,3}(\1)(?![\w'-])", re.IGNORECASE)


def found(body: str, language: str) -> Iterator[Finding]:
    """Words that stand twice, but for those that a language doubles ("nous nous", "had had") and for names and dictated numbers."""
    for seen in _TWICE.finditer(body):
        small = seen[1].lower()
        is_dictated = len(small) > 3 - (language == "en") and small in words(language, "number_words")
        if seen[2] == small and not is_dictated and small not in words(language, "doubled"):
            yield Finding("grammar", seen.start(), seen.end(), "doubled_word", fixes=(Fix(seen[1], is_safe=True),))
