"""Where somebody stands: what they have passed, what is asked of them, what stands before their first answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.errors import AttemptNotFound
from comptoir.domain.training.models import Attempt, Pass
from comptoir.domain.training.queries.gate import passed_by
from comptoir.domain.training.queries.modules import all_keys, taught_among
from comptoir.domain.training.rules import Lesson, asked_before, is_ending, is_valid, missing_before, taught_to

FAILED_AT_MOST = 50
"""Attempts at one module that are looked back at."""


@dataclass(frozen=True, slots=True)
class Step:
    """A module as it stands for somebody. `state`: "passed", "ending" (soon), "ended", "begun", "paused" (until
    `possible_from`), "failed", "open"; or "unwritten" where the charter asks for what nobody has written.
    """

    key: str
    state: str
    is_asked: bool
    lesson: Lesson | None = None
    score: float | None = None
    passed_at: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    possible_from: dt.datetime | None = None
    attempt_id: int | None = None
    tries: int = 0
    pass_number: str = ""


def missing_for(viewer: Viewer, now: dt.datetime, topic: str = "") -> tuple[str, ...]:
    """What stands between the member and answering on the topic, in the charter's order; nothing when the gate is open."""
    charter = charter_in_force(viewer.shop_id, now)[1]
    if not asked_before(charter, viewer.audience) and not topic:
        return ()
    return missing_before(charter, viewer.audience, topic, passed_by([viewer.membership_id], now)[viewer.membership_id])


def steps_of(viewer: Viewer, language: str, now: dt.datetime) -> list[Step]:
    """Every module that the member can take: what is asked of them first, in order, then what else there is. Four queries."""
    charter = charter_in_force(viewer.shop_id, now)[1]
    asked = taught_to(charter, viewer.audience)
    keys = list(dict.fromkeys((*asked, *all_keys(viewer.shop_id, charter))))
    lessons = {it.key: it.lesson for it in taught_among(viewer.shop_id, keys, language, charter)}
    passes = {it.key: it for it in Pass.objects.filter(membership_id=viewer.membership_id)}
    attempts: dict[str, list[Attempt]] = {key: [] for key in keys}
    rows = Attempt.objects.filter(membership_id=viewer.membership_id).defer("paper", "answers", "marks")
    for attempt in rows.order_by("-began_at")[: FAILED_AT_MOST * 4]:
        attempts.setdefault(attempt.module_key, []).append(attempt)
    return [
        _step(_Known(key, key in asked, lessons.get(key), passes.get(key), tuple(attempts[key])), charter, now)
        for key in keys
        if key in asked or (key in lessons and is_shown_to(viewer, lessons[key], charter))
    ]


def attempt_for(viewers: Iterable[Viewer], attempt_id: int) -> tuple[Attempt, Viewer]:
    """Somebody's own attempt, and as which member. Raises `AttemptNotFound`."""
    by_member = {it.membership_id: it for it in viewers}
    attempt = Attempt.objects.filter(pk=attempt_id, membership_id__in=by_member).first()
    if attempt is None:
        raise AttemptNotFound
    return attempt, by_member[attempt.membership_id]


def is_shown_to(viewer: Viewer, lesson: Lesson, charter: Charter) -> bool:
    """Whether the module is for the member: it is asked of them, or is for their audience and topics, or they may write it."""
    if lesson.key in taught_to(charter, viewer.audience) or may(viewer.role, "write_training"):
        return True
    if lesson.audiences and viewer.audience not in lesson.audiences:
        return False
    return not lesson.topics or not viewer.topics or bool(viewer.topics & set(lesson.topics))


def paused_until(membership_id: int, key: str, charter: Charter, now: dt.datetime) -> dt.datetime | None:
    """Until when a module cannot be tried again after failing in a row; nothing when it can."""
    rows = Attempt.objects.filter(membership_id=membership_id, module_key=key, finished_at__isnull=False)
    newest = list(rows.order_by("-finished_at").only("is_passed", "finished_at")[:FAILED_AT_MOST])
    return _pause(newest, charter, now)


def _pause(newest: Iterable[Attempt], charter: Charter, now: dt.datetime) -> dt.datetime | None:
    if charter.training is None:
        return None
    failed = _failed_in_a_row(newest)
    if not failed or len(failed) % charter.training.tries or failed[0].finished_at is None:
        return None
    until = failed[0].finished_at + charter.training.pause_after_failing.timedelta
    return until if until > now else None


def _failed_in_a_row(newest: Iterable[Attempt]) -> list[Attempt]:
    failed = []
    for attempt in newest:
        if attempt.is_passed:
            break
        failed.append(attempt)
    return failed


class _Known(NamedTuple):
    """What is known of a member and a module; attempts with the newest first."""

    key: str
    is_asked: bool
    lesson: Lesson | None
    passed: Pass | None
    attempts: tuple[Attempt, ...]

    @property
    def begun(self) -> Attempt | None:
        return next((it for it in self.attempts if it.finished_at is None), None)

    @property
    def ended(self) -> list[Attempt]:
        return [it for it in self.attempts if it.finished_at is not None]


def _step(known: _Known, charter: Charter, now: dt.datetime) -> Step:
    passed, begun, ended = known.passed, known.begun, known.ended
    pause = _pause(ended, charter, now)
    return Step(
        key=known.key,
        state=_state(known, pause, charter, now),
        is_asked=known.is_asked,
        lesson=known.lesson,
        score=ended[0].score if ended else None,
        passed_at=passed.given_at if passed else None,
        valid_until=passed.valid_until if passed else None,
        possible_from=pause,
        attempt_id=begun.pk if begun else None,
        tries=len(_failed_in_a_row(ended)),
        pass_number=str(passed.number) if passed and passed.attempt_id else "",
    )


def _state(known: _Known, pause: dt.datetime | None, charter: Charter, now: dt.datetime) -> str:
    passed = known.passed
    holds = passed is not None and is_valid(passed.valid_until, now)
    if passed and holds and not is_ending(passed.valid_until, charter, now):
        return "passed"
    if known.begun:
        return "begun"
    if pause:
        return "paused"
    if passed:
        return "ending" if holds else "ended"
    if known.lesson is None:
        return "unwritten"
    return "failed" if known.ended else "open"
