"""The rules that people are taught, each with an example in every language of texts."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.wording.because import rule_of
from comptoir.domain.wording.checker.frames import ReplyQuestion
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.language.findings import REPLY_CLAUSES
from comptoir.language.rules import LANGUAGES, Moment, Shop

UPSET = {
    "fr": "C'est inadmissible, j'attends toujours ma commande !",
    "en": "This is unacceptable, I am still waiting for my order!",
    "ro": "Este inadmisibil, încă aștept comanda!",
    "pt": "Isto é inadmissível, continuo à espera da encomenda!",
}
MANNER = Manner(
    shop=Shop(sites=("www.maison-perle.example",), names=("Maison Perle",)),
    plain_words={
        "fr": {"backorder": "en attente de réapprovisionnement"},
        "en": {"backorder": "being restocked"},
        "ro": {"backorder": "în curs de aprovizionare"},
        "pt": {"backorder": "a aguardar reposição"},
    },
)
EXAMPLES = [
    pytest.param(clause, language, id=f"{clause}-{language}")
    for clause in REPLY_CLAUSES
    for language in LANGUAGES
    if (clause, language) != ("familiarity", "en")
]
FAULTLESS = frozenset(REPLY_CLAUSES) - {"promise"}


def found(body: str, language: str, clause: str) -> set[str]:
    upset = UPSET[language] if clause == "empathy" else ""
    moment = Moment(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC), clause == "introduction", "", upset)
    answer = answer_to(ReplyQuestion(body=body, manner=MANNER, moment=moment, language=language))
    return {finding.clause for finding in answer.findings}


@pytest.mark.parametrize(("clause", "language"), EXAMPLES)
def test_what_is_shown_as_flagged_is_flagged(clause: str, language: str) -> None:
    """C1"""
    assert clause in found(rule_of(clause).examples[language].flagged, language, clause)


@pytest.mark.parametrize(("clause", "language"), EXAMPLES)
def test_what_is_shown_as_better_is_not_flagged_at_all(clause: str, language: str) -> None:
    """C1"""
    assert found(rule_of(clause).examples[language].better, language, clause) & FAULTLESS == set()


def test_there_is_no_example_but_these() -> None:
    shown = {(clause, language) for clause in REPLY_CLAUSES for language in rule_of(clause).examples}
    assert shown == {tuple(each.values) for each in EXAMPLES}
