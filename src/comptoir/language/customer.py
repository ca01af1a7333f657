"""What a customer's message says: courtesy, emotion, insult, harassment, card numbers. Nothing of it is a fault."""

from __future__ import annotations

from comptoir.language import courtesy, emotion, insults
from comptoir.language.cards import find_cards
from comptoir.language.findings import Finding
from comptoir.language.rules import LANGUAGES, CustomerRules
from comptoir.language.text import Text


def read_customer(body: str, rules: CustomerRules) -> list[Finding]:
    """What is found in the message, in order. An insult or a threat is angry too; who is angry pays no compliments."""
    if rules.language not in LANGUAGES:
        rules = CustomerRules("en", rules.clauses)
    text = Text(body)
    hurt, felt = insults.find(text, rules), emotion.find(text, rules)
    if hurt and not any(finding.clause == "angry" for finding in felt):
        felt = [
            Finding("angry", each.start, each.end, "insult")
            for each in hurt
            if each.clause == "insult" or each.why == "threat"
        ] or felt
    kind = [each for each in courtesy.find(text, rules) if not (felt and each.clause == "compliment")]
    cards = [Finding("card_number", start, end, "card_number") for start, end in find_cards(body)]
    found = [*kind, *felt, *hurt, *cards]
    return sorted((each for each in found if each.clause in rules.clauses), key=lambda each: (each.start, each.end))
