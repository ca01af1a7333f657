"""Dates and amounts as people in different countries write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?")
_SIGNS = re.compile(r"[^\d.,'’+-]+")
_NUMBER = re.compile(r"[+-]?\d[\d.,'’]*")


def moment_of(written: str, zone: ZoneInfo) -> dt.datetime | None:
    """A moment written as ISO 8601 or with the day first; a day alone is its noon, and a clock without a zone is the shop's.

    None for anything else.
    """
    written = written.strip()
    try:
        if found := _DAY_FIRST.fullmatch(written):
            day, month, year, hour, minute, second = (int(part) if part else 0 for part in found.groups())
            return dt.datetime(year, month, day, hour if found[4] else 12, minute, second, tzinfo=zone)
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    if len(written) <= len("2026-12-01"):
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def decimal_sign(column: Iterable[str]) -> str:
    """Which sign stands before the cents in a column: the comma or the point. What only one reading allows decides."""
    votes = {",": 0, ".": 0}
    for value in map(_bare, column):
        comma, point = value.rfind(","), value.rfind(".")
        if comma >= 0 and point >= 0:
            votes[value[max(comma, point)]] += 1
        elif comma >= 0 or point >= 0:
            sign = "," if comma >= 0 else "."
            thousands = re.fullmatch(rf"[+-]?\d{{1,3}}(?:\{sign}\d{{3}})+", value)
            votes["." if sign == "," else ","] += 1 if thousands and value.count(sign) > 1 else 0
            votes[sign] += 0 if thousands else 1
    return "." if votes["."] > votes[","] else ","


def amount_of(written: str, decimal: str) -> Decimal | None:
    """An amount of money, whatever stands beside it; None for what is none."""
    value = _bare(written)
    if not _NUMBER.fullmatch(value):
        return None
    thousands = "." if decimal == "," else ","
    whole, _, cents = value.partition(decimal)
    if thousands in cents or decimal in cents or re.search(r"['’]", cents):
        return None
    groups = re.split(rf"[{re.escape(thousands)}'’]", whole)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        return None
    try:
        return Decimal("".join(groups) + (f".{cents}" if cents else ""))
    except InvalidOperation:
        return None


def _bare(written: str) -> str:
    """Without spaces, signs of currencies and their letters."""
    return _SIGNS.sub("", written).strip(".,")
