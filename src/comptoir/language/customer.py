"""What a customer's message says: courtesy, emotion, insult, harassment, card numbers. Nothing of it is a fault."""

from __future__ import annotations

from comptoir.language import courtesy, emotion, insults
from comptoir.language.cards import find_cards
from comptoir.language.findings import Finding
from comptoir.language.originals import Original
from comptoir.language.rules import LANGUAGES, CustomerRules
from comptoir.language.text import beginning

_MOST_READ = 5000
"""Letters: nobody types more. Card numbers are looked for beyond."""
_MOST_CARDS = 200
"""Cards that are told of: a message with more says nothing further, and all are masked before it is stored."""


def read_customer(body: str, rules: CustomerRules) -> list[Finding]:
    """What is found in the message, in order; places are those of `body`. An insult or a threat is angry too; who is angry or harasses pays no compliments."""
    if rules.language not in LANGUAGES:
        rules = CustomerRules("en", rules.clauses)
    original = Original(body, is_typed_freely=True)
    text = beginning(original.body, _MOST_READ)
    hurt, felt = insults.find(text, rules), emotion.find(text, rules)
    if hurt and not any(finding.clause == "angry" for finding in felt):
        felt = [
            Finding("angry", each.start, each.end, "insult")
            for each in hurt
            if each.clause == "insult" or each.why == "threat"
        ] or felt
    kind = [each for each in courtesy.find(text, rules) if not ((felt or hurt) and each.clause == "compliment")]
    cards = [Finding("card_number", start, end, "card_number") for start, end in find_cards(original.body, _MOST_CARDS)]
    found = [each for each in (*kind, *felt, *hurt, *cards) if each.clause in rules.clauses]
    return original.placed(sorted(found, key=lambda each: (each.start, each.end)))
