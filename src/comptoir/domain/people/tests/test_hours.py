"""Own working hours: several stretches a day, by the clock of the place where somebody lives."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.domain.people.rules import HoursNotRight, Span, away_at, checked_hours, hours_in, hours_text, is_at_work

PARIS, BUCHAREST = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Bucharest")
TWICE_A_DAY = {"tue": [["09:00", "12:30"], ["13:30", "18:00"]], "thu": [["09:00", "12:00"]]}
TUESDAY = dt.datetime(2026, 12, 1, tzinfo=PARIS)


def at(hour: int, minute: int = 0, day: int = 0, zone: ZoneInfo = PARIS) -> dt.datetime:
    return TUESDAY.replace(hour=hour, minute=minute, tzinfo=zone) + dt.timedelta(days=day)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("9-12:30, 13h30–18:00", [["09:00", "12:30"], ["13:30", "18:00"]]),
        ("9h-12h30; 13:30 - 18", [["09:00", "12:30"], ["13:30", "18:00"]]),
        ("13:30-18:00, 09:00-12:30", [["09:00", "12:30"], ["13:30", "18:00"]]),
        ("20:00-24:00", [["20:00", "24:00"]]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, kept: list[list[str]]) -> None:
    assert hours_in("tue", text) == kept


@pytest.mark.parametrize(
    "text",
    ["9", "12-9", "9-12, 11-14", "25:00-26:00", "9:60-10", "noon-one", "9-9", "1-2,3-4,5-6,7-8,9-10,11-12,13-14"],
)
def test_what_no_day_has_is_refused_with_its_day(text: str) -> None:
    with pytest.raises(HoursNotRight, match="tue"):
        hours_in("tue", text)


@pytest.mark.parametrize("hours", [{"someday": []}, {"tue": [["09:00"]]}, {"tue": [[9, 12]]}, {"tue": ["09:00-12:00"]}])
def test_hours_of_another_shape_are_refused(hours: dict[str, list[object]]) -> None:
    """Attack A22."""
    with pytest.raises(HoursNotRight):
        checked_hours(hours)


def test_hours_are_written_as_they_are_read() -> None:
    assert hours_in("tue", hours_text(TWICE_A_DAY["tue"])) == TWICE_A_DAY["tue"]


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (at(8, 59), False),
        (at(9), True),
        (at(12, 30), False),
        (at(13, 30), True),
        (at(18), False),
        (at(9, day=1), False),
    ],
)
def test_somebody_works_in_their_hours_and_in_no_others(moment: dt.datetime, works: bool) -> None:
    assert is_at_work(TWICE_A_DAY, PARIS, moment) is works


def test_hours_are_those_of_the_place_where_one_lives() -> None:
    moment = at(8, 30)

    assert not is_at_work(TWICE_A_DAY, PARIS, moment)
    assert is_at_work(TWICE_A_DAY, BUCHAREST, moment)


def test_without_hours_of_ones_own_one_works_whenever_the_shop_does() -> None:
    assert away_at({}, PARIS, [], at(3)) is None


def test_who_is_off_is_back_when_the_next_stretch_begins() -> None:
    away = away_at(TWICE_A_DAY, PARIS, [], at(12, 45))

    assert away is not None
    assert (away.why, away.until) == ("off_hours", at(13, 30))


def test_who_is_absent_is_back_at_the_first_hour_of_work_after_it() -> None:
    """Colleagues see when somebody answers again, not when the absence ends in the calendar."""
    absence = Span(at(0), at(0, day=1))

    away = away_at(TWICE_A_DAY, PARIS, [absence], at(10))

    assert away is not None
    assert (away.why, away.until) == ("absent", at(9, day=2))


def test_absences_that_follow_each_other_are_one() -> None:
    spans = [Span(at(9), at(11)), Span(at(11), at(12))]

    away = away_at({}, PARIS, spans, at(9))

    assert away is not None
    assert away.until == at(12)


def test_who_never_works_has_no_end_in_sight() -> None:
    away = away_at({"mon": []}, PARIS, [], at(10))

    assert away is not None
    assert away.until is None


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_the_clock_is_put_on_and_back_and_the_hours_stay(day: dt.date) -> None:
    """Mission: calendars right over the change of the clocks (R12)."""
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
    hours = {name: [["09:00", "12:00"]]}
    early = dt.datetime.combine(day, dt.time(0, 30), tzinfo=PARIS)

    away = away_at(hours, PARIS, [], early)

    assert away is not None
    assert away.until is not None
    assert away.until.astimezone(PARIS).time() == dt.time(9)
    assert is_at_work(hours, PARIS, away.until)


@given(st.datetimes(min_value=dt.datetime(2026, 1, 1), max_value=dt.datetime(2027, 1, 1)), st.integers(0, 96))
def test_when_one_is_back_one_is_back(moment: dt.datetime, length: int) -> None:
    """Whatever the moment and the absence: at `until` the member works."""
    now = moment.replace(tzinfo=dt.UTC)
    spans = [Span(now, now + dt.timedelta(hours=length))] if length else []

    away = away_at(TWICE_A_DAY, PARIS, spans, now)

    if away is not None:
        assert away.until is not None
        assert away_at(TWICE_A_DAY, PARIS, spans, away.until) is None
