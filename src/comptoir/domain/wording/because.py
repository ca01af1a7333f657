"""What a verdict says to people, in the active language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language, gettext

from comptoir.domain.charter.rules import day_in
from comptoir.domain.wording import sentences
from comptoir.domain.wording.rules import Judged
from comptoir.language.rules import LANGUAGES

_EXAMPLES = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """How it is better not written, and how it is better said."""

    flagged: str
    better: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause as people are taught it; with an example in each language of texts in which it applies."""

    clause: str
    name: str
    says: str
    examples: Mapping[str, Example]


def because(judged: Judged) -> str:
    """Why this was found, in one sentence. A reason that has no sentence is told by the rule of its clause."""
    sentence = _sentence(judged)
    if sentence is None:
        return gettext(sentences.RULES.get(judged.clause) or sentences.NAMES[judged.clause])
    return gettext(sentence).format(**_facts(judged))


def clause_name(clause: str) -> str:
    """What the clause is called."""
    return gettext(sentences.NAMES[clause])


def rule_of(clause: str) -> Rule:
    """The rule of a clause of replies, with its examples by language of texts. Raises `KeyError` for any other clause."""
    examples = {language: _examples(language)[clause] for language in LANGUAGES if clause in _examples(language)}
    return Rule(clause, clause_name(clause), gettext(sentences.RULES[clause]), examples)


def unchecked(clauses: Iterable[str]) -> str:
    """That these clauses were not looked at; nothing when there are none."""
    names = [clause_name(clause) for clause in clauses]
    listed = ", ".join(name[0].lower() + name[1:] for name in names)
    return gettext(sentences.UNCHECKED).format(clauses=listed) if names else ""


def _sentence(judged: Judged) -> str | None:
    if judged.why == "jargon" and not judged.facts.get("plain"):
        return sentences.JARGON_WITHOUT_A_PLAIN_WORD
    if judged.why == "outside_link" and judged.facts.get("host"):
        return sentences.LINK_WITH_HOST
    if judged.why == "too_many_emoji" and not judged.facts.get("at_most"):
        return sentences.NO_EMOJI
    return sentences.SENTENCES.get((judged.clause, judged.why))


def _facts(judged: Judged) -> dict[str, str]:
    facts = {name: str(value) for name, value in judged.facts.items()}
    return facts | {"day": day_in(get_language() or "en", judged.due)} if judged.due else facts


@cache
def _examples(language: str) -> Mapping[str, Example]:
    told = tomllib.loads((_EXAMPLES / f"{language}.toml").read_text(encoding="utf-8"))
    return {clause: Example(**example) for clause, example in told.items()}
