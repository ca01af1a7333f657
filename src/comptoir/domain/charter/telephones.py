"""Whose telephone numbers a shop's are."""

from __future__ import annotations

from typing import Literal

from comptoir.domain.charter.shape.holidays import Holidays
from comptoir.domain.charter.shape.shop import Shop

_COUNTRIES = {"fr": "FR", "en": "GB", "ro": "RO", "pt": "PT"}

Kind = Literal["right", "doubtful", "wrong"]


def country_of(shop: Shop, holidays: Holidays | None) -> str:
    """The country whose numbers are meant where none is written: that of the holidays, else of the shop's own language, else ""."""
    return (holidays.country if holidays else "") or _COUNTRIES.get(next(iter(shop.languages), ""), "")


def international(number: str, country: str) -> tuple[str, Kind]:
    """A number with its country's code, and whether there are such numbers; a short one ("3639") stays as it is.

    "doubtful" is of the right length, in a range that is nobody's as far as the plan of numbers tells.
    """
    import phonenumbers  # its tables take a moment to load, and most charters are read without

    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return number, "wrong"
    if country and phonenumbers.is_valid_short_number_for_region(parsed, country):
        return "".join(sign for sign in number if sign.isdecimal()), "right"
    if not phonenumbers.is_possible_number(parsed):
        return number, "wrong"
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return whole, "right" if phonenumbers.is_valid_number(parsed) else "doubtful"
