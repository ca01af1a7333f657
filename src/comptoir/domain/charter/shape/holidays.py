"""The days that are not like others."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from comptoir.domain.charter.feeds import Feed, UnreadableFeed, feed_of
from comptoir.domain.charter.holiday_names import countries, regions
from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import date, list_of, string, string_up_to
from comptoir.domain.charter.reading.near import did_you_mean
from comptoir.domain.charter.reading.tables import clause, holds, table_of
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.shape.text import Text

_EVERY_YEAR = re.compile(r"(\d{2})-(\d{2})")
_FILE = re.compile(r"[\w][\w .-]{0,80}\.ics", re.IGNORECASE)


def _country(cell: Cell) -> str:
    value = string(cell, 20)
    if value not in countries():
        advice = Advice("did_you_mean", {"near": value.upper()}) if value.upper() in countries() else None
        raise cell.refuse("unknown_country", advice or did_you_mean(value, countries(), list_all=False), value=value)
    return value


def _region(cell: Cell) -> str:
    value = string(cell, 20)
    country = cell.sheet.document.values["holidays"].get("country")
    if value not in regions(country):
        raise cell.refuse("unknown_region", did_you_mean(value, regions(country)), value=value, country=country)
    return value


def _day(cell: Cell) -> dt.date | str:
    if not isinstance(cell.value, str):
        return date(cell)
    found = _EVERY_YEAR.fullmatch(cell.value)
    try:
        if found:
            return dt.date(2024, int(found[1]), int(found[2])).strftime("%m-%d")
    except ValueError:
        pass
    raise cell.refuse("not_date", Advice("write_date_or_day"))


def _feed(cell: Cell) -> Feed:
    """The calendar in a file beside the charter."""
    name = string(cell, 100)
    if not _FILE.fullmatch(name):
        raise cell.refuse("not_feed_name", Advice("write_feed"), value=name)
    try:
        return feed_of(name, cell.sheet.beside(name), _zone(cell))
    except UnreadableFeed:
        raise cell.refuse("unreadable_feed", value=name) from None
    except (OSError, UnicodeDecodeError):
        raise cell.refuse("no_such_feed", Advice("put_feed_beside"), value=name) from None


def _zone(cell: Cell) -> ZoneInfo:
    """The shop's; UTC where it cannot be read, which is reported there."""
    shop = cell.sheet.document.values.get("shop")
    try:
        return ZoneInfo(shop["time_zone"])  # type: ignore[index]
    except (KeyError, ValueError, TypeError, OSError):
        return ZoneInfo("UTC")


@clause
class AddedHoliday:
    """A day off of the shop's own: one date, or "12-24" for that day of every year; `until` makes it several days."""

    on: dt.date | str = holds(_day)
    until: dt.date | None = holds(date, default=None)
    name: Text = holds(text(80))


@clause
class Holidays:
    """`[holidays]`: the public holidays of a country (and region) and of a calendar's file, less some, plus the shop's own."""

    country: str = holds(_country, default="")
    region: str = holds(_region, default="")
    feed: Feed | None = holds(_feed, default=None)
    add: tuple[AddedHoliday, ...] = holds(list_of(table_of(AddedHoliday), once=False), default=())
    remove: tuple[str, ...] = holds(list_of(string_up_to(120)), default=())
