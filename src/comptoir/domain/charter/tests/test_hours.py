"""When an audience answers: compared with the plainest possible reading of a wall clock, and at every awkward hour."""

from __future__ import annotations

import datetime as dt
import timeit
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comptoir.domain.charter.rules import (
    Charter,
    answers_at,
    holidays_between,
    is_open,
    next_opening,
    open_until,
    opening_hours_by_weekday,
    opening_intervals,
    parse,
)
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.interval import DAY, Interval
from comptoir.domain.charter.tests.charters import READY, SMALL, small

ZONES = (
    "Europe/Paris",
    "Europe/Bucharest",
    "America/St_Johns",
    "America/Havana",  # the clock jumps at midnight
    "Australia/Lord_Howe",  # the clock moves by half an hour
    "Africa/Abidjan",
)
CLOSED, AS_USUAL = "closed", "as usual"
PARIS = ZoneInfo("Europe/Paris")
PLAIN = parse(SMALL)
JEWELLER = parse(next(path for path in READY if path.stem == "jeweller").read_text())


def paris(*moment: int, fold: int = 0) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=PARIS, fold=fold).astimezone(dt.UTC)


def keeping(hours: Hours, zone: str = "Europe/Paris") -> Charter:
    """The small charter, whose advisors keep these hours."""
    return replace(PLAIN, hours={"office": hours}, shop=replace(PLAIN.shop, time_zone=zone))


def every_day(*intervals: str, on_holidays: str = AS_USUAL) -> Charter:
    listed = ", ".join(f'"{interval}"' for interval in intervals)
    return parse(
        small(
            old='mon-fri = ["09:00-12:00", "14:00-18:00"]\nsat = ["10:00-12:00"]',
            new=f'mon-sun = [{listed}]\non_holidays = "{on_holidays}"',
        )
    )


