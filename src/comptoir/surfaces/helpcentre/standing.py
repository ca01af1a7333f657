"""Who answers now, and when: as the contact page says it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from babel.dates import format_date, format_time
from django.utils.translation import gettext as _

from comptoir.domain.routing.queries import availability_of_shop
from comptoir.domain.shops.queries import zone_of
from comptoir.language.locales import locale_of
from comptoir.surfaces.helpcentre.site import Site

WEEK = dt.timedelta(days=6)


class Answering(NamedTuple):
    """An audience of the charter: its name, whether somebody is there, and in words until or from when."""

    name: str
    is_there: bool
    words: str


def who_answers(site: Site, now: dt.datetime) -> list[Answering]:
    """Every audience, in the charter's order."""
    there = availability_of_shop(site.shop, now)
    rows = []
    for key, audience in site.charter.audiences.items():
        standing = there[key]
        is_there = standing.is_open and standing.available > 0
        name = audience.name.in_language(site.language)
        rows.append(
            Answering(name, is_there, _words(site, standing.is_open, standing.open_until, standing.next_opening, now))
        )
    return rows


def _words(site: Site, is_open: bool, until: dt.datetime | None, opens: dt.datetime | None, now: dt.datetime) -> str:
    zone, locale = zone_of(site.shop.id), locale_of(site.language)
    if is_open:
        if until is None:
            return _("open now")
        return _("open until %(time)s") % {"time": format_time(until.astimezone(zone), "HH:mm", locale=locale)}
    if opens is None:
        return _("closed at the moment")
    at = opens.astimezone(zone)
    shape = "EEEE" if opens - now < WEEK else "EEEE d MMMM"
    day = format_date(at, shape, locale=locale)
    return _("opens %(day)s at %(time)s") % {"day": day, "time": format_time(at, "HH:mm", locale=locale)}
