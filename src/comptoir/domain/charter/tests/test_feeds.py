"""Days off from an iCalendar file beside the charter."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.queries import charter_of_version, forget_charters
from comptoir.domain.charter.rules import beside, compare, examine, holidays_between, parse
from comptoir.domain.charter.tests.charters import small

EVENTS = """BEGIN:VEVENT
UID:fair@town.example
SUMMARY:Town fair
DTSTART;VALUE=DATE:20260615
DTEND;VALUE=DATE:20260617
END:VEVENT
"""


def calendar(events: str = EVENTS) -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:town\n{events}END:VCALENDAR\n".replace("\n", "\r\n")


def event(*lines: str, uid: str = "a") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Off", *lines, "END:VEVENT", ""))


def of(lines: str = 'feed = "town.ics"') -> str:
    return small(old='country = "FR"', new=lines)


def days_off(events: str, first: int = 2026, last: int = 2028, lines: str = 'feed = "town.ics"') -> list[str]:
    charter = parse(of(lines), lambda name: calendar(events))
    return [str(day) for day, _ in holidays_between(charter, dt.date(first, 1, 1), dt.date(last, 12, 31))]


def test_events_of_whole_days_are_days_off_by_their_names():
    charter = parse(of('country = "FR"\nfeed = "town.ics"'), lambda name: {"town.ics": calendar()}[name])
    named = dict(holidays_between(charter, dt.date(2026, 6, 1), dt.date(2026, 7, 14)))
    assert named == {
        dt.date(2026, 6, 15): "Town fair",
        dt.date(2026, 6, 16): "Town fair",
        dt.date(2026, 7, 14): "Fête nationale",
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20260615"], ["2026-06-15"]),
        (["DTSTART;VALUE=DATE:20260615", "DURATION:P2D"], ["2026-06-15", "2026-06-16"]),
        (["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270102"], ["2026-12-31", "2027-01-01"]),
        (["DTSTART;VALUE=DATE:20260615", "STATUS:CANCELLED"], []),
        (["DTSTART;VALUE=DATE:20260615", "TRANSP:TRANSPARENT"], ["2026-06-15"]),
        (["DTSTART:20260614T220000Z", "DTEND:20260615T220000Z"], ["2026-06-15"]),
        (["DTSTART;TZID=Europe/Paris:20260615T000000", "DTEND;TZID=Europe/Paris:20260617T120000"], ["2026-06-15", "2026-06-16"]),
        (["DTSTART:20260615T090000Z", "DTEND:20260615T110000Z"], []),
        (["DTSTART:20260615T090000Z"], []),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], ["2028-02-29"]),
        (["DTSTART;VALUE=DATE:20200615", "RRULE:FREQ=YEARLY;UNTIL=20270615"], ["2026-06-15", "2027-06-15"]),
        (["DTSTART;VALUE=DATE:20200615", "RRULE:FREQ=YEARLY;UNTIL=20270614T220000Z"], ["2026-06-15", "2027-06-15"]),
        (["DTSTART;VALUE=DATE:20251127", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"], ["2026-11-26", "2027-11-25", "2028-11-23"]),
        (["DTSTART;VALUE=DATE:20260615", "RDATE;VALUE=DATE:20260618,20260620"], ["2026-06-15", "2026-06-18", "2026-06-20"]),
        (["DTSTART;VALUE=DATE:20260615", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260622"], ["2026-06-15", "2026-06-29"]),
    ],
)  # fmt: skip
def test_an_event_covers_the_days_that_the_standard_says(lines, expected):
    assert days_off(event(*lines)) == expected


def test_a_date_that_was_moved_or_cancelled_stands_where_it_stands_now():
    yearly = event("DTSTART;VALUE=DATE:20260615", "RRULE:FREQ=YEARLY;COUNT=3")
    moved = event("RECURRENCE-ID;VALUE=DATE:20270615", "DTSTART;VALUE=DATE:20270617")
    cancelled = event("RECURRENCE-ID;VALUE=DATE:20280615", "DTSTART;VALUE=DATE:20280615", "STATUS:CANCELLED")

    assert days_off(yearly + moved + cancelled) == ["2026-06-15", "2027-06-17"]


def test_what_the_charter_removes_is_no_day_off_of_the_feed_either():
    assert days_off(EVENTS, lines='feed = "town.ics"\nremove = ["town fair"]') == []
    found = examine(of('feed = "town.ics"\nremove = ["Town fete"]'), lambda name: calendar())
    assert [(it.code, it.suggestion) for it in found.mistakes] == [("unknown_holiday", "Did you mean “Town fair”?")]


@pytest.mark.parametrize(
    ("lines", "text", "code"),
    [
        ('feed = "../town.ics"', "", "not_feed_name"),
        ('feed = "town.txt"', "", "not_feed_name"),
        ('feed = "town.ics"', "BEGIN:VCALENDAR\nDTSTART:??", "unreadable_feed"),
        ('feed = "town.ics"', "Hello", "unreadable_feed"),
        ('feed = "town.ics"', calendar(event("DTSTART;VALUE=DATE:20261345")), "unreadable_feed"),
        ('feed = "town.ics"', calendar(event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=SECONDLY")), "unreadable_feed"),
        (
            'feed = "town.ics"',
            calendar(event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=SOMETIMES")),
            "unreadable_feed",
        ),
        ('feed = "town.ics"', calendar(event("SUMMARY:no date")), "unreadable_feed"),
        ('feed = "town.ics"', " " * 500_001, "unreadable_feed"),
    ],
)
def test_a_feed_that_cannot_be_read_is_a_mistake_with_its_line(lines, text, code):
    (mistake,) = examine(of(lines), lambda name: text).mistakes
    assert (mistake.code, mistake.path) == (code, "holidays.feed")


def test_a_file_that_is_not_there_is_a_mistake(tmp_path):
    (mistake,) = examine(of(), beside(str(tmp_path / "shop.toml"))).mistakes
    assert mistake.code == "no_such_feed"


def test_what_changed_in_a_feed_is_a_difference():
    old = parse(of(), lambda name: calendar())
    new = parse(of(), lambda name: calendar(EVENTS + event("DTSTART;VALUE=DATE:20260701", uid="b")))
    assert compare(old, old) == []
    assert [str(change) for change in compare(old, new)] == ["holidays.feed[2026-07-01 Off]: added (1 d)"]


@pytest.mark.django_db
def test_a_version_keeps_the_feed_it_was_applied_with(tmp_path):
    (tmp_path / "town.ics").write_text(calendar(), newline="")
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    files = beside(str(tmp_path / "shop.toml"))
    first = apply_charter(text=of(), now=now, beside=files)
    assert apply_charter(text=of(), now=now, beside=files) == first

    (tmp_path / "town.ics").write_text(calendar(""), newline="")
    second = apply_charter(text=of(), now=now, beside=files)

    forget_charters()
    june = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
    kept = [len(holidays_between(charter_of_version(version.pk), *june)) for version in (first, second)]
    assert kept == [2, 0]