@st.composite
def days_of_intervals(draw: st.DrawFn) -> tuple[Interval, ...]:
    """Up to four intervals of a day, now and then touching; only over midnight as far as 03:00."""
    bounds = sorted(draw(st.sets(st.integers(0, 26), min_size=0, max_size=8)))
    bounds = bounds[: len(bounds) // 2 * 2]
    quarters = draw(st.sampled_from([0, 15, 30]))
    intervals = [
        Interval(opens * 60 + quarters, closes * 60 + quarters)
        for opens, closes in zip(bounds[::2], bounds[1::2], strict=True)
        if opens * 60 + quarters < DAY
    ]
    if intervals and draw(st.booleans()) and intervals[-1].opens - intervals[-1].closes < -60:
        *rest, last = intervals
        middle = last.opens + 60
        intervals = [*rest, Interval(last.opens, middle), Interval(middle, last.closes)] if middle < DAY else intervals
    return tuple(intervals)


@st.composite
def charters(draw: st.DrawFn) -> Charter:
    week = tuple(draw(days_of_intervals()) for _ in range(7))
    on_holidays = draw(st.sampled_from([CLOSED, AS_USUAL, (Interval(600, 960),)]))
    return keeping(Hours(key="office", week=week, on_holidays=on_holidays), draw(st.sampled_from(ZONES)))


awkward = st.one_of(
    st.datetimes(dt.datetime(2023, 12, 25), dt.datetime(2028, 3, 5)),
    st.datetimes(dt.datetime(2026, 3, 28), dt.datetime(2026, 3, 30)),
    st.datetimes(dt.datetime(2026, 10, 24), dt.datetime(2026, 10, 26)),
    st.datetimes(dt.datetime(2026, 10, 31), dt.datetime(2026, 11, 2)),
    st.datetimes(dt.datetime(2028, 2, 28), dt.datetime(2028, 3, 1, 12)),
    st.datetimes(dt.datetime(2026, 12, 31), dt.datetime(2027, 1, 2)),
)
moments = awkward.map(lambda moment: moment.replace(tzinfo=dt.UTC))


def reads_open(charter: Charter, at: dt.datetime) -> bool:
    """What somebody sees who looks at the clock on the shop's wall and at the list on its door."""
    hours = charter.hours["office"]
    wall = at.astimezone(ZoneInfo(charter.shop.time_zone)).replace(tzinfo=None)
    for day in (wall.date(), wall.date() - dt.timedelta(days=1)):
        is_holiday = bool(holidays_between(charter, day, day))
        intervals = hours.week[day.weekday()]
        if is_holiday and hours.on_holidays != AS_USUAL:
            intervals = () if hours.on_holidays == CLOSED else hours.on_holidays
        minutes = (wall - dt.datetime.combine(day, dt.time())).total_seconds() / 60
        if any(it.opens <= minutes < it.closes for it in intervals):
            return True
    return False


def comes_twice(charter: Charter, at: dt.datetime) -> bool:
    wall = at.astimezone(ZoneInfo(charter.shop.time_zone))
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@given(charters(), moments)
@settings(max_examples=150, deadline=None)
def test_it_is_open_when_the_clock_on_the_wall_says_so(charter, at):
    """A2"""
    assume(not comes_twice(charter, at))

    assert is_open(charter, "advisor", at) == reads_open(charter, at)


@given(charters(), moments, st.integers(1, 800))
@settings(max_examples=100, deadline=None)
def test_the_list_of_intervals_agrees_with_every_single_answer(charter, start, hours):
    """A2"""
    end = start + dt.timedelta(hours=hours)

    spans = opening_intervals(charter, "advisor", start, end)

    assert all(start <= opens < closes <= end for opens, closes in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    second = dt.timedelta(seconds=1)
    for opens, closes in spans:
        assert is_open(charter, "advisor", opens)
        assert is_open(charter, "advisor", max(opens, closes - second))
        assert closes == end or not is_open(charter, "advisor", closes)
        assert opens == start or not is_open(charter, "advisor", opens - second)


@given(charters(), moments)
@settings(max_examples=100, deadline=None)
def test_the_next_opening_is_really_the_first(charter, at):
    """A2"""
    opens = next_opening(charter, "advisor", at)
    until = open_until(charter, "advisor", at)
    horizon = opens or at + dt.timedelta(days=400)
    spans = opening_intervals(charter, "advisor", at, horizon)

    assert (until is not None) <= is_open(charter, "advisor", at)
    assert [span for span in spans if span[0] > at] == []
    if opens is not None:
        assert opens > at
        assert is_open(charter, "advisor", opens)
        assert not is_open(charter, "advisor", opens - dt.timedelta(seconds=1))
    if until is not None:
        assert spans[0][0] == at
        assert spans[0][1] == until
        assert not is_open(charter, "advisor", until)


def test_the_jewellers_hours_are_those_of_its_charter():
    """A2"""
    monday, saturday, sunday = (2026, 11, 23), (2026, 11, 28), (2026, 11, 29)

    assert not is_open(JEWELLER, "advisor", paris(*monday, 7, 59))
    assert is_open(JEWELLER, "advisor", paris(*monday, 8, 0))
    assert is_open(JEWELLER, "advisor", paris(*monday, 18, 29))
    assert not is_open(JEWELLER, "advisor", paris(*monday, 18, 30))
    assert open_until(JEWELLER, "advisor", paris(*saturday, 10)) == paris(*saturday, 16, 30)
    assert not is_open(JEWELLER, "advisor", paris(*sunday, 12))
    assert next_opening(JEWELLER, "advisor", paris(*saturday, 17)) == paris(2026, 11, 30, 8)


def test_ambassadors_answer_beyond_the_hours_of_advisors():
    """A2"""
    evening = paris(2026, 11, 23, 21)

    assert is_open(JEWELLER, "ambassador", evening)
    assert not is_open(JEWELLER, "advisor", evening)


def test_a_holiday_closes_one_audience_and_not_the_other():
    """A2"""
    armistice = paris(2026, 11, 11, 11)

    assert not is_open(JEWELLER, "advisor", armistice)
    assert is_open(JEWELLER, "ambassador", armistice)
    assert next_opening(JEWELLER, "advisor", armistice) == paris(2026, 11, 12, 8)


def test_an_audience_may_answer_beyond_its_hours_where_the_charter_says_so():
    """A2"""
    charter = parse(small(old='name = "Conseiller"', new='name = "Conseiller"\nanswers_beyond_hours = true'))
    sunday = paris(2026, 11, 29, 12)

    assert not is_open(charter, "advisor", sunday)
    assert answers_at(charter, "advisor", sunday)
    assert not answers_at(charter, "ambassador", sunday)


def test_an_interval_over_midnight_belongs_to_the_day_on_which_it_begins():
    charter = parse(small(old='sat = ["10:00-12:00"]', new='sat = ["20:00-02:00"]'))

    assert is_open(charter, "advisor", paris(2026, 11, 29, 1, 59))
    assert not is_open(charter, "advisor", paris(2026, 11, 29, 2))
    assert not is_open(charter, "advisor", paris(2026, 11, 28, 1))


def test_a_night_before_a_holiday_ends_as_it_began_and_the_night_after_does_not_begin():
    charter = every_day("20:00-02:00", on_holidays=CLOSED)

    assert open_until(charter, "advisor", paris(2026, 12, 24, 23)) == paris(2026, 12, 25, 2)
    assert not is_open(charter, "advisor", paris(2026, 12, 25, 21))


def test_days_that_touch_are_one_opening():
    charter = every_day("00:00-12:00", "12:00-24:00")
    at = paris(2026, 5, 5, 11)

    assert open_until(charter, "advisor", at) is None
    assert next_opening(charter, "advisor", at) is None
    assert opening_intervals(charter, "advisor", at, at + dt.timedelta(days=900)) == [(at, at + dt.timedelta(days=900))]


def test_hours_that_are_never_open_have_no_next_opening():
    charter = every_day()

    assert next_opening(charter, "advisor", paris(2026, 1, 1)) is None
    assert opening_intervals(charter, "advisor", paris(2026, 1, 1), paris(2027, 1, 1)) == []


def test_on_the_day_the_clock_jumps_the_night_is_an_hour_shorter():
    charter = every_day("00:00-06:00")

    ((opens, closes),) = opening_intervals(charter, "advisor", paris(2026, 3, 29), paris(2026, 3, 29, 23))

    assert closes - opens == dt.timedelta(hours=5)


def test_on_the_day_an_hour_comes_twice_the_night_is_an_hour_longer():
    charter = every_day("00:00-06:00")

    ((opens, closes),) = opening_intervals(charter, "advisor", paris(2026, 10, 25), paris(2026, 10, 25, 23))

    assert closes - opens == dt.timedelta(hours=7)


def test_what_begins_in_the_hour_that_is_skipped_begins_at_the_jump():
    charter = every_day("02:30-05:00")
    jump = dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)

    assert next_opening(charter, "advisor", paris(2026, 3, 29, 1)) == jump
    assert is_open(charter, "advisor", jump)


def test_what_lies_within_the_hour_that_is_skipped_does_not_happen():
    charter = every_day("02:15-02:45")

    assert opening_intervals(charter, "advisor", paris(2026, 3, 29), paris(2026, 3, 29, 23)) == []


def test_what_ends_in_the_hour_that_comes_twice_ends_the_second_time():
    charter = every_day("00:00-02:30")

    assert is_open(charter, "advisor", paris(2026, 10, 25, 2, 45, fold=0))
    assert open_until(charter, "advisor", paris(2026, 10, 25, 1)) == paris(2026, 10, 25, 2, 30, fold=1)


def test_an_audience_nobody_knows_is_never_open():
    assert not is_open(PLAIN, "nobody", paris(2026, 11, 23, 10))
    assert next_opening(PLAIN, "nobody", paris(2026, 11, 23, 10)) is None
    assert opening_hours_by_weekday(PLAIN, "nobody") == ((),) * 7


def test_the_week_is_shown_monday_first():
    week = opening_hours_by_weekday(PLAIN, "advisor")

    assert [str(interval) for interval in week[0]] == ["09:00-12:00", "14:00-18:00"]
    assert [str(interval) for interval in week[5]] == ["10:00-12:00"]
    assert week[6] == ()


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        is_open(PLAIN, "advisor", dt.datetime(2026, 1, 1))


def test_a_warm_answer_takes_less_than_20_microseconds():
    at = paris(2026, 11, 23, 10)
    is_open(PLAIN, "advisor", at)

    fastest = min(timeit.repeat(lambda: is_open(PLAIN, "advisor", at), number=1000, repeat=7)) / 1000

    assert fastest <= 20e-6
