"""An upset customer hears an apology, or that they are understood, before anything else."""

from __future__ import annotations

from comptoir.language import emotion
from comptoir.language.findings import Finding, Fix
from comptoir.language.lexicons import entries
from comptoir.language.phrases import matches
from comptoir.language.rules import CustomerRules, ReplyRules
from comptoir.language.text import Text

_LETTERS_READ = 4000
"""Of the customer's words: displeasure does not wait so long."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """A finding over the first sentence when the customer is upset and nothing in the reply says that it was heard."""
    customer = rules.moment.customer_text[:_LETTERS_READ]
    if not customer or not text.sentences or matches(text, rules.language, "apology"):
        return []
    if not is_displeased(customer, rules.language):
        return []
    first = text.sentences[0]
    fixes = tuple(Fix(f"{line} {first.text}") for line, _ in entries(rules.language, "sympathy"))
    return [Finding("empathy", first.start, first.end, "no_empathy", fixes=fixes)]


def is_displeased(words: str, language: str) -> bool:
    """Whether a customer's words sound upset or angry, or tell of what upsets anybody ("still not arrived")."""
    text = Text(words)
    return bool(matches(text, language, "displeasure")) or bool(emotion.find(text, CustomerRules(language)))
