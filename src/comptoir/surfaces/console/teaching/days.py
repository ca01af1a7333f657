"""Days and moments in the shop's time, in the reader's words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from babel.dates import format_datetime
from babel.numbers import format_percent

from comptoir.domain.charter.rules import day_in
from comptoir.domain.shops.queries import shop_day, zone_of
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.showing import moment, reading


class When(NamedTuple):
    """A moment as scripts read it, its day in words, and the day with the hour."""

    iso: str
    day: str
    moment: str


def share(score: float) -> str:
    """A share of a hundred, as the reader's language writes it."""
    return str(format_percent(round(score) / 100, locale=locale_of(reading())))


def when(at: dt.datetime | None, shop_id: int) -> When | None:
    """The moment in the shop's time, where there is one."""
    if at is None:
        return None
    here = at.astimezone(zone_of(shop_id))
    hour = str(format_datetime(here, "medium", locale=locale_of(reading())))
    return When(moment(at), day_in(reading(), shop_day(shop_id, at)), hour)
