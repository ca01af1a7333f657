"""The one door for what agents write: every rule whose clause is on, overlaps resolved, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count, islice

from comptoir.language import grammar, spelling
from comptoir.language.dictionaries import knows
from comptoir.language.findings import Finding
from comptoir.language.grammalecte import put_off
from comptoir.language.memory import Memory
from comptoir.language.met import LONGEST, MOST_SENTENCES, Met, meet
from comptoir.language.originals import Original
from comptoir.language.rules import LANGUAGES, ReplyRules
from comptoir.language.text import Span, Text, alone, beginning, is_within, merged, overlaps, pieces_of

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
    "unfilled": "unfilled",
    "introduction": "introduction",
    "empathy": "empathy",
    "off_topic": "topic",
}
"""Clauses that the whole message answers."""
_AN_ADDRESS = frozenset(("contact_details", "link"))
_READ_WHOLE = _AN_ADDRESS | {"unfilled"}
"""What is looked for wherever it hides, and no words to judge."""
_YIELDS_TO = {
    "spelling": _READ_WHOLE | {"texting", "jargon", "outside_offer", "emoji", "familiarity", "grammar"},
    "grammar": _READ_WHOLE | {"texting"},
    "texting": _READ_WHOLE,
    "capitals": _READ_WHOLE,
    "jargon": _READ_WHOLE,
    "familiarity": _AN_ADDRESS,
    "emoji": _READ_WHOLE,
    "link": {"contact_details", "unfilled"},
    "off_topic": {"outside_offer", "contact_details"},
}
"""Which clauses are silent where another explains the words already."""
_ALSO_QUOTED = frozenset(("sentence_length", "outside_offer", "promise"))
"""Clauses that are read between quotation marks too."""
_STRONG = frozenset().union(*_YIELDS_TO.values())
_MOST_READ = 5000
"""Letters: nobody types more; what must be found wherever it hides is looked for beyond."""
_IN_ANY_LANGUAGE = _READ_WHOLE | {"capitals", "emoji", "sentence_length"}
"""Clauses that need no lexicon: what a text in a language that we do not know is read for."""
_MOST_MISSPELT = 60
"""A text with more misspelt words is no reply in this language, and is not spelt further."""
_LONG = 800
"""Letters of a text of which the unknown words are counted before it is spelt."""
_LUMP = re.compile(r"\S{81,}")
"""So many letters without a space are an address or a cat on the keyboard, and no word to spell."""
_GRAMMAR = frozenset(("grammar",))
_NUMBERS = count(1)
_NUMBERED = Memory[int](at_most=256)
_Manner = tuple[int, int]
"""Two numbers, for all clauses of sentences but grammar and for grammar (0: it is off)."""


def check_reply(body: str, rules: ReplyRules) -> list[Finding]:
    """All findings in a reply, in reading order; places are those of `body`, however its accents are written.

    A clause whose rule is not installed finds nothing (see `silent_clauses`).
    """
    if rules.language not in LANGUAGES:
        rules = replace(rules, clauses=rules.clauses & _IN_ANY_LANGUAGE)
    original = Original(body)
    text = beginning(original.body, _MOST_READ)
    is_long = len(text.body) < len(original.body)
    whole = Text(original.body) if is_long else text
    found = _in_sentences(text, rules)
    may_find = None if is_long else _suspected(text, rules.language)
    for clause, rule in _message_rules(rules.clauses):
        if may_find is None or clause in may_find:
            found += rule(whole if clause in _READ_WHOLE else text, rules)
    return original.placed(sorted(_settled(found), key=lambda finding: (finding.start, finding.end, finding.clause)))


def forget() -> None:
    """Read every sentence anew, whatever was read before."""
    spelling.FOUND_OUT.forget()
    for remembered in (meet, alone, grammar.by_tables, pieces_of):
        remembered.cache_clear()


def silent_clauses() -> tuple[str, ...]:
    """The clauses for which no rule is installed."""
    every = SENTENCE_RULES | MESSAGE_RULES
    return tuple(clause for clause, module in every.items() if _rule(module) is None)


def _in_sentences(text: Text, rules: ReplyRules) -> list[Finding]:
    """What its sentences hold: each from memory where it was read before."""
    if len(text.body) > _LONG and "spelling" in rules.clauses and _is_unspeakable(text, rules.language):
        rules = _without_spelling(rules)
    if len(text.sentences) > MOST_SENTENCES:
        return list(_read_sentence(text.body, rules, _sentence_rules(rules.clauses)))
    found: list[Finding] = []
    manner, misspelt = _manner(rules), 0
    for sentence in text.sentences:
        here = _in_sentence(sentence, text, rules, manner)
        misspelt += len([finding for finding in here if finding.clause == "spelling"])
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


def _in_sentence(sentence: Span, text: Text, rules: ReplyRules, manner: _Manner) -> list[Finding]:
    """What is found in a sentence, placed in the text. What stands in a quotation that began earlier is left out there."""
    found = _found_in(sentence.text, rules, manner)
    if not found:
        return []
    by, quoted = sentence.start, text.quotations
    return [
        finding.moved(by)
        for finding in found
        if not quoted or finding.clause in _ALSO_QUOTED or not is_within(by + finding.start, quoted)
    ]


def _found_in(sentence: str, rules: ReplyRules, manner: _Manner) -> tuple[Finding, ...]:
    """What is found in a sentence: from memory, and kept there where it is known. Grammar may be put off without the rest."""
    if len(sentence) > LONGEST:
        return _read_sentence(sentence, rules, _sentence_rules(rules.clauses))
    but_grammar, of_grammar = manner
    met = meet(sentence, rules.language)
    found: tuple[Finding, ...] | None = met.kept(but_grammar)
    if found is None:
        found = _read_sentence(sentence, rules, _sentence_rules(rules.clauses - _GRAMMAR))
        met.keep(but_grammar, found)
    return found + _grammar_of(met, rules, of_grammar) if of_grammar else found


def _grammar_of(sentence: Met, rules: ReplyRules, by: int) -> tuple[Finding, ...]:
    found: tuple[Finding, ...] | None = sentence.kept(by)
    if found is None:
        before = put_off()
        found = _read_sentence(sentence.text, rules, _sentence_rules(_GRAMMAR))
        if put_off() == before:
            sentence.keep(by, found)
    return found


def _read_sentence(sentence: str, rules: ReplyRules, by: tuple[tuple[str, Rule], ...]) -> tuple[Finding, ...]:
    text = Text(_LUMP.sub(lambda lump: " " * len(lump[0]), sentence))
    return tuple([finding for _, rule in by for finding in rule(text, rules)])


def _manner(rules: ReplyRules) -> _Manner:
    """All of the rules by which a sentence is read, each a number that stands for them; of the moment nothing but the hour,
    from which promises are dated.
    """
    but_grammar = (
        rules.language,
        rules.clauses - _GRAMMAR,
        rules.allowed_abbreviations,
        tuple(rules.plain_words.items()),
        rules.longest_sentence,
        rules.diacritics_required,
        rules.known_words,
        rules.shop,
        rules.moment.now.replace(minute=0, second=0, microsecond=0) if "promise" in rules.clauses else None,
    )
    if "grammar" not in rules.clauses:
        return _number(but_grammar), 0
    return _number(but_grammar), _number(
        (rules.language, rules.diacritics_required, grammar.generation(rules.language))
    )


def _number(rules: Hashable) -> int:
    """The number of these rules, and never of others; forgotten rules have another number when they come again."""
    return _NUMBERED.recall(rules, _NUMBERS.__next__)


def _suspected(text: Text, language: str) -> frozenset[str] | None:
    """The clauses of messages in which something may be found, by what each sentence holds; None where nobody looked."""
    met = text.met(language)
    if met is None:
        return None
    return _undoubted().union(*[_suspected_in(each) for _, each in met])


def _suspected_in(sentence: Met) -> frozenset[str]:
    found: frozenset[str] | None = sentence.kept("suspected")
    if found is None:
        found = frozenset([clause for clause, may_find in _doubts().items() if sentence.known(clause, may_find)])
        sentence.keep("suspected", found)
    return found


@cache
def _undoubted() -> frozenset[str]:
    return frozenset(MESSAGE_RULES.keys() - _doubts().keys())


@cache
def _doubts() -> dict[str, Callable[[str, str], bool]]:
    """Of the clauses of messages those that are told from one sentence when nothing is to be found there."""
    standing = {clause: module for clause, module in MESSAGE_RULES.items() if _rule(module) is not None}
    modules = {clause: import_module(f"comptoir.language.{module}") for clause, module in standing.items()}
    return {clause: module.may_find for clause, module in modules.items() if hasattr(module, "may_find")}


@lru_cache(maxsize=64)
def _sentence_rules(clauses: frozenset[str]) -> tuple[tuple[str, Rule], ...]:
    return _rules(SENTENCE_RULES, clauses)


@lru_cache(maxsize=64)
def _message_rules(clauses: frozenset[str]) -> tuple[tuple[str, Rule], ...]:
    return _rules(MESSAGE_RULES, clauses)


def _rules(modules: Mapping[str, str], clauses: frozenset[str]) -> tuple[tuple[str, Rule], ...]:
    standing = ((clause, _rule(module)) for clause, module in modules.items() if clause in clauses)
    return tuple((clause, rule) for clause, rule in standing if rule is not None)


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
    by_clause: dict[str, list[tuple[int, int]]] = {}
    for each in found:
        by_clause.setdefault(each.clause, []).append((each.start, each.end))
    spans = {clause: merged(places) for clause, places in by_clause.items() if clause in _STRONG}
    settled: dict[tuple[str, int, int], Finding] = {}
    for finding in found:
        stronger: Iterable[str] = _YIELDS_TO.get(finding.clause, ())
        if not any(clause in spans and overlaps(finding.start, finding.end, spans[clause]) for clause in stronger):
            settled.setdefault((finding.clause, finding.start, finding.end), finding)
    return list(settled.values())
