"""A paper: the questions of a module as somebody is asked them, with the right answers, which stay on the server."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from comptoir.domain.charter.rules import Charter
from comptoir.domain.training.rules.figures import filled, holds
from comptoir.domain.training.rules.quiz import Question
from comptoir.language.findings import REPLY_CLAUSES

Paper = list[dict[str, Any]]

ASKED = ("kind", "asks", "options", "said", "draft", "keeps")
"""What of a question is shown before it is handed in."""


def paper_of(questions: Iterable[Question], charter: Charter, language: str, audience: str, seed: str) -> Paper:
    """The questions that concern this audience of the shop, filled with its figures; answers stand in an order of chance.

    Left out is what the shop's charter does not look at: nobody is asked to mend what is no fault here.
    """
    looked_at = frozenset(clause for clause in REPLY_CLAUSES if getattr(charter.wording.of(audience), clause) != "off")
    chance = random.Random(seed)  # noqa: S311 - the order of answers is no secret
    asked = (_filled(it, charter, language, audience) for it in questions if holds(it.condition, charter, audience))
    possible = (_possible(it, looked_at) for it in asked)
    return [_shuffled(it, looked_at, chance) for it in possible if it is not None]


def asked(paper: Paper, place: int) -> dict[str, Any]:
    """A question as it may leave the server before the paper is handed in: without what is right, and why."""
    return {name: paper[place][name] for name in ASKED}


def _filled(question: Question, charter: Charter, language: str, audience: str) -> Question:
    def fill(text: str) -> str:
        return filled(text, charter, language, audience).strip()

    return replace(
        question,
        asks=fill(question.asks),
        options=tuple(map(fill, question.options)),
        said=fill(question.said),
        draft=fill(question.draft),
        why=fill(question.why),
        model=fill(question.model),
    )


def _possible(question: Question, looked_at: frozenset[str]) -> Question | None:
    """The question without wrong answers that say the same as a right one; nothing where too little is left to choose."""
    if question.kind == "find":
        clauses = tuple(it for it in question.clauses if it in looked_at)
        return replace(question, clauses=clauses) if clauses else None
    if question.kind in ("mend", "order"):
        return question
    right = {question.options[n] for n in question.right}
    kept: dict[str, bool] = {}
    for option in question.options:
        kept.setdefault(option, option in right)
    if len(kept) < 2:
        return None
    return replace(
        question, options=tuple(kept), right=tuple(n for n, is_right in enumerate(kept.values()) if is_right)
    )


def _shuffled(question: Question, looked_at: frozenset[str], chance: random.Random) -> dict[str, Any]:
    options, right = list(question.options), list(question.right)
    if question.kind == "find":
        options = [clause for clause in REPLY_CLAUSES if clause in looked_at]
        right = [n for n, clause in enumerate(options) if clause in question.clauses]
    elif question.kind in ("one", "several", "order"):
        order = list(range(len(options)))
        while len(order) > 2 and order == sorted(order):
            chance.shuffle(order)
        if len(order) == 2 and question.kind == "order":
            order.reverse()
        options = [question.options[n] for n in order]
        right = [order.index(n) for n in question.right]
    return {
        "kind": question.kind,
        "asks": question.asks,
        "options": options,
        "right": right if question.kind == "order" else sorted(right),
        "said": question.said,
        "draft": question.draft,
        "keeps": list(question.keeps),
        "is_first": question.is_first,
        "model": question.model,
        "why": question.why,
    }


def is_answered(question: Mapping[str, Any], answer: Any) -> bool:
    """Whether there is an answer that can be marked."""
    if question["kind"] == "mend":
        return isinstance(answer, str) and bool(answer.strip())
    return isinstance(answer, list) and (bool(answer) or question["kind"] in ("several", "find"))
