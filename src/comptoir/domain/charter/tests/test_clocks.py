"""The four clocks of promises, by the dates that a shop expects of them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.charter.rules import Duration, calendar_for, calendar_of, due, elapsed, parse
from comptoir.domain.charter.tests.charters import small

PARIS = ZoneInfo("Europe/Paris")

HOURS = """
[hours.relations]
mon-fri = ["08:00-18:30"]
sat = ["09:00-16:30"]
[hours.nights]
mon-thu = ["20:00-02:00"]
"fri, sat" = ["20:00-24:00"]
[hours.never]
"""
HOLIDAYS = """country = "FR"
add = [{ on = 2026-12-24, name = "Inventaire" }]
remove = ["Lundi de Pentecôte"]"""
PROMISE = """
[promises.it]
of = "any"
when = "first_answer"
within = "{within}"
clock = "{clock}"
hours = "{hours}"
"""


def made(within: str, clock: str, hours: str = "relations", holidays: str = HOLIDAYS, zone: str = "Europe/Paris"):
    """The promise, and the calendar by which it is counted."""
    text = small(HOURS, PROMISE.format(within=within, clock=clock, hours=hours), old='country = "FR"', new=holidays)
    charter = parse(text.replace("Europe/Paris", zone))
    return charter.promises["it"], calendar_for(charter, charter.promises["it"])


def at(text: str, zone: str = "Europe/Paris") -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def spans(pauses: str) -> list[tuple[dt.datetime, dt.datetime]]:
    return [(at(begins), at(ends)) for begins, ends in (pause.split("/") for pause in pauses.split())]


def due_on(start: str, within: str, clock: str, *, pauses: str = "", **other: str) -> str | None:
    """When the shop's clock says that it is due; what was promised has then passed, and not before."""
    promise, calendar = made(within, clock, **other)
    zone = calendar.zone
    found = due(at(start, zone.key), promise.within, calendar, spans(pauses))
    if found is None:
        return None
    passed = [
        elapsed(at(start, zone.key), end, calendar, spans(pauses)) for end in (found - dt.timedelta.resolution, found)
    ]
    whole = dt.timedelta(days=promise.within.amount) if clock == "working_days" else promise.within.timedelta
    assert passed[0] < passed[1] == whole
    return found.astimezone(zone).isoformat(timespec="minutes" if not found.second else "seconds")


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("2026-12-01T10:00", "30 s", "2026-12-01T10:00:30+01:00"),
        ("2026-12-01T06:00", "30 min", "2026-12-01T08:30+01:00"),  # before opening
        ("2026-12-01T18:00", "30 min", "2026-12-01T18:30+01:00"),  # due as the shop closes
        ("2026-12-01T18:30", "30 min", "2026-12-02T08:30+01:00"),  # on the closing minute
        ("2026-12-01T18:15", "30 min", "2026-12-02T08:15+01:00"),
        ("2026-12-04T18:15", "30 min", "2026-12-05T09:15+01:00"),  # into Saturday
        ("2026-12-05T16:29:45", "30 s", "2026-12-07T08:00:15+01:00"),  # over Sunday
        ("2026-12-06T12:00", "1 h", "2026-12-07T09:00+01:00"),
        ("2026-12-23T18:15", "30 min", "2026-12-26T09:15+01:00"),  # the shop's own day off, and Christmas
        ("2026-12-01T08:00", "100 h", "2026-12-11T16:30+01:00"),
        ("2026-12-31T18:29:59.5+01:00", "1 s", "2027-01-02T09:00+01:00"),  # into the next year
    ],
)
def test_opening_counts_while_the_audience_is_open(start, within, expected):
    """D5, A1"""
    found = due_on(start, within, "opening")
    assert found is not None
    assert at(found).replace(microsecond=0) == at(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-12-01T10:00", "2026-12-02T10:00+01:00"),
        ("2026-12-04T16:00", "2026-12-07T16:00+01:00"),  # over a weekend
        ("2026-12-04T00:00", "2026-12-05T00:00+01:00"),  # the whole Friday, and not a moment of Saturday
        ("2026-12-05T10:00", "2026-12-08T00:00+01:00"),  # received on a Saturday: the whole Monday
        ("2026-12-24T16:00", "2026-12-29T00:00+01:00"),  # the shop's own day off, Christmas, a weekend
        ("2026-12-23T22:00", "2026-12-28T22:00+01:00"),
        ("2026-05-22T12:00", "2026-05-25T12:00+02:00"),  # Whit Monday, which the shop works
        ("2026-05-13T12:00", "2026-05-15T12:00+02:00"),  # Ascension Day
        ("2026-12-24T15:00+00:00", "2026-12-29T00:00+01:00"),
        ("2026-12-04T23:30+00:00", "2026-12-08T00:00+01:00"),  # Friday there, Saturday in the shop
    ],
)
def test_weekday_counts_day_and_night_but_weekends_and_holidays(start, expected):
    """D5"""
    assert due_on(start, "24 h", "weekday") == expected


