"""Variables that nobody has filled in: "Bonjour {customer.first_name}," as the customer would read it."""

from __future__ import annotations

import re

from comptoir.language.findings import Finding
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text

_VARIABLE = re.compile(
    r"\{{1,2}[ \u00a0]?[A-Za-z][A-Za-z0-9_]{0,30}(?:\.[A-Za-z][A-Za-z0-9_]{0,30}){0,3}[ \u00a0]?\}{1,2}"
)


def may_find(sentence: str, language: str) -> bool:
    """Whether a variable may stand in this sentence."""
    return "{" in sentence


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each variable that still stands in braces, whatever its name is."""
    return [
        Finding("unfilled", found.start(), found.end(), "unfilled", {"name": found[0]})
        for found in _VARIABLE.finditer(text.body)
    ]
