"""Leave: what is announced, what is asked for, and who hears of it. A7"""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from comptoir.domain.people.actions import (
    answer_absence,
    end_absence,
    import_absences,
    note_absence,
    note_absences,
    plan_absence,
)
from comptoir.domain.people.errors import AbsenceIsAnswered, AbsenceNotFound
from comptoir.domain.people.models import Absence
from comptoir.domain.people.queries import (
    absence_news,
    absences_of,
    absences_to_come,
    absent,
    away_together,
    news_for_member,
    news_for_planner,
)
from comptoir.domain.people.tests.test_absences import CALENDAR
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import BadRequest, NotAllowed
from tests.people import NOON

DAY = dt.timedelta(days=1)


def plans(team, who="adele", *, by: str = "", starts: dt.datetime = NOON, **terms: object) -> Absence:
    viewer, whom = getattr(team, f"as_{by or who}"), getattr(team, who)
    span = {"starts_at": starts, "ends_at": starts + 3 * DAY}
    return plan_absence(viewer=viewer, membership_id=whom.pk, now=NOON, **span, **terms)


def asks(team, who="adele", **terms: object) -> Absence:
    return plans(team, who, needs_leave=True, kind="holiday", **terms)


def news(team, *names: str) -> list[int]:
    return [absence_news([getattr(team, f"as_{name}")], NOON) for name in names]


def test_who_plans_the_team_hears_of_an_absence_until_one_of_them_has_noted_it(team) -> None:
    absence = plans(team, kind="sick")

    assert news(team, "rose", "marc", "anne", "adele", "amin", "stranger") == [1, 1, 1, 0, 0, 0]
    assert absent([team.adele.pk], NOON) == {team.adele.pk}
    note_absence(viewer=team.as_rose, absence_id=absence.pk)
    assert news(team, "rose", "marc", "anne") == [0, 0, 0]


def test_what_is_asked_for_changes_nothing_until_it_is_granted(team) -> None:
    absence = asks(team, note="Congés")

    assert absent([team.adele.pk], NOON) == frozenset()
    note_absence(viewer=team.as_rose, absence_id=absence.pk)
    note_absences(viewer=team.as_rose)
    assert news(team, "rose", "adele") == [1, 0]

    answer_absence(viewer=team.as_rose, absence_id=absence.pk, is_granted=True, word="Bon repos", now=NOON)
    assert absent([team.adele.pk], NOON) == {team.adele.pk}
    assert news(team, "rose", "marc", "adele") == [0, 0, 1]
    [told] = news_for_member(team.as_adele, NOON)
    assert (told.state, told.answer, told.answered_by) == ("planned", "Bon repos", team.rose)
    note_absence(viewer=team.as_adele, absence_id=absence.pk)
    assert news(team, "adele") == [0]


def test_what_is_refused_stays_to_be_read_with_its_word_and_sends_nobody_away(team) -> None:
    absence = asks(team)

    answer_absence(viewer=team.as_marc, absence_id=absence.pk, is_granted=False, word="Inventaire", now=NOON)

    assert absent([team.adele.pk], NOON) == frozenset()
    assert [(it.state, it.answer) for it in absences_of(team.adele.pk, NOON)] == [("refused", "Inventaire")]
    with pytest.raises(AbsenceIsAnswered):
        answer_absence(viewer=team.as_rose, absence_id=absence.pk, is_granted=True, now=NOON)


def test_it_is_told_at_once_to_whom_it_concerns(team, django_capture_on_commit_callbacks) -> None:
    with captured() as told, django_capture_on_commit_callbacks(execute=True):
        absence = asks(team)
        answer_absence(viewer=team.as_rose, absence_id=absence.pk, is_granted=True, now=NOON)
        plans(team, by="marc", starts=NOON + 9 * DAY)

    frames = [(it.topics, msgspec.json.decode(it.frame)) for it in told]
    assert [(topics, it["what"], it["by"]) for topics, it in frames] == [
        ((f"shop:{team.shop.id}:watchers",), "asked", "Adèle"),
        ((f"member:{team.adele.pk}",), "granted", "Rose"),
        ((f"member:{team.adele.pk}",), "planned", "Marc"),
    ]


def test_nobody_answers_their_own_and_who_plans_the_team_asks_nobody(team) -> None:
    own = asks(team, "rose")

    assert own.state == "planned"
    assert news(team, "rose", "marc") == [0, 1]
    with pytest.raises(AbsenceNotFound):
        answer_absence(viewer=team.as_rose, absence_id=own.pk, is_granted=True, now=NOON)


def test_only_who_plans_the_team_answers_and_only_in_their_shop(team) -> None:
    """Attack A4"""
    absence = asks(team)
    for viewer, refusal in (
        (team.as_amin, NotAllowed),
        (team.as_adele, NotAllowed),
        (team.as_stranger, AbsenceNotFound),
    ):
        with pytest.raises(refusal):
            answer_absence(viewer=viewer, absence_id=absence.pk, is_granted=True, now=NOON)
        with pytest.raises(refusal):
            note_absence(viewer=viewer, absence_id=absence.pk)
    for ask in (news_for_planner, absences_to_come):
        with pytest.raises(NotAllowed):
            ask(team.as_amin, NOON)
    assert news_for_planner(team.as_stranger, NOON) == []


def test_who_asked_may_take_it_back(team) -> None:
    end_absence(viewer=team.as_adele, absence_id=asks(team).pk, now=NOON)

    assert not Absence.objects.exists()


def test_who_answers_sees_who_else_is_away_then(team, django_assert_num_queries) -> None:
    plans(team, "amin", starts=NOON + 2 * DAY)
    plans(team, "marc", starts=NOON + 9 * DAY)
    asked = asks(team)
    waiting = [it for it in news_for_planner(team.as_rose, NOON) if it.state == "asked"]

    assert waiting == [asked]
    with django_assert_num_queries(1):
        assert away_together(team.as_rose, waiting) == {asked.pk: ["Amin"]}
    assert [it.membership_id for it in absences_to_come(team.as_rose, NOON).rows] == [team.amin.pk, team.marc.pk]


def test_a_calendars_absences_are_heard_of_together(team) -> None:
    terms = {"content": CALENDAR.encode(), "time_zone": "Europe/Paris", "now": NOON}
    import_absences(viewer=team.as_adele, membership_id=team.adele.pk, **terms)

    assert news(team, "rose") == [4]
    note_absences(viewer=team.as_rose)
    assert news(team, "rose") == [0]


def test_an_absence_of_no_kind_is_refused(team) -> None:
    with pytest.raises(BadRequest):
        plans(team, kind="strike")