@pytest.mark.parametrize(
    ("start", "within", "expected"),
    [
        ("2026-12-01T10:00", "2 d", "2026-12-03T18:30+01:00"),
        ("2026-12-01T05:00", "2 d", "2026-12-03T18:30+01:00"),  # before opening: received that day
        ("2026-12-01T18:29", "2 d", "2026-12-03T18:30+01:00"),
        ("2026-12-01T18:30", "2 d", "2026-12-04T18:30+01:00"),  # the shop has closed: received the next day
        ("2026-12-03T10:00", "2 d", "2026-12-05T16:30+01:00"),  # the shop works on Saturdays, and closes earlier
        ("2026-12-05T16:30", "1 d", "2026-12-08T18:30+01:00"),
        ("2026-12-06T12:00", "1 d", "2026-12-08T18:30+01:00"),  # on a closed day: received on Monday
        ("2026-12-23T10:00", "2 d", "2026-12-28T18:30+01:00"),
        ("2026-12-24T10:00", "1 d", "2026-12-28T18:30+01:00"),  # a day off: received on the 26th, which the shop works
        ("2026-05-23T10:00", "1 d", "2026-05-25T18:30+02:00"),  # Whit Monday is worked
        ("2026-12-28T10:00", "7 d", "2027-01-06T18:30+01:00"),
    ],
)
def test_working_days_are_those_on_which_the_shop_opens_after_the_day_of_receipt(start, within, expected):
    """D5"""
    assert due_on(start, within, "working_days") == expected


def test_a_day_that_closes_after_midnight_lasts_until_it_has_closed():
    """D5"""
    assert due_on("2026-12-01T01:59", "1 d", "working_days", hours="nights") == "2026-12-02T02:00+01:00"
    assert due_on("2026-12-01T02:00", "1 d", "working_days", hours="nights") == "2026-12-03T02:00+01:00"
    assert due_on("2026-12-04T21:00", "1 d", "working_days", hours="nights") == "2026-12-06T00:00+01:00"
    assert due_on("2026-12-01T01:30", "1 h", "opening", hours="nights") == "2026-12-01T20:30+01:00"


def test_wall_always_counts():
    """E3"""
    assert due_on("2026-12-24T16:00", "24 h", "wall") == "2026-12-25T16:00+01:00"
    assert due_on("2028-02-28T16:00", "2 d", "wall") == "2028-03-01T16:00+01:00"


@pytest.mark.parametrize(
    ("start", "within", "clock", "expected"),
    [
        ("2026-03-28T12:00", "24 h", "wall", "2026-03-29T13:00+02:00"),  # the night is an hour shorter
        ("2026-10-24T12:00", "24 h", "wall", "2026-10-25T11:00+01:00"),  # and here an hour longer
        (
            "2026-03-27T12:00",
            "24 h",
            "weekday",
            "2026-03-30T12:00+02:00",
        ),  # it happens on a Sunday, which does not count
        ("2026-10-23T12:00", "24 h", "weekday", "2026-10-26T12:00+01:00"),
        ("2026-03-28T16:00", "1 h", "opening", "2026-03-30T08:30+02:00"),
        ("2026-10-24T16:00", "1 h", "opening", "2026-10-26T08:30+01:00"),
        ("2026-03-27T12:00", "2 d", "working_days", "2026-03-30T18:30+02:00"),
        ("2026-10-23T12:00", "2 d", "working_days", "2026-10-26T18:30+01:00"),
    ],
)
def test_the_clock_on_the_wall_may_be_put_forward_and_back(start, within, clock, expected):
    """D5"""
    assert due_on(start, within, clock) == expected


