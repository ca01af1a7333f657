"""The shop's own telephone numbers: such as its country has, each written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.telephones import country_of, international


def check_phones(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report numbers that the country cannot have, and the same number twice; warn of those that nobody has yet."""
    shop = sections.get("shop")
    if not shop or not shop.phones:
        return
    country = country_of(shop, sections.get("holidays"))
    known: set[str] = set()
    for cell in sheet.cell("shop", "phones").cells():
        if cell.value not in shop.phones:  # was reported when it was read
            continue
        number, kind = international(cell.value, country)
        if kind == "wrong":
            cell.refuse("no_such_phone_number", Advice("write_phone_number"), value=cell.value, country=country or "?")
        elif kind == "doubtful":
            cell.warn("phone_number_of_nobody", Advice("write_phone_number"), value=cell.value)
        elif number in known:
            cell.refuse("named_twice", value=cell.value)
        known.add(number)
