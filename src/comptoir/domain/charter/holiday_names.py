"""Public holidays and weekends of countries, from the `holidays` package: which there are, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

import holidays

from comptoir.domain.charter.words import folded

_JOINED = "; "


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries whose holidays are known, by their two letters."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def regions(country: object) -> tuple[str, ...]:
    """The regions of a country that have holidays of their own; none for a country that is not known."""
    return tuple(getattr(holidays, str(country)).subdivisions) if country in countries() else ()


@lru_cache(maxsize=256)
def public_holidays(country: str, region: str, year: int, language: str = "") -> Mapping[dt.date, tuple[str, ...]]:
    """The public holidays of a year with their names, in `language` where it is known, else in the country's own."""
    known = getattr(holidays, country)
    spoken = next((it for it in known.supported_languages if language and it.split("_")[0] == language), None)
    days = holidays.country_holidays(
        country, subdiv=region or None, years=year, expand=False, language=spoken or known.default_language
    )
    return {day: tuple(names.split(_JOINED)) for day, names in sorted(days.items())}


def is_weekend(country: str, day: dt.date) -> bool:
    """Whether the day belongs to the country's weekend; without a country, Saturday and Sunday do."""
    return _calendar_of(country).is_weekend(day) if country else day.weekday() >= 5


@lru_cache(maxsize=256)
def _calendar_of(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def is_same_holiday(one: str, other: str) -> bool:
    """Whether two names mean the same holiday: case, accents and apostrophes aside."""
    return folded(one) == folded(other)
