"""Readers of plain values: each takes a cell and returns its value, or reports why it cannot."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell, Unreadable
from comptoir.domain.charter.reading.near import did_you_mean

T = TypeVar("T")
Reader = Callable[[Cell], T]

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHOP_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*%")


def string(cell: Cell, longest: int = 2000) -> str:
    """Words between quotes: not empty, no control characters, at most `longest` characters."""
    if not isinstance(cell.value, str):
        raise cell.refuse("not_text", Advice("quote_values"))
    value = cell.value.strip()
    if not value:
        raise cell.refuse("empty_text")
    if len(value) > longest:
        raise cell.refuse("text_too_long", longest=longest)
    if any(_is_odd(sign) for sign in value):
        raise cell.refuse("odd_character")
    return value


def _is_odd(sign: str) -> bool:
    """Controls, and signs that turn the direction of what follows; non-breaking spaces are good typography."""
    return (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t") or sign in _TURNING


def string_up_to(longest: int) -> Reader[str]:
    """A reader of words of at most so many characters."""
    return lambda cell: string(cell, longest)


def yes_or_no(cell: Cell) -> bool:
    """`true` or `false`, without quotes."""
    if not isinstance(cell.value, bool):
        raise cell.refuse("not_yes_no", Advice("write_yes_no"))
    return cell.value


def whole_number(least: int, most: int) -> Reader[int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(cell: Cell) -> int:
        if not isinstance(cell.value, int) or isinstance(cell.value, bool):
            raise cell.refuse("not_whole_number")
        if not least <= cell.value <= most:
            raise cell.refuse("number_out_of_range", least=least, most=most)
        return cell.value

    return read


def one_of(*choices: str) -> Reader[str]:
    """A reader of one word of a closed list."""

    def read(cell: Cell) -> str:
        if not isinstance(cell.value, str):
            raise cell.refuse("not_text", Advice("one_of", {"choices": ", ".join(choices)}))
        if cell.value not in choices:
            raise cell.refuse("unknown_word", did_you_mean(cell.value, choices), value=cell.value)
        return cell.value

    return read


def key_name(cell: Cell) -> str:
    """A name by which other clauses refer to something: small letters, digits and underscores."""
    value = string(cell, 200)
    if not _KEY.fullmatch(value):
        raise cell.refuse("not_key_name", value=value)
    return value


def reference(cell: Cell) -> str:
    """A name that stands elsewhere in the charter; whether it does is checked when all is read."""
    return string(cell, 200)


def check_key_name(cell: Cell) -> None:
    """Report a table whose own name could not be referred to."""
    if not _KEY.fullmatch(cell.name):
        raise cell.refuse_key("not_key_name", value=cell.name)


def shop_key(cell: Cell) -> str:
    """The shop's short name in addresses: small letters, digits and single hyphens."""
    value = string(cell, 60)
    if not _SHOP_KEY.fullmatch(value):
        raise cell.refuse("not_shop_key", value=value)
    return value


def date(cell: Cell) -> dt.date:
    """A day, written 2026-12-01 without quotes."""
    if isinstance(cell.value, dt.date) and not isinstance(cell.value, dt.datetime):
        return cell.value
    raise cell.refuse("not_date", Advice("write_date"))


def colour(cell: Cell) -> str:
    """A colour as `#rrggbb`; returned in small letters."""
    if not isinstance(cell.value, str) or not _COLOUR.fullmatch(cell.value):
        raise cell.refuse("not_colour", Advice("write_colour"))
    return cell.value.lower()


def share(cell: Cell) -> float:
    """A share of a hundred as "90 %", above 0 and at most 100; returned as 90.0."""
    value = _share_in(cell)
    if value is None or not 0 < value <= 100:
        raise cell.refuse("not_share", Advice("write_share"))
    return value


def share_or_none(cell: Cell) -> float:
    """A share of a hundred as "5 %", from 0 to 100; returned as 5.0."""
    value = _share_in(cell)
    if value is None or value > 100:
        raise cell.refuse("not_share_or_none", Advice("write_share_or_none"))
    return value


def _share_in(cell: Cell) -> float | None:
    found = _SHARE.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def list_of(read: Reader[T], *, at_least: int = 0, at_most: int = 200, once: bool = True) -> Reader[tuple[T, ...]]:
    """A reader of lists, of each value `once` unless said otherwise. What cannot be read is reported and left out."""

    def read_list(cell: Cell) -> tuple[T, ...]:
        if not isinstance(cell.value, list):
            raise cell.refuse("not_list", Advice("write_list"))
        if not at_least <= len(cell.value) <= at_most:
            raise cell.refuse("list_too_short" if len(cell.value) < at_least else "list_too_long", at_most=at_most)
        values: list[T] = []
        for each in cell.cells():
            value = unless_unreadable(read, each)
            if once and value is not None and value in values:
                each.refuse("named_twice", value=value)
            elif value is not None:
                values.append(value)
        return tuple(values)

    return read_list


def one_or_more(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one value or a list of values."""
    several = list_of(read, at_least=1)
    return lambda cell: several(cell) if isinstance(cell.value, list) else (read(cell),)


def mapping_of(read: Reader[T], check_name: Callable[[Cell], None] = check_key_name) -> Reader[Mapping[str, T]]:
    """A reader of tables whose keys are the shop's to choose. What cannot be read is reported and left out."""

    def read_mapping(cell: Cell) -> Mapping[str, T]:
        if not isinstance(cell.value, dict):
            raise cell.refuse("not_table")
        values: dict[str, T] = {}
        for each in cell.cells():
            try:
                check_name(each)
                values[each.name] = read(each)
            except Unreadable:
                continue
        return MappingProxyType(values)

    return read_mapping


def unless_unreadable(read: Reader[T], cell: Cell) -> T | None:
    """The value of the cell, or nothing when it was reported."""
    try:
        return read(cell)
    except Unreadable:
        return None


def expect_known(cell: Cell, names: Collection[str]) -> None:
    """Report every key of the table that nobody knows."""
    for each in cell.cells():
        if each.name not in names:
            advice = did_you_mean(each.name, [name for name in names if name not in cell] or names)
            each.refuse_key("unknown_key", advice, key=each.name)
