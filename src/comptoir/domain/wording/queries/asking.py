"""Asking the checker, and reading in this process what needs no dictionary while it cannot be asked."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from msgspec import structs

from comptoir.domain.wording.checker import client
from comptoir.domain.wording.checker.frames import Answer, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.language.findings import REPLY_CLAUSES

AWAY = 1.0
"""Seconds for which a checker that did not answer is not waited for again: nobody waits twice for what is not there."""

NEEDS_THE_CHECKER = frozenset(("spelling", "grammar"))
"""Clauses that need dictionaries or a reader of their own; the others know what they need in a few megabytes."""

_HERE = frozenset(REPLY_CLAUSES) - NEEDS_THE_CHECKER
_away_until = 0.0


def answered(question: ReplyQuestion | CustomerQuestion, within: float) -> Answer:
    """The checker's answer; or after `within` seconds that of this process, which is not complete."""
    global _away_until
    may_wait = time.monotonic() >= _away_until
    answer = client.ask(question, within) if may_wait else None
    if answer is not None:
        return answer
    if may_wait and within >= AWAY and not question.key:
        _away_until = time.monotonic() + AWAY
    return _answered_here(question)


def read_here_for(seconds: float) -> None:
    """Read in this process alone for so long; 0 asks the checker again."""
    global _away_until
    _away_until = time.monotonic() + seconds


@contextmanager
def reading_here() -> Iterator[None]:
    """Read in this process alone for a while; what held before holds again afterwards."""
    global _away_until
    before, _away_until = _away_until, math.inf
    try:
        yield
    finally:
        _away_until = before


def _answered_here(question: ReplyQuestion | CustomerQuestion) -> Answer:
    """What this process can say, in the language that is usual here: telling languages apart takes a model."""
    language = question.language or question.usual_language
    if isinstance(question, CustomerQuestion):
        return structs.replace(answer_to(replace(question, language=language)), is_complete=False)
    asked = question.manner.clauses
    manner = structs.replace(question.manner, clauses=asked & _HERE)
    here = answer_to(replace(question, language=language, manner=manner))
    silent = {*here.silent, *(asked & NEEDS_THE_CHECKER)}
    return structs.replace(here, is_complete=False, silent=tuple(sorted(silent)))
