"""Days off from an iCalendar file beside the charter (RFC 5545), such as a town or a trade association publishes.

An event off is one of whole days: dates without times, or from midnight to midnight by the shop's clock. Others are no days off, nor is
what was cancelled. An event may come again (by the day, week, month or year), with dates added, left out or moved.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateutil.rrule import rrulebase
    from icalendar import Component

Beside = Callable[[str], str]
"""Gives the text of a file beside the charter, by its name. Raises `OSError` or `UnicodeDecodeError`."""

LONGEST = 500_000
"""Characters of a feed."""

MOST_DAYS = 400
"""Days of one event."""

_SPAN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_DATES = {"BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}
COMES_AGAIN = {"DAILY": _SPAN, "WEEKLY": _SPAN | {"BYDAY"}, "MONTHLY": _SPAN | _DATES, "YEARLY": _SPAN | _DATES}
"""How often an event may come again, and the parts that such a rule may have: those that find their next date soon."""

_UNTIL = re.compile(r"UNTIL=[^;]*")


class UnreadableFeed(ValueError):
    """The text is no calendar."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Some days off one after the other, once, or again by a `rule` (as the file writes it) and on the days in `also`."""

    first: dt.date
    days: int
    name: str
    rule: str = ""
    also: tuple[dt.date, ...] = ()
    left_out: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar's file: its name, its text, and the days off in it."""

    file: str
    days_off: tuple[DaysOff, ...]
    text: str = field(repr=False)


def nothing_beside(name: str) -> str:
    """No file at all."""
    raise FileNotFoundError(name)


def beside(file: str) -> Beside:
    """The files in the folder of a charter's file; of one that came on standard input (`-`), those of the folder one is in."""
    folder = Path(file).parent
    return lambda name: (folder / name).read_text(encoding="utf-8-sig")


def feed_of(file: str, text: str, zone: ZoneInfo) -> Feed:
    """The days off that the text of a feed names. Raises `UnreadableFeed`."""
    from icalendar import Calendar  # only shops that keep a feed wait for it

    if len(text) > LONGEST:
        raise UnreadableFeed
    try:
        events = [each for part in Calendar.from_ical(text, multiple=True) for each in part.walk("VEVENT")]
        return Feed(file, tuple(_days_off(events, zone)), text)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError) as error:
        raise UnreadableFeed from error


def days_of_feed(feed: Feed, year: int) -> Mapping[dt.date, str]:
    """The days off in a year, with their names."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found: dict[dt.date, str] = {}
    for event in feed.days_off:
        for begins in _beginnings(event, first - dt.timedelta(days=event.days), last):
            for step in range(event.days):
                day = begins + dt.timedelta(days=step)
                if first <= day <= last:
                    found.setdefault(day, event.name)
    return found


def _days_off(events: Sequence[Component], zone: ZoneInfo) -> Iterator[DaysOff]:
    moved: dict[str, list[dt.date]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(str(event.get("UID")), []).append(_day(_value(event, "RECURRENCE-ID"), zone))
    for event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        for days_off in _of_event(event, zone):
            left_out = () if "RECURRENCE-ID" in event else moved.get(str(event.get("UID")), ())
            yield replace(days_off, left_out=(*days_off.left_out, *left_out))


def _of_event(event: Component, zone: ZoneInfo) -> Iterator[DaysOff]:
    begins, ends = _whole_days(event, zone)
    length = (ends - begins).days
    if not 0 < length <= MOST_DAYS:
        return
    name = " ".join(str(event.get("SUMMARY", "")).split())[:80]
    yield DaysOff(
        first=begins,
        days=length,
        name=name or str(begins),
        rule=_rule(event, begins, zone),
        also=tuple(_days_of(event, "RDATE", zone)),
        left_out=tuple(_days_of(event, "EXDATE", zone)),
    )


def _whole_days(event: Component, zone: ZoneInfo) -> tuple[dt.date, dt.date]:
    """The first of its days, and the one after its last."""
    begins = _value(event, "DTSTART")
    if "DTEND" in event:
        ends = _value(event, "DTEND")
    elif "DURATION" in event:
        ends = begins + _value(event, "DURATION")
    else:
        ends = begins if isinstance(begins, dt.datetime) else begins + dt.timedelta(days=1)
    first = _day(begins, zone)
    if isinstance(begins, dt.datetime) and _local(begins, zone).time() > dt.time():
        first += dt.timedelta(days=1)
    return first, _day(ends, zone)


def _value(event: Component, name: str) -> Any:
    """The day, moment or stretch of time of a property, as the library read it."""
    found: Any = event[name]
    return found.dt


def _rule(event: Component, first: dt.date, zone: ZoneInfo) -> str:
    """The rule in days, checked. Raises `ValueError` for one of other parts, or that never comes true."""
    written: Any = event.get("RRULE")
    if written is None:
        return ""
    parts = {str(part).upper() for part in written}
    if not parts <= COMES_AGAIN.get(written.get("FREQ", [""])[0], set()) or min(written.get("INTERVAL", [1])) < 1:
        raise UnreadableFeed
    rule: str = written.to_ical().decode()
    if until := written.get("UNTIL"):
        rule = _UNTIL.sub(f"UNTIL={_day(until[0], zone):%Y%m%d}T000000", rule)
    if next(iter(_repeated(rule, first)), None) is None:
        raise UnreadableFeed
    return rule


def _days_of(event: Component, name: str, zone: ZoneInfo) -> Iterator[dt.date]:
    listed: Any = event.get(name, [])
    for each in listed if isinstance(listed, list) else [listed]:
        for value in each.dts:
            yield _day(value.dt[0] if isinstance(value.dt, tuple) else value.dt, zone)


def _beginnings(event: DaysOff, first: dt.date, last: dt.date) -> set[dt.date]:
    found = {event.first, *event.also}
    if event.rule:
        again = _repeated(event.rule, event.first).between(_midnight(first), _midnight(last), inc=True)
        found |= {each.date() for each in again}
    return {day for day in found if first <= day <= last and day not in event.left_out}


def _repeated(rule: str, first: dt.date) -> rrulebase:
    from dateutil.rrule import rrulestr

    return rrulestr(rule, dtstart=_midnight(first))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _day(value: Any, zone: ZoneInfo) -> dt.date:
    if isinstance(value, dt.datetime):
        return _local(value, zone).date()
    if not isinstance(value, dt.date):
        raise UnreadableFeed
    return value


def _local(value: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return value.astimezone(zone) if value.tzinfo else value
