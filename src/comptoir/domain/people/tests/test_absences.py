"""Absences: planned by oneself, seen by all, read from a calendar's file."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.people.actions import end_absence, import_absences, plan_absence, set_hours
from comptoir.domain.people.errors import AbsenceNotFound, AbsenceNotRight, CalendarNotReadable, MemberNotFound
from comptoir.domain.people.models import Absence
from comptoir.domain.people.queries import absences_of, absent, away_now
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON

DAY = dt.timedelta(days=1)
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//perle//fr
BEGIN:VEVENT
UID:1@perle.example
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20270102
SUMMARY:Congés
END:VEVENT
BEGIN:VEVENT
UID:2@perle.example
DTSTART:20261203T080000Z
DTEND:20261203T100000Z
SUMMARY:Rendez-vous
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:3@perle.example
DTSTART;VALUE=DATE:20251224
DTEND;VALUE=DATE:20251226
SUMMARY:Passé
END:VEVENT
BEGIN:VEVENT
UID:4@perle.example
DTSTART;VALUE=DATE:20261210
TRANSP:TRANSPARENT
SUMMARY:Anniversaire
END:VEVENT
BEGIN:VEVENT
UID:5@perle.example
DTSTART;VALUE=DATE:20261211
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


def planned(team, *, by: str = "as_adele", whom: str = "adele", days: int = 3, starts: dt.datetime = NOON) -> Absence:
    return plan_absence(
        viewer=getattr(team, by),
        membership_id=getattr(team, whom).pk,
        starts_at=starts,
        ends_at=starts + days * DAY,
        note="Congés",
        now=NOON,
    )


def test_who_is_absent_is_away_until_they_are_back(team, django_assert_num_queries) -> None:
    planned(team)

    with django_assert_num_queries(2):
        away = away_now([team.adele.pk, team.amin.pk], NOON)

    assert away == {team.adele.pk: ("absent", NOON + 3 * DAY)}
    assert absent([team.adele.pk, team.amin.pk], NOON + 3 * DAY) == frozenset()


def test_who_is_off_their_hours_is_away(team) -> None:
    set_hours(
        viewer=team.as_amin,
        membership_id=team.amin.pk,
        hours={"tue": [["14:00", "18:00"]]},
        time_zone="Europe/Paris",
        now=NOON,
    )

    assert absent([team.amin.pk], NOON - dt.timedelta(hours=1)) == {team.amin.pk}
    assert absent([team.amin.pk], NOON + dt.timedelta(hours=1)) == frozenset()


def test_nobody_is_asked_for_leave_and_who_watches_over_the_team_may_plan_too(team) -> None:
    planned(team, by="as_amin", whom="amin")
    planned(team, by="as_rose", whom="adele")

    assert len(absences_of(team.amin.pk, NOON)) == len(absences_of(team.adele.pk, NOON)) == 1


def test_nobody_else_sends_a_colleague_away(team) -> None:
    with pytest.raises(NotAllowed):
        planned(team, by="as_amin", whom="adele")
    absence = planned(team)
    with pytest.raises(NotAllowed):
        end_absence(viewer=team.as_amin, absence_id=absence.pk, now=NOON)


def test_absences_of_another_shop_are_not_there(team) -> None:
    """Attack A4."""
    absence = planned(team)

    with pytest.raises(MemberNotFound):
        planned(team, by="as_stranger")
    with pytest.raises(AbsenceNotFound):
        end_absence(viewer=team.as_stranger, absence_id=absence.pk, now=NOON)


def test_who_is_back_early_is_there_at_once(team) -> None:
    absence = planned(team)

    end_absence(viewer=team.as_adele, absence_id=absence.pk, now=NOON + DAY)

    assert absent([team.adele.pk], NOON + DAY) == frozenset()
    assert Absence.objects.get(pk=absence.pk).ends_at == NOON + DAY


def test_an_absence_that_has_not_begun_is_taken_away(team) -> None:
    absence = planned(team, starts=NOON + DAY)

    end_absence(viewer=team.as_adele, absence_id=absence.pk, now=NOON)

    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("starts", "days"), [(NOON, 0), (NOON, -1), (NOON, 401), (NOON - 9 * DAY, 3), (NOON + 800 * DAY, 1)]
)
def test_an_absence_that_cannot_be_is_refused(team, starts: dt.datetime, days: int) -> None:
    with pytest.raises(AbsenceNotRight):
        planned(team, starts=starts, days=days)


def test_a_calendars_file_brings_absences_once(team) -> None:
    def read() -> tuple[int, int]:
        return import_absences(
            viewer=team.as_adele,
            membership_id=team.adele.pk,
            content=CALENDAR.encode(),
            time_zone="Europe/Paris",
            now=NOON,
        )

    assert read() == (4, 0)
    assert read() == (0, 4)
    kept = [(f"{it.starts_at:%Y-%m-%d %H:%M}", it.note) for it in absences_of(team.adele.pk, NOON)]
    assert kept == [
        ("2026-12-03 08:00", "Rendez-vous"),
        ("2026-12-10 08:00", "Rendez-vous"),
        ("2026-12-17 08:00", "Rendez-vous"),
        ("2026-12-23 23:00", "Congés"),
    ]


def endless(number: int) -> str:
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
    return "BEGIN:VCALENDAR\n" + "".join(event.format(pk) for pk in range(number)) + "END:VCALENDAR\n"


def test_a_calendar_without_end_ends(team) -> None:
    """Attack A14: a daily event for ever brings no more than is kept."""
    new, _known = import_absences(
        viewer=team.as_adele,
        membership_id=team.adele.pk,
        content=endless(1).encode(),
        time_zone="Europe/Paris",
        now=NOON,
    )

    assert new == 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"BEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT",
        endless(1001).encode(),
        b"x" * (256 * 1024 + 1),
    ],
)
def test_what_is_no_calendar_is_refused_and_changes_nothing(team, content: bytes) -> None:
    with pytest.raises(CalendarNotReadable):
        import_absences(
            viewer=team.as_adele, membership_id=team.adele.pk, content=content, time_zone="Europe/Paris", now=NOON
        )
    assert not Absence.objects.exists()
