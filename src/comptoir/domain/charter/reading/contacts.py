"""Readers of how a shop is reached and what it gives: telephone numbers, postal addresses, accounts on networks, codes."""

from __future__ import annotations

import re

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.addresses import page_address
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import string

_PHONE = re.compile(r"\+?[\d\s().\-/‑–]{3,39}")
_ACCOUNT = re.compile(r"@?\w[\w.-]{1,29}")
_CODE = re.compile(r"[^\W_][\w-]{2,29}\*?")


def phone_number(cell: Cell) -> str:
    """A telephone number as people write it; whether its country has such numbers is checked when all is read."""
    value = string(cell, 40)
    if not _PHONE.fullmatch(value) or not 3 <= sum(sign.isdecimal() for sign in value) <= 15:
        raise cell.refuse("not_phone_number", Advice("write_phone_number"), value=value)
    return value


def postal_address(cell: Cell) -> str:
    """A postal address in one line. Its number is needed: a town alone would make every address there the shop's."""
    value = string(cell, 200)
    has_street = sum(sign.isalpha() for sign in value) >= 5
    if not has_street or not any(sign.isdecimal() for sign in value) or "\n" in value:
        raise cell.refuse("not_postal_address", Advice("write_postal_address"), value=value)
    return value


def account(cell: Cell) -> str:
    """An account on a network: its name, with "@" or without, or the full address of its page."""
    value = string(cell, 300)
    if "://" in value:
        return page_address(cell)
    if not _ACCOUNT.fullmatch(value):
        raise cell.refuse("not_account", Advice("write_account"), value=value)
    return value


def promotional_code(cell: Cell) -> str:
    """A code that customers may be given; a star at its end stands for what makes single codes differ."""
    value = string(cell, 31)
    if not _CODE.fullmatch(value):
        raise cell.refuse("not_code", Advice("write_code"), value=value)
    return value
