"""The holidays that are taken away must exist; those that are added must end after they begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.rows import rows_of
from comptoir.domain.charter.holiday_names import is_same_holiday, public_holidays
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.reading.near import did_you_mean
from comptoir.domain.charter.shape.holidays import Holidays

_ANY_YEAR = 2026
"""Names hardly change; this year serves where the charter does not say from when it holds."""


def check_holidays(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report holidays that do not exist, double days, and days off without a country."""
    holidays = sections.get("holidays")
    if not isinstance(holidays, Holidays):
        return
    _check_removed(holidays, sheet, sections.get("charter"))
    seen: set[Any] = set()
    for added, cell in rows_of(holidays.add, sheet, "holidays", "add"):
        if added.on in seen:
            cell.refuse("holiday_twice", value=added.on)
        seen.add(added.on)
        if added.until and not (isinstance(added.on, dt.date) and added.on < added.until):
            cell["until"].refuse("holiday_ends_before")


def _check_removed(holidays: Holidays, sheet: Sheet, heading: Any) -> None:
    if holidays.remove and not holidays.country and not holidays.feed:
        sheet.cell("holidays", "remove").refuse("remove_without_country")
        return
    year = heading.in_force_from.year if heading else _ANY_YEAR
    names = sorted(
        {
            name
            for each_year in range(year - 1, year + 3)
            for day_names in public_holidays(holidays.country, holidays.region, each_year).values()
            for name in day_names
        }
        if holidays.country
        else ()
    )
    names += sorted({each.name for each in holidays.feed.days_off} if holidays.feed else ())
    place = holidays.country or (holidays.feed.file if holidays.feed else "")
    for cell in sheet.cell("holidays", "remove").cells() if holidays.remove else ():
        if isinstance(cell.value, str) and not any(is_same_holiday(cell.value, name) for name in names):
            cell.refuse("unknown_holiday", did_you_mean(cell.value, names), value=cell.value, country=place)
