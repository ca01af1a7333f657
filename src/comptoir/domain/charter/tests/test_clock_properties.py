"""What holds of every clock, whatever the hours, the zone, the holidays and the pauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.domain.charter.rules import (
    Calendar,
    Duration,
    due,
    elapsed,
    explained,
    is_holiday,
    opening_intervals,
    parse,
)
from comptoir.domain.charter.shape.hours import Hours
from comptoir.domain.charter.shape.interval import DAY, Interval
from comptoir.domain.charter.tests.charters import small

ZONES = ("Europe/Paris", "Europe/Bucharest", "America/New_York", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe")
CHARTER = parse(small(old='country = "FR"', new='country = "FR"\nadd = [{ on = "02-29", name = "Bissextile" }]'))
FIRST, LAST = dt.datetime(2023, 12, 20), dt.datetime(2029, 1, 10)
"""Years with both changes of the clock, and two leap days."""

moments = st.datetimes(FIRST, LAST).map(lambda it: it.replace(tzinfo=dt.UTC))
properties = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def days(draw) -> tuple[Interval, ...]:
    """Intervals of a day: none, adjacent ones, ones that end at 24:00."""
    edges = sorted(draw(st.sets(st.integers(0, 48), max_size=6)))
    pairs = list(pairwise(edges))
    if not draw(st.booleans()):
        pairs = pairs[::2]
    return tuple(Interval(opens * 30, closes * 30) for opens, closes in pairs)


@st.composite
def weeks(draw) -> tuple[tuple[Interval, ...], ...]:
    """A week that is open at some time, over midnight too where the next day begins late enough."""
    week = [draw(days()) for _ in range(7)]
    if not any(week):
        week[draw(st.integers(0, 6))] = (Interval(9 * 60, 12 * 60),)
    for day, intervals in enumerate(week):
        following = week[(day + 1) % 7]
        if intervals and intervals[-1].closes == DAY and (not following or following[0].opens >= 120):
            week[day] = (*intervals[:-1], Interval(intervals[-1].opens, DAY + 120))
    return tuple(week)


@lru_cache(maxsize=4096)
def calendar(clock: str, zone: str, week: tuple[tuple[Interval, ...], ...]) -> Calendar:
    hours = MappingProxyType({"office": Hours(key="office", week=week)})
    charter = replace(CHARTER, shop=replace(CHARTER.shop, time_zone=zone), hours=hours)
    return Calendar(charter, clock, "office")


calendars = st.builds(
    calendar, st.sampled_from(["opening", "weekday", "working_days", "wall"]), st.sampled_from(ZONES), weeks()
)


@st.composite
def spans_for(draw, clock: str) -> Duration:
    if clock == "working_days":
        return Duration(draw(st.integers(1, 30)), "d")
    return Duration(draw(st.integers(1, 40)), draw(st.sampled_from(["s", "min", "h"])))


@st.composite
def promises(draw):
    made = draw(calendars)
    return made, draw(moments), draw(spans_for(made.clock))


@st.composite
def pauses(draw, start: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    offsets = draw(st.lists(st.tuples(st.integers(-2000, 9000), st.integers(0, 9000)), max_size=4))
    return [
        (start + dt.timedelta(minutes=first), start + dt.timedelta(minutes=first + length)) for first, length in offsets
    ]


def added(one: Duration, other: Duration) -> Duration:
    return Duration(one.seconds + other.seconds, "s")


TICK = dt.timedelta.resolution


@properties
@given(promises(), st.data())
def test_what_was_promised_has_passed_when_it_is_due_and_not_before(promise, data):
    """Inverse."""
    made, start, within = promise
    paused = data.draw(pauses(start))
    found = due(start, within, made, paused)
    assert found is not None
    assert elapsed(start, found, made, paused) == within.timedelta
    assert elapsed(start, found - TICK, made, paused) < within.timedelta


@properties
@given(promises(), st.timedeltas(dt.timedelta(), dt.timedelta(days=9)), st.data())
def test_what_comes_later_is_never_due_earlier(promise, later, data):
    """Monotonic, in the beginning and in the span."""
    made, start, within = promise
    paused = data.draw(pauses(start))
    found = due(start, within, made, paused)
    longer = replace(within, amount=within.amount + 1)
    assert found > start
    assert due(start + later, within, made, paused) >= found
    assert due(start, longer, made, paused) > found


@properties
@given(promises(), st.data())
def test_a_pause_never_brings_a_date_nearer(promise, data):
    made, start, within = promise
    paused = data.draw(pauses(start))
    assert due(start, within, made, paused) >= due(start, within, made)


@properties
@given(promises(), st.data())
def test_pauses_that_overlap_are_one_and_their_order_is_nothing(promise, data):
    made, start, within = promise
    paused = data.draw(pauses(start))
    again = [*reversed(paused), *paused]
    cut = [
        part
        for begins, ends in paused
        for part in ((begins, begins + (ends - begins) / 2), (begins + (ends - begins) / 2, ends))
    ]
    assert due(start, within, made, paused) == due(start, within, made, again) == due(start, within, made, cut)


@properties
@given(promises(), st.data())
def test_two_spans_one_after_the_other_are_the_two_together(promise, data):
    """Additive; of working days the second count begins on the day on which the first is due, before the shop closes."""
    made, start, within = promise
    more = data.draw(spans_for(made.clock))
    first = due(start, within, made)
    if made.clock == "working_days":
        assert due(first - TICK, more, made) == due(start, Duration(within.amount + more.amount, "d"), made)
    else:
        assert due(first, more, made) == due(start, added(within, more), made)


@properties
@given(
    calendars,
    moments,
    st.lists(st.timedeltas(dt.timedelta(), dt.timedelta(days=20)), min_size=2, max_size=2),
    st.data(),
)
def test_what_passed_adds_up(made, start, parts, data):
    """Additive."""
    paused = data.draw(pauses(start))
    middle = start + parts[0]
    end = middle + parts[1]
    if made.clock != "working_days":
        assert elapsed(start, end, made, paused) == elapsed(start, middle, made, paused) + elapsed(
            middle, end, made, paused
        )
    assert elapsed(end, start, made, paused) == dt.timedelta()


@properties
@given(st.sampled_from(ZONES), weeks(), moments, st.timedeltas(dt.timedelta(), dt.timedelta(days=30)))
def test_opening_counts_exactly_the_hours_in_which_the_audience_is_open(zone, week, start, later):
    """DST both ways, empty days, adjacent intervals, over midnight."""
    made = calendar("opening", zone, week)
    open_for = [closes - opens for opens, closes in opening_intervals(made.charter, "advisor", start, start + later)]
    # What is said of opening hours elsewhere is in seconds as floating numbers.
    assert abs(elapsed(start, start + later, made) - sum(open_for, dt.timedelta())) <= dt.timedelta(microseconds=4)


@properties
@given(st.sampled_from(ZONES), moments, st.integers(0, 40 * 24))
def test_weekday_counts_exactly_the_hours_of_days_that_count(zone, start, hours):
    """DST both ways, leap days."""
    made = calendar("weekday", zone, CHARTER.hours["office"].week)
    start = start.replace(minute=0, second=0, microsecond=0)
    each_half_hour = (start + dt.timedelta(minutes=30) * number for number in range(hours * 2))
    local = [(moment.astimezone(ZoneInfo(zone))).date() for moment in each_half_hour]
    counting = [day for day in local if day.weekday() < 5 and not is_holiday(made.charter, day)]
    assert elapsed(start, start + dt.timedelta(hours=hours), made) == dt.timedelta(minutes=30) * len(counting)


@properties
@given(st.sampled_from(ZONES), weeks(), moments, st.integers(1, 12))
def test_working_days_are_found_by_leafing_through_the_calendar(zone, week, start, number):
    made = calendar("working_days", zone, week)
    closings = []
    day = start.astimezone(ZoneInfo(zone)).date() - dt.timedelta(days=2)
    while len(closings) <= number:
        intervals = week[day.weekday()]
        if intervals and not is_holiday(made.charter, day):
            wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=intervals[-1].closes)
            closes = wall.replace(tzinfo=ZoneInfo(zone), fold=0 if intervals[-1].closes == DAY else 1).astimezone(
                dt.UTC
            )
            exists = closes.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall
            if closes > start or not exists:
                closings.append((closes, exists))
        day += dt.timedelta(days=1)
    if all(exists for _, exists in closings):
        assert due(start, Duration(number, "d"), made) == closings[number][0]


@properties
@given(promises(), st.data())
def test_every_step_follows_the_one_before_and_what_they_count_adds_up(promise, data):
    made, start, within = promise
    told = explained(start, within, made, data.draw(pauses(start)))
    steps = told.steps
    assert steps[0].kind == "received"
    assert (steps[-1].kind, steps[-1].end) == ("due", told.due_at)
    assert sum((step.counted for step in steps), dt.timedelta()) == within.timedelta
    for one, other in pairwise(steps):
        assert one.end <= other.start if made.clock == "working_days" else one.end == other.start
        assert other.start <= other.end


@properties
@given(weeks(), moments, st.integers(1, 40))
def test_an_interval_cut_in_two_counts_as_one(week, start, hours):
    """Adjacent intervals."""
    cut = tuple(
        tuple(part for it in day for part in (Interval(it.opens, it.opens + 10), Interval(it.opens + 10, it.closes)))
        for day in week
    )
    within = Duration(hours, "h")
    for clock, span in (("opening", within), ("working_days", Duration(hours, "d"))):
        assert due(start, span, calendar(clock, ZONES[0], cut)) == due(start, span, calendar(clock, ZONES[0], week))
