"""Asking the checker, and reading in this process what needs no dictionary while it cannot be asked."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from msgspec import structs

from comptoir.domain.wording.checker import client
from comptoir.domain.wording.checker.faults import without_words
from comptoir.domain.wording.checker.frames import Answer, CustomerQuestion, ReplyQuestion
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.language.findings import REPLY_CLAUSES

log = logging.getLogger(__name__)

AWAY = 1.0
"""Seconds for which a checker that did not answer is not waited for again: nobody waits twice for what is not there."""

SHY = 10.0
"""Seconds for which one that was late is waited for but briefly: it may still be loading, and everybody else would wait as long."""

BRIEFLY = 0.2
"""Seconds: a checker that has loaded answers in a fraction of them."""

NEEDS_THE_CHECKER = frozenset(("spelling", "grammar"))
"""Clauses that need dictionaries or a reader of their own; the others know what they need in a few megabytes."""

_HERE = frozenset(REPLY_CLAUSES) - NEEDS_THE_CHECKER
_away_until = 0.0
_shy_until = 0.0


def answered(question: ReplyQuestion | CustomerQuestion, within: float) -> Answer:
    """The checker's answer; or after `within` seconds that of this process, which is not complete if another may come."""
    global _away_until, _shy_until
    now = time.monotonic()
    if now < _away_until:
        return _answered_here(question)
    answer = client.ask(question, min(within, BRIEFLY) if now < _shy_until else within)
    if answer is not None:
        _shy_until = 0.0
        return answer
    if within >= AWAY and not question.key:
        now = time.monotonic()
        _away_until, _shy_until = now + AWAY, now + SHY
    return _answered_here(question)


def read_here_for(seconds: float) -> None:
    """Read in this process alone for so long; 0 asks the checker again."""
    global _away_until, _shy_until
    _away_until, _shy_until = time.monotonic() + seconds, 0.0


def is_read_here_by_choice() -> bool:
    """Whether this process was told to read alone, longer than a checker is missed for when it does not answer."""
    return _away_until > time.monotonic() + AWAY


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
    question = replace(question, language=question.language or question.usual_language)
    if isinstance(question, CustomerQuestion):
        answer = _answered_safely(question) or Answer(language=question.language)
        return structs.replace(answer, is_complete=False)
    asked = question.manner.clauses
    here = _answered_safely(_about(question, asked & _HERE)) or _answered_apart(question, asked & _HERE)
    silent = {*here.silent, *(asked & NEEDS_THE_CHECKER)}
    return structs.replace(here, is_complete=not client.is_wanted(), silent=tuple(sorted(silent)))


def _answered_apart(question: ReplyQuestion, clauses: Iterable[str]) -> Answer:
    """What each clause says by itself, where one of them stumbles over the text: it is silent, and the others hold."""
    answers = {clause: _answered_safely(_about(question, frozenset((clause,)))) for clause in clauses}
    found = [finding for answer in answers.values() if answer for finding in answer.findings]
    silent = {clause for clause, answer in answers.items() if answer is None or answer.silent}
    found.sort(key=lambda finding: (finding.start, finding.end, finding.clause))
    return Answer(language=question.language, findings=tuple(found), silent=tuple(silent))


def _answered_safely(question: ReplyQuestion | CustomerQuestion) -> Answer | None:
    try:
        return answer_to(question)
    except Exception as error:  # no message is refused, and none goes unheard, because a rule stumbles over it
        log.error("a text could not be read: %s", without_words(error))
        return None


def _about(question: ReplyQuestion, clauses: frozenset[str]) -> ReplyQuestion:
    return replace(question, manner=structs.replace(question.manner, clauses=clauses))
