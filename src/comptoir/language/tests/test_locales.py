"""Dates and amounts are written as in the countries whose languages ours are."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from babel.numbers import format_currency

from comptoir.language.locales import locale_of


@pytest.mark.parametrize(
    ("language", "amount", "day"),
    [
        ("fr", "12 340,50 €", "9 mars 2026"),
        ("en", "€12,340.50", "9 March 2026"),
        ("ro", "12.340,50 EUR", "9 martie 2026"),
        ("pt", "12 340,50 €", "9 de março de 2026"),
    ],
)
def test_amounts_and_days_are_written_as_where_the_language_is_at_home(language: str, amount: str, day: str) -> None:
    locale = locale_of(language)

    written = str(format_currency(12340.5, "EUR", locale=locale)).replace("\xa0", " ").replace("\u202f", " ")

    assert written == amount
    assert format_date(dt.date(2026, 3, 9), "long", locale=locale) == day
