"""Holidays: those of the country, less some, plus the shop's own."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.charter.rules import holidays_between, is_holiday, parse
from comptoir.domain.charter.tests.charters import small


def of(lines: str) -> str:
    return small(old='country = "FR"', new=lines)


def days(text: str, year: int = 2026) -> dict[dt.date, str]:
    return dict(holidays_between(parse(text), dt.date(year, 1, 1), dt.date(year, 12, 31)))


def test_a_country_brings_its_holidays_by_their_own_names():
    assert days(of('country = "FR"'))[dt.date(2026, 5, 25)] == "Lundi de Pentecôte"
    assert len(days(of('country = "FR"'))) == 11


def test_a_holiday_that_is_removed_is_a_day_like_others_whatever_its_accents():
    assert dt.date(2026, 5, 25) not in days(of('country = "FR"\nremove = ["lundi de pentecote"]'))


def test_a_day_with_two_holidays_stays_one_when_one_of_them_is_removed():
    both = of('country = "RO"')
    one = of('country = "RO"\nremove = ["Ziua Copilului"]')
    none = of('country = "RO"\nremove = ["Ziua Copilului", "Rusaliile"]')
    children_and_pentecost = dt.date(2026, 6, 1)

    assert days(both)[children_and_pentecost] == "Rusaliile, Ziua Copilului"
    assert days(one)[children_and_pentecost] == "Rusaliile"
    assert children_and_pentecost not in days(none)


def test_a_region_has_holidays_of_its_own():
    assert dt.date(2026, 12, 26) in days(of('country = "FR"\nregion = "57"'))
    assert dt.date(2026, 12, 26) not in days(of('country = "FR"'))


def test_the_shop_adds_a_day_a_day_of_every_year_and_a_stretch_of_days():
    text = of(
        'country = "FR"\nadd = [{ on = 2026-02-03, name = "a" }, { on = "12-24", name = "b" }, '
        '{ on = 2026-12-29, until = 2027-01-02, name = "c" }, { on = "02-29", name = "d" }]'
    )

    assert days(text)[dt.date(2026, 2, 3)] == "a"
    assert dt.date(2027, 2, 3) not in days(text, 2027)
    assert days(text, 2030)[dt.date(2030, 12, 24)] == "b"
    assert [days(text, year).get(dt.date(year, 1, 2)) for year in (2026, 2027)] == [None, "c"]
    assert dt.date(2026, 12, 31) in days(text)
    assert dt.date(2028, 2, 29) in days(text, 2028)


def test_holidays_are_named_in_another_language_where_they_have_such_a_name():
    charter = parse(of('country = "FR"\nadd = [{ on = 2026-12-24, name = { fr = "Inventaire", en = "Stocktaking" } }]'))

    named = holidays_between(charter, dt.date(2026, 12, 24), dt.date(2026, 12, 25), "en")

    assert named == [(dt.date(2026, 12, 24), "Stocktaking"), (dt.date(2026, 12, 25), "Christmas Day")]


def test_a_shop_without_a_country_keeps_only_its_own_days():
    assert days(of("")) == {}
    assert not is_holiday(parse(of("")), dt.date(2026, 12, 25))
