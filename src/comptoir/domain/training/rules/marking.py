"""How an answer is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comptoir.domain.wording.rules import Judged
from comptoir.language.folding import folded

MENDED_LARGEST = 2000
"""Characters of a mended reply."""

LEAST_LEFT = 0.4
"""Of the words of a reply so many are left when it is mended, at the least: an empty one has no faults either."""

NO_FAULTS = frozenset(("promise_with_day",))
"""Remarks that are no faults: a promise with a day is as it should be."""


def fitting(question: Mapping[str, Any], answer: Any) -> Any:
    """The answer as it is kept; None for what does not fit the question at all."""
    kind, count = question["kind"], len(question["options"])
    if kind == "mend":
        return answer.strip()[:MENDED_LARGEST] if isinstance(answer, str) else None
    if not isinstance(answer, list) or len(answer) > count or len(set(answer)) != len(answer):
        return None
    if not all(isinstance(place, int) and 0 <= place < count for place in answer):
        return None
    if (kind == "one" and len(answer) > 1) or (kind == "order" and answer and len(answer) != count):
        return None
    return answer if kind == "order" else sorted(answer)


def is_right(question: Mapping[str, Any], answer: Any) -> bool:
    """Whether what was chosen is right. Replies that were mended are judged by the checker: `is_mended`."""
    return bool(answer == question["right"])


def faults(findings: Iterable[Judged]) -> tuple[Judged, ...]:
    """What of the checker's findings has to be mended."""
    return tuple(it for it in findings if it.why not in NO_FAULTS)


def is_mended(question: Mapping[str, Any], text: str, findings: Iterable[Judged]) -> bool:
    """Whether the checker finds nothing to mend, and the reply still says what it is there to say."""
    return not faults(findings) and not missing_words(question, text) and is_long_enough(question, text)


def missing_words(question: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """The words that should have stayed, and are not there."""
    here = folded(text)
    return tuple(word for word in question["keeps"] if folded(word) not in here)


def is_long_enough(question: Mapping[str, Any], text: str) -> bool:
    """Whether enough is left of the reply."""
    return len(text.split()) >= LEAST_LEFT * len(question["draft"].split())


def score_of(marks: Mapping[str, bool], questions: int) -> float:
    """The share of right answers, of a hundred."""
    return 100 * sum(marks.values()) / questions if questions else 100.0
