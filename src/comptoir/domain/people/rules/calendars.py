"""Absences from a calendar's file (iCalendar, RFC 5545), such as every calendar program exports. Bounded whatever is in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from comptoir.domain.people.rules.away import FAR_OFF, LONGEST

if TYPE_CHECKING:
    from icalendar import Component

LARGEST = 256 * 1024
"""Bytes of a calendar's file."""

EVENTS_AT_MOST = 1000
FOUND_AT_MOST = 200
_COMES_AGAIN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY"})


class UnreadableCalendar(ValueError):
    """The file is no calendar, or too much of one."""


class Found(NamedTuple):
    """An absence in a calendar: `uid` is the same whenever the same event is read."""

    begins: dt.datetime
    ends: dt.datetime
    note: str
    uid: str


def absences_in(content: bytes, zone: ZoneInfo, now: dt.datetime) -> tuple[Found, ...]:
    """What is not yet over of the calendar's events, in order; those without a place in time, free ones ("transparent") and
    cancelled ones are left out. Days without hours are those of `zone`. Raises `UnreadableCalendar`.
    """
    from icalendar import Calendar  # only who brings a calendar waits for it

    if len(content) > LARGEST:
        raise UnreadableCalendar
    try:
        text = content.decode("utf-8-sig")
        parts = Calendar.from_ical(text, multiple=True)
        events = [each for part in parts for each in part.walk("VEVENT")]
        if not parts or len(events) > EVENTS_AT_MOST:
            raise UnreadableCalendar
        found = {it.uid: it for event in events for it in _of_event(event, zone, now)}
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError, RecursionError) as error:
        raise UnreadableCalendar from error
    return tuple(sorted(found.values()))[:FOUND_AT_MOST]


def _of_event(event: Component, zone: ZoneInfo, now: dt.datetime) -> Iterator[Found]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return
    begins, ends = _bounds(event, zone)
    length = ends - begins
    if not dt.timedelta() < length <= LONGEST:
        return
    note = " ".join(str(event.get("SUMMARY", "")).split())[:80]
    name = str(event.get("UID", "")) or f"{begins.isoformat()} {note}"
    for at in _beginnings(event, begins, now - length, now + FAR_OFF):
        if now < at + length and at <= now + FAR_OFF:
            uid = hashlib.sha256(f"{name} {at.isoformat()}".encode()).hexdigest()
            yield Found(at, at + length, note, uid)


def _bounds(event: Component, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    begins: Any = event["DTSTART"].dt  # type: ignore[union-attr]
    if "DTEND" in event:
        ends: Any = event["DTEND"].dt  # type: ignore[union-attr]
    elif "DURATION" in event:
        ends = begins + event["DURATION"].dt  # type: ignore[union-attr]
    else:
        ends = begins if isinstance(begins, dt.datetime) else begins + dt.timedelta(days=1)
    return _moment(begins, zone), _moment(ends, zone)


def _beginnings(event: Component, begins: dt.datetime, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """When the event begins, each time it comes again between the two; a rule of other parts counts once."""
    rule: Any = event.get("RRULE")
    parts = {str(part).upper() for part in rule} if rule is not None else set()
    if not parts or not parts <= _PARTS or rule.get("FREQ", [""])[0] not in _COMES_AGAIN:
        yield begins
        return
    from dateutil.rrule import rrulestr

    zone = begins.tzinfo
    written = re.sub(r"UNTIL=(\d{8})[^;]*", r"UNTIL=\1T235959", rule.to_ical().decode())
    local = begins.replace(tzinfo=None)
    again = rrulestr(written, dtstart=local)
    start, end = (each.astimezone(zone).replace(tzinfo=None) for each in (first, last))
    for number, at in enumerate(again.xafter(start, inc=True)):
        if at > end or number >= FOUND_AT_MOST:
            return
        yield at.replace(tzinfo=zone)


def _moment(value: Any, zone: ZoneInfo) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if not isinstance(value, dt.date):
        raise UnreadableCalendar
    return dt.datetime.combine(value, dt.time(), tzinfo=zone)
