"""Attempts: begun, left and gone on with, handed in, marked on the server alone (D6)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from comptoir.domain.training.actions import answer_question, begin_attempt, hand_in
from comptoir.domain.training.errors import (
    AnswerMistaken,
    AttemptIsOver,
    AttemptNotFound,
    CheckerNotReady,
    ModuleNotFound,
    NotAllAnswered,
    PauseNeeded,
)
from comptoir.domain.training.models import Attempt, Pass
from comptoir.domain.training.queries import attempt_for, certificate_of, steps_of
from comptoir.domain.training.tests.stage import LATER, a_newcomer, a_school, passes, right_answer, takes
from comptoir.domain.wording.queries import Verdict, read_here_for
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def adele():
    return a_newcomer(a_school())


def test_a_module_is_passed_with_right_answers_and_is_valid_as_the_charter_says(adele):
    """D6"""
    attempt = takes(a_viewer(adele), "chat")

    given = Pass.objects.get(membership=adele, key="chat")
    assert (attempt.is_passed, attempt.score) == (True, 100)
    assert given.valid_until == NOON + dt.timedelta(days=365)


def test_wrong_answers_pass_nothing(adele):
    """D6"""
    attempt = takes(a_viewer(adele), "chat", rightly=False)

    assert not attempt.is_passed
    assert not Pass.objects.exists()


def test_a_reply_to_mend_is_judged_by_the_checker_itself(adele):
    """C1, D6"""
    viewer = a_viewer(adele)
    attempt = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    for place, question in enumerate(attempt.paper):
        answer = question["draft"] if question["kind"] == "mend" else right_answer(question)
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=place, answer=answer, now=NOON)

    done = hand_in(viewer=viewer, attempt_id=attempt.pk, now=NOON)

    wrong = [attempt.paper[int(place)]["kind"] for place, is_right in done.marks.items() if not is_right]
    assert set(wrong) == {"mend"}


def test_nobody_passes_or_fails_on_a_reply_that_the_checker_could_not_read(adele, monkeypatch):
    """D6: while it starts, an untouched reply would have counted as mended; the answers are kept until it reads."""
    viewer = a_viewer(adele)
    attempt = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    for place, question in enumerate(attempt.paper):
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=place, answer=right_answer(question), now=NOON)
    with monkeypatch.context() as away:
        away.setattr("comptoir.domain.training.queries.checking.verdict_on_exercise", _unread)
        read_here_for(0)
        with pytest.raises(CheckerNotReady):
            hand_in(viewer=viewer, attempt_id=attempt.pk, now=NOON)
    assert Attempt.objects.get(pk=attempt.pk).finished_at is None

    read_here_for(60)
    assert hand_in(viewer=viewer, attempt_id=attempt.pk, now=NOON).is_passed


def _unread(*_: Any) -> Verdict:
    return Verdict(language="en", is_complete=False)


def test_who_empties_a_reply_has_not_mended_it(adele):
    viewer = a_viewer(adele)
    attempt = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    place = next(n for n, it in enumerate(attempt.paper) if it["kind"] == "mend")
    for n, question in enumerate(attempt.paper):
        answer = "Hello" if n == place else right_answer(question)
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=n, answer=answer, now=NOON)

    assert hand_in(viewer=viewer, attempt_id=attempt.pk, now=NOON).marks[str(place)] is False


def test_who_goes_away_goes_on_where_they_were_with_the_same_questions(adele):
    viewer = a_viewer(adele)
    begun = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    answer_question(viewer=viewer, attempt_id=begun.pk, place=0, answer=right_answer(begun.paper[0]), now=NOON)

    again = begin_attempt(viewer=viewer, key="chat", language="en", now=LATER)

    assert again.pk == begun.pk
    assert list(again.answers) == ["0"]
    assert again.paper == begun.paper


def test_nothing_is_handed_in_before_every_question_has_an_answer(adele):
    viewer = a_viewer(adele)
    attempt = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)

    with pytest.raises(NotAllAnswered):
        hand_in(viewer=viewer, attempt_id=attempt.pk, now=NOON)


def test_what_was_handed_in_stays_as_it_is(adele):
    done = takes(a_viewer(adele), "chat")

    with pytest.raises(AttemptIsOver):
        answer_question(viewer=a_viewer(adele), attempt_id=done.pk, place=0, answer=[0], now=LATER)
    assert hand_in(viewer=a_viewer(adele), attempt_id=done.pk, now=LATER).finished_at == NOON


def test_after_failing_often_in_a_row_there_is_a_pause(adele):
    """D6: two tries here, then an hour"""
    viewer = a_viewer(adele)
    for _ in range(2):
        takes(viewer, "chat", rightly=False)

    with pytest.raises(PauseNeeded):
        begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    assert begin_attempt(viewer=viewer, key="chat", language="en", now=LATER).pk


@pytest.mark.parametrize("answer", [[99], [-1], [0, 0], ["0"], "text", [0, 1, 2], None, [True, 1]])
def test_an_answer_that_fits_no_question_is_refused(adele, answer):
    """A22"""
    viewer = a_viewer(adele)
    attempt = begin_attempt(viewer=viewer, key="chat", language="en", now=NOON)
    one = next(n for n, it in enumerate(attempt.paper) if it["kind"] == "one")

    with pytest.raises(AnswerMistaken):
        answer_question(viewer=viewer, attempt_id=attempt.pk, place=one, answer=answer, now=NOON)


def test_nobody_touches_or_reads_the_attempt_of_somebody_else(adele):
    """A4"""
    rose = a_newcomer(a_school(), "referent", audience="advisor")
    attempt = begin_attempt(viewer=a_viewer(adele), key="chat", language="en", now=NOON)

    for act in (
        lambda: answer_question(viewer=a_viewer(rose), attempt_id=attempt.pk, place=0, answer=[0], now=NOON),
        lambda: hand_in(viewer=a_viewer(rose), attempt_id=attempt.pk, now=NOON),
        lambda: attempt_for([a_viewer(rose)], attempt.pk),
    ):
        with pytest.raises(AttemptNotFound):
            act()


def test_there_is_no_module_of_a_name_that_nobody_teaches(adele):
    with pytest.raises(ModuleNotFound):
        begin_attempt(viewer=a_viewer(adele), key="astrology", language="en", now=NOON)


def test_a_pass_brings_reminders_and_a_newer_one_moves_them(adele):
    """D6: 30, 7 and 1 days before, and at the end"""
    passes(adele, "chat")
    given = Pass.objects.get(membership=adele, key="chat")
    keys = Announcement.objects.filter(key__startswith=f"pass:{given.pk}:")
    days = sorted((given.valid_until - it.due_at).days for it in keys)
    assert days == [0, 1, 7, 30]

    passes(adele, "chat", now=LATER)
    assert keys.all().count() == 4
    assert min(it.due_at for it in keys.all()) == LATER + dt.timedelta(days=335)


def test_a_certificate_is_shown_to_its_owner_and_to_who_sees_the_team(adele):
    """A4"""
    rose = a_newcomer(a_school(), "referent", audience="advisor")
    zoe = a_newcomer(a_school(), name="Zoé")
    passes(adele, "chat")
    number = Pass.objects.get(membership=adele, key="chat").number

    assert certificate_of((a_viewer(adele),), number).name == "Adèle"
    assert certificate_of((a_viewer(rose),), number).title
    with pytest.raises(AttemptNotFound):
        certificate_of((a_viewer(zoe),), number)


def test_a_step_says_where_one_stands(adele):
    viewer = a_viewer(adele)
    states = {it.key: it.state for it in steps_of(viewer, "en", NOON) if it.is_asked}
    assert states == {"welcome": "open", "chat": "open", "after_sales": "open"}

    passes(adele, "welcome")
    takes(viewer, "chat", rightly=False)
    begin_attempt(viewer=viewer, key="after_sales", language="en", now=NOON)

    states = {it.key: it.state for it in steps_of(viewer, "en", NOON) if it.is_asked}
    assert states == {"welcome": "passed", "chat": "failed", "after_sales": "begun"}
    soon = NOON + dt.timedelta(days=340)
    assert {it.state for it in steps_of(viewer, "en", soon) if it.key == "welcome"} == {"ending"}
    assert Attempt.objects.count() == 3
