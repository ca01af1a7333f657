"""What cannot be read on this installation, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comptoir.domain.wording.checker.reading import OF_ANY_LANGUAGE
from comptoir.language import grammalecte
from comptoir.language.dictionaries import is_installed
from comptoir.language.findings import REPLY_CLAUSES
from comptoir.language.reply import silent_clauses
from comptoir.language.rules import LANGUAGES


class Limit(NamedTuple):
    """A clause that is not looked at, or not wholly, in texts of a language ("" for all).

    `why`: "no_rule", "no_dictionary", "no_grammalecte" (the faults that are certain are found all the same), or
    "language_not_read".
    """

    clause: str
    language: str
    why: str


def limits_here(languages: Sequence[str]) -> tuple[Limit, ...]:
    """What is silent in texts of these languages, in the order of the clauses. The checker stands on the same machine."""
    without_rule = frozenset(silent_clauses())
    return tuple(limit for clause in REPLY_CLAUSES for limit in _limits_of(clause, languages, without_rule))


def _limits_of(clause: str, languages: Sequence[str], without_rule: frozenset[str]) -> list[Limit]:
    if clause in without_rule:
        return [Limit(clause, "", "no_rule")]
    return [Limit(clause, language, why) for language in languages if (why := _why(clause, language))]


def _why(clause: str, language: str) -> str:
    if language not in LANGUAGES:
        return "" if clause in OF_ANY_LANGUAGE else "language_not_read"
    if clause == "spelling" and not is_installed(language):
        return "no_dictionary"
    if (clause, language) == ("grammar", "fr") and grammalecte.folder() is None:
        return "no_grammalecte"
    return ""
