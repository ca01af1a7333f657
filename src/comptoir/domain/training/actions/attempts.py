"""Attempts at a module: begun, answered question by question, handed in, marked here and nowhere else. D6"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import get_language

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, day_in
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import zone_of
from comptoir.domain.training.actions.passing import give_pass
from comptoir.domain.training.actions.starting import begin_start
from comptoir.domain.training.errors import (
    AnswerMistaken,
    AttemptIsOver,
    AttemptNotFound,
    ModuleNotFound,
    NotAllAnswered,
    PauseNeeded,
)
from comptoir.domain.training.models import Attempt
from comptoir.domain.training.queries.checking import is_mended_by_checker
from comptoir.domain.training.queries.modules import taught
from comptoir.domain.training.queries.standing import is_shown_to, paused_until
from comptoir.domain.training.rules import fitting, is_answered, is_right, paper_of, score_of
from comptoir.language.cards import masked

PASS_MARK = 80.0
"""Where the charter says nothing of training at all."""


@transaction.atomic
def begin_attempt(*, viewer: Viewer, key: str, language: str, now: dt.datetime) -> Attempt:
    """Begin the quiz of a module, or go on with the one that was begun.

    The questions are those of today, and stay. Raises `ModuleNotFound` and `PauseNeeded`.
    """
    begun = Attempt.objects.filter(membership_id=viewer.membership_id, module_key=key, finished_at=None).first()
    if begun is not None:
        return begun
    charter = charter_in_force(viewer.shop_id, now)[1]
    module = taught(viewer.shop_id, key, language, charter)
    if not is_shown_to(viewer, module.lesson, charter):
        raise ModuleNotFound
    until = paused_until(viewer.membership_id, key, charter, now)
    if until is not None:
        raise PauseNeeded(time=_moment_words(until, viewer.shop_id))
    lesson = module.lesson
    written = {
        "version_id": module.version_id,
        "edition": module.edition,
        "language": lesson.language,
        "title": lesson.title,
        "pass_mark": charter.training.pass_mark if charter.training else PASS_MARK,
        "paper": paper_of(lesson.questions, charter, lesson.language, viewer.audience, uuid4().hex),
        "began_at": now,
    }
    # Who begins twice at one moment has begun one.
    keys = {"membership_id": viewer.membership_id, "module_key": key, "finished_at": None}
    return Attempt.objects.get_or_create(**keys, defaults=written)[0]


@transaction.atomic
def answer_question(*, viewer: Viewer, attempt_id: int, place: int, answer: Any, now: dt.datetime) -> Attempt:
    """Keep an answer: places among the options, or the mended reply. It may be changed until the paper is handed in.

    Raises `AttemptNotFound`, `AttemptIsOver`, `AnswerMistaken`.
    """
    attempt = _open_attempt(viewer, attempt_id)
    if not 0 <= place < len(attempt.paper):
        raise AnswerMistaken
    kept = fitting(attempt.paper[place], answer)
    if kept is None:
        raise AnswerMistaken
    attempt.answers[str(place)] = masked(kept) if isinstance(kept, str) else kept
    attempt.save(update_fields=["answers"])
    return attempt


@transaction.atomic
def hand_in(*, viewer: Viewer, attempt_id: int, now: dt.datetime) -> Attempt:
    """Mark an attempt. Who passes has a pass from this moment on; handing in twice marks once.

    Raises `AttemptNotFound`, `NotAllAnswered`, and `CheckerNotReady` while nobody can judge a mended reply.
    """
    attempt = _attempt(viewer, attempt_id)
    if attempt.finished_at is not None:
        return attempt
    answers = attempt.answers
    if not all(is_answered(question, answers.get(str(n))) for n, question in enumerate(attempt.paper)):
        raise NotAllAnswered
    attempt.marks = {str(n): _is_right(attempt, n, viewer, now) for n in range(len(attempt.paper))}
    attempt.score = score_of(attempt.marks, len(attempt.paper))
    attempt.is_passed = attempt.score >= attempt.pass_mark
    attempt.finished_at = now
    attempt.save()
    if attempt.is_passed:
        charter = charter_in_force(viewer.shop_id, now)[1]
        _pass(attempt, viewer, charter, now)
    return attempt


def _moment_words(at: dt.datetime, shop_id: int) -> str:
    """A moment of the shop's day in the reader's language."""
    there = at.astimezone(zone_of(shop_id))
    return f"{there:%H:%M}, {day_in(get_language() or 'en', there.date())}"


def _pass(attempt: Attempt, viewer: Viewer, charter: Charter, now: dt.datetime) -> None:
    give_pass(viewer.membership_id, viewer.shop_id, attempt.module_key, charter, now, attempt=attempt)
    begin_start(viewer.membership_id, viewer.shop_id, viewer.audience, charter, now)


def _is_right(attempt: Attempt, place: int, viewer: Viewer, now: dt.datetime) -> bool:
    question, answer = attempt.paper[place], attempt.answers[str(place)]
    if question["kind"] == "mend":
        return is_mended_by_checker(attempt, place, answer, viewer, now)
    return is_right(question, answer)


def _open_attempt(viewer: Viewer, attempt_id: int) -> Attempt:
    attempt = _attempt(viewer, attempt_id)
    if attempt.finished_at is not None:
        raise AttemptIsOver
    return attempt


def _attempt(viewer: Viewer, attempt_id: int) -> Attempt:
    rows = Attempt.objects.select_for_update().filter(pk=attempt_id, membership_id=viewer.membership_id)
    attempt = rows.first()
    if attempt is None:
        raise AttemptNotFound
    return attempt
