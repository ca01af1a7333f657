"""The one door for what agents write: every rule whose clause is on, overlaps resolved, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

from comptoir.language.dictionaries import knows
from comptoir.language.findings import Finding
from comptoir.language.grammalecte import put_off
from comptoir.language.grammar import generation
from comptoir.language.memory import Memory
from comptoir.language.originals import Original
from comptoir.language.rules import LANGUAGES, ReplyRules
from comptoir.language.text import Span, Text, beginning, is_within, merged, overlaps

Rule = Callable[[Text, ReplyRules], list[Finding]]

SENTENCE_RULES = {
    "spelling": "spelling",
    "grammar": "grammar",
    "texting": "texting",
    "familiarity": "familiarity",
    "sentence_length": "sentence_length",
    "jargon": "jargon",
    "negative_phrasing": "negative",
    "outside_offer": "offers",
    "promise": "promises",
}
"""Clauses that a sentence answers alone, and the module of each."""
MESSAGE_RULES = {
    "capitals": "capitals",
    "emoji": "emoji_count",
    "bad_news_order": "bad_news",
    "contact_details": "contact_details",
    "link": "links",
    "introduction": "introduction",
    "empathy": "empathy",
    "off_topic": "topic",
}
"""Clauses that the whole message answers."""
_YIELDS_TO = {
    "spelling": {"texting", "jargon", "contact_details", "link", "outside_offer", "emoji", "familiarity", "grammar"},
    "grammar": {"texting", "contact_details", "link"},
    "texting": {"contact_details", "link"},
    "capitals": {"contact_details", "link"},
    "jargon": {"contact_details", "link"},
    "familiarity": {"contact_details", "link"},
    "emoji": {"contact_details", "link"},
    "link": {"contact_details"},
    "off_topic": {"outside_offer", "contact_details"},
}
"""Which clauses are silent where another explains the words already."""
_ALSO_QUOTED = frozenset(("sentence_length", "outside_offer", "promise"))
"""Clauses that are read between quotation marks too."""
_STRONG = frozenset().union(*_YIELDS_TO.values())
_MOST_REMEMBERED = 4096
_MOST_SENTENCES = 200
_MOST_READ = 5000
"""Letters: nobody types more; what must be found wherever it hides is looked for beyond."""
_READ_WHOLE = frozenset(("contact_details", "link"))
_IN_ANY_LANGUAGE = frozenset(("capitals", "emoji", "sentence_length", "contact_details", "link"))
"""Clauses that need no lexicon: what a text in a language that we do not know is read for."""
_MOST_MISSPELT = 60
"""A text with more misspelt words is no reply in this language, and is not spelt further."""
_LONG = 800
"""Letters of a text of which the unknown words are counted before it is spelt."""
_LONGEST_REMEMBERED = 1000
"""Letters: longer "sentences" are no sentences, and would fill the memory."""
_LUMP = re.compile(r"\S{81,}")
"""So many letters without a space are an address or a cat on the keyboard, and no word to spell."""
_SAID = Memory[tuple[Finding, ...]](at_most=_MOST_REMEMBERED)


def check_reply(body: str, rules: ReplyRules) -> list[Finding]:
    """All findings in a reply, in reading order; places are those of `body`, however its accents are written.

    A clause whose rule is not installed finds nothing (see `silent_clauses`).
    """
    if rules.language not in LANGUAGES:
        rules = replace(rules, clauses=rules.clauses & _IN_ANY_LANGUAGE)
    original = Original(body)
    whole, text = Text(original.body), beginning(original.body, _MOST_READ)
    found = _in_sentences(text, rules)
    for clause, rule in _rules(MESSAGE_RULES, rules):
        found += rule(whole if clause in _READ_WHOLE else text, rules)
    return original.placed(sorted(_settled(found), key=lambda finding: (finding.start, finding.end, finding.clause)))


def silent_clauses() -> tuple[str, ...]:
    """The clauses for which no rule is installed."""
    every = SENTENCE_RULES | MESSAGE_RULES
    return tuple(clause for clause, module in every.items() if _rule(module) is None)


def _in_sentences(text: Text, rules: ReplyRules) -> list[Finding]:
    """What its sentences hold: each from memory where it was read before."""
    if len(text.body) > _LONG and "spelling" in rules.clauses and _is_unspeakable(text, rules.language):
        rules = _without_spelling(rules)
    if len(text.sentences) > _MOST_SENTENCES:
        return list(_read_sentence(text.body, rules))
    found: list[Finding] = []
    manner, misspelt = _manner(rules), 0
    for sentence in text.sentences:
        here = list(_in_sentence(sentence, text, rules, manner))
        misspelt += sum(finding.clause == "spelling" for finding in here)
        if misspelt > _MOST_MISSPELT and "spelling" in rules.clauses:
            rules = _without_spelling(rules)
            manner = _manner(rules)
        found += here
    return found


def _is_unspeakable(text: Text, language: str) -> bool:
    """Whether so many of its words are unknown that it is in another language, or in none."""
    unknown = (word for word in text.words if len(word.text) > 3 and not knows(language, word.text.lower()))
    return next(islice(unknown, _MOST_MISSPELT, None), None) is not None


def _without_spelling(rules: ReplyRules) -> ReplyRules:
    return replace(rules, clauses=rules.clauses - {"spelling"})


def _in_sentence(sentence: Span, text: Text, rules: ReplyRules, manner: Hashable) -> Iterable[Finding]:
    """What is found in a sentence, placed in the text. What stands in a quotation that began earlier is left out there."""
    for finding in _found_in(sentence.text, rules, manner):
        if finding.clause in _ALSO_QUOTED or not is_within(sentence.start + finding.start, text.quotations):
            yield replace(finding, start=finding.start + sentence.start, end=finding.end + sentence.start)


def _found_in(sentence: str, rules: ReplyRules, manner: Hashable) -> tuple[Finding, ...]:
    """What is found in a sentence: from memory, and kept there where all of it was read."""
    question = (sentence, manner)
    found = _SAID.kept(question)
    if found is None:
        before = put_off()
        found = _read_sentence(sentence, rules)
        if len(sentence) <= _LONGEST_REMEMBERED and put_off() == before:
            _SAID.keep(question, found)
    return found


def _read_sentence(sentence: str, rules: ReplyRules) -> tuple[Finding, ...]:
    text = Text(_LUMP.sub(lambda lump: " " * len(lump[0]), sentence))
    return tuple(finding for _, rule in _rules(SENTENCE_RULES, rules) for finding in rule(text, rules))


def _manner(rules: ReplyRules) -> Hashable:
    """All of the rules by which a sentence is read; of the moment nothing but the hour, from which promises are dated."""
    return (
        rules.language,
        rules.clauses,
        rules.allowed_abbreviations,
        tuple(rules.plain_words.items()),
        rules.longest_sentence,
        rules.diacritics_required,
        rules.known_words,
        rules.shop,
        generation(rules.language) if "grammar" in rules.clauses else 0,
        rules.moment.now.replace(minute=0, second=0, microsecond=0) if "promise" in rules.clauses else None,
    )


def _rules(modules: Mapping[str, str], rules: ReplyRules) -> list[tuple[str, Rule]]:
    standing = ((clause, _rule(module)) for clause, module in modules.items() if clause in rules.clauses)
    return [(clause, rule) for clause, rule in standing if rule is not None]


@cache
def _rule(module: str) -> Rule | None:
    """The door of a rule's module, or nothing where what it needs is not installed."""
    name = f"comptoir.language.{module}"
    if find_spec(name) is None:
        return None
    rule: Rule = import_module(name).find
    return rule


def _settled(found: list[Finding]) -> list[Finding]:
    """The findings without those that others explain, and without the same said twice."""
    spans = {clause: merged([(each.start, each.end) for each in found if each.clause == clause]) for clause in _STRONG}
    settled: dict[tuple[str, int, int], Finding] = {}
    for finding in found:
        stronger: Iterable[str] = _YIELDS_TO.get(finding.clause, ())
        if not any(overlaps(finding.start, finding.end, spans[clause]) for clause in stronger):
            settled.setdefault((finding.clause, finding.start, finding.end), finding)
    return list(settled.values())
