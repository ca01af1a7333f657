"""Holidays of a shop: the country's and its calendar's, less what the charter removes, plus what it adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache

from comptoir.domain.charter.feeds import days_of_feed
from comptoir.domain.charter.holiday_names import is_same_holiday, public_holidays
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.holidays import AddedHoliday


def is_holiday(charter: Charter, day: dt.date) -> bool:
    """Whether the shop keeps `day` as a holiday."""
    return day in holidays_of_year(charter, day.year)


def holidays_between(charter: Charter, start: dt.date, end: dt.date, language: str = "") -> list[tuple[dt.date, str]]:
    """The shop's holidays from `start` to `end`, both included, with their names; in `language` where they have one."""
    spoken = language or charter.language
    days = [
        (day, name)
        for year in range(start.year, end.year + 1)
        for day, name in holidays_of_year(charter, year, spoken).items()
    ]
    return [(day, name) for day, name in days if start <= day <= end]


@lru_cache(maxsize=1024)
def holidays_of_year(charter: Charter, year: int, language: str = "") -> Mapping[dt.date, str]:
    """The shop's holidays in a year, in order, each with its names."""
    days = dict(_feed_days(charter, year)) | dict(_public_days(charter, year, language))
    for added in charter.holidays.add:
        for day in _added_days(added, year):
            days[day] = added.name.in_language(language)
    return dict(sorted(days.items()))


def _public_days(charter: Charter, year: int, language: str) -> Iterator[tuple[dt.date, str]]:
    holidays = charter.holidays
    if not holidays.country:
        return
    own_names = public_holidays(holidays.country, holidays.region, year)
    shown_names = public_holidays(holidays.country, holidays.region, year, language)
    for day, names in own_names.items():
        kept = [name for name in names if not any(is_same_holiday(name, removed) for removed in holidays.remove)]
        if kept:
            yield day, ", ".join(shown_names[day] if len(kept) == len(names) else kept)


def _feed_days(charter: Charter, year: int) -> Iterator[tuple[dt.date, str]]:
    holidays = charter.holidays
    for day, name in days_of_feed(holidays.feed, year).items() if holidays.feed else ():
        if not any(is_same_holiday(name, removed) for removed in holidays.remove):
            yield day, name


def _added_days(added: AddedHoliday, year: int) -> Iterator[dt.date]:
    if isinstance(added.on, str):
        month, day = map(int, added.on.split("-"))
        if (month, day) != (2, 29) or _is_leap(year):
            yield dt.date(year, month, day)
        return
    last = added.until or added.on
    for step in range((last - added.on).days + 1):
        day_off = added.on + dt.timedelta(days=step)
        if day_off.year == year:
            yield day_off


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