def test_a_weekday_on_which_the_clock_changes_has_the_hours_it_has():
    jordan = {"holidays": "", "zone": "Asia/Amman"}  # put its clock forward on Fridays, until 2022
    assert due_on("2021-03-25T12:00", "24 h", "weekday", **jordan) == "2021-03-26T13:00+03:00"


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ("2026-12-01T11:00/2026-12-01T12:00", "2026-12-02T11:00+01:00"),
        (
            "2026-12-01T11:00/2026-12-01T12:00 2026-12-01T11:30/2026-12-01T13:00",
            "2026-12-02T12:00+01:00",
        ),  # overlapping
        ("2026-12-01T12:00/2026-12-01T13:00 2026-12-01T11:00/2026-12-01T12:00", "2026-12-02T12:00+01:00"),  # touching
        ("2026-12-01T08:00/2026-12-01T12:00", "2026-12-02T12:00+01:00"),  # began before it was received
        ("2026-11-01T08:00/2026-11-02T12:00", "2026-12-02T10:00+01:00"),  # long before
        ("2026-12-02T10:00/2026-12-04T10:00", "2026-12-02T10:00+01:00"),  # begins when it is due
        ("2026-12-02T09:59/2026-12-04T10:00", "2026-12-04T10:01+01:00"),
        ("2026-12-01T12:00/2026-12-01T12:00", "2026-12-02T10:00+01:00"),  # empty
        ("2026-12-02T09:00/2026-12-06T12:00", "2026-12-07T01:00+01:00"),  # ends on a Sunday
        ("2026-12-01T12:00/2026-12-03T12:00", "2026-12-04T10:00+01:00"),
    ],
)
def test_pauses_do_not_count(pauses, expected):
    """D5"""
    assert due_on("2026-12-01T10:00", "24 h", "weekday", pauses=pauses) == expected


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ("2026-12-02T00:00/2026-12-03T00:00", "2026-12-04T18:30+01:00"),  # a whole working day
        ("2026-12-02T10:00/2026-12-02T16:00", "2026-12-03T18:30+01:00"),  # within a day
        ("2026-12-02T10:00/2026-12-02T18:30", "2026-12-04T18:30+01:00"),  # ends when the shop has closed
        ("2026-12-02T18:30/2026-12-03T08:00", "2026-12-03T18:30+01:00"),  # the night between two days
        ("2026-12-02T10:00/2026-12-04T10:00", "2026-12-05T16:30+01:00"),  # from Wednesday to Friday: two days
        ("2026-12-01T11:00/2026-12-02T11:00", "2026-12-04T18:30+01:00"),  # from the day of receipt to the next
        ("2026-12-03T18:00/2026-12-04T09:00", "2026-12-04T18:30+01:00"),  # over the moment at which it was due
        ("2026-12-02T10:00/2026-12-02T16:00 2026-12-02T15:00/2026-12-03T09:00", "2026-12-04T18:30+01:00"),
    ],
)
def test_pauses_move_working_days_by_the_days_from_their_first_to_their_last(pauses, expected):
    """D5"""
    assert due_on("2026-12-01T10:00", "2 d", "working_days", pauses=pauses) == expected


def test_a_pause_over_the_night_on_which_the_clock_changes_is_as_long_as_it_was():
    night = "2026-10-24T22:00+02:00/2026-10-25T08:00+01:00"
    assert due_on("2026-10-24T12:00", "24 h", "wall", pauses=night) == "2026-10-25T22:00+01:00"


def test_a_promise_by_hours_that_never_open_is_never_due():
    for within, clock in (("1 h", "opening"), ("1 d", "working_days")):
        assert due_on("2026-12-01T10:00", within, clock, hours="never") is None
    assert due_on("2026-12-01T10:00", "800000 h", "opening") is None


def test_hours_are_the_promises_own_else_the_audiences_else_the_shops_first():
    promise, calendar = made("1 h", "opening", hours="nights")
    charter = calendar.charter
    assert calendar.hours == "nights"
    free = parse(
        small(HOURS, PROMISE.format(within="1 h", clock="opening", hours="nights").replace('hours = "nights"', ""))
    )
    assert calendar_for(free, free.promises["it"], "advisor").hours == "office"
    assert calendar_for(free, free.promises["it"], "nobody").hours == "office"
    assert calendar_for(charter, promise) is calendar_of(charter, "opening", "nights")


def test_a_moment_needs_a_time_zone_and_a_pause_an_order():
    promise, calendar = made("1 h", "wall")
    noon = at("2026-12-01T12:00")
    with pytest.raises(ValueError, match="time zone"):
        due(dt.datetime(2026, 12, 1), promise.within, calendar)
    with pytest.raises(ValueError, match="before it begins"):
        due(noon, promise.within, calendar, [(noon, noon - dt.timedelta(seconds=1))])
    with pytest.raises(ValueError, match="in days"):
        due(noon, Duration(1, "h"), calendar_of(calendar.charter, "working_days"))
