"""Orders read out of a spreadsheet: a row for each product, the rows of one order saying the same of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from comptoir.domain.shops.rules.columns import columns_of, is_yes, status_of
from comptoir.domain.shops.rules.mistakes import Mistake
from comptoir.domain.shops.rules.orders import (
    LINES_AT_MOST,
    Buyer,
    OrderLine,
    ToldOrder,
    checked,
    mistakes_in_number,
)
from comptoir.domain.shops.rules.values import amount_of, decimal_sign, moment_of

ROWS_AT_MOST = 200_000
DELIMITERS = ",;\t|"
NEEDED = ("number", "placed_at")
_SAMPLE = 16_384

Row = tuple[int, dict[str, str]]
"""The line of the file, and what stands in it by field."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: orders by their number, everything that is wrong with it, and how it was read.

    An order with a mistake is not among the orders.
    """

    orders: Mapping[str, ToldOrder] = field(default_factory=dict)
    mistakes: Sequence[Mistake] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    delimiter: str = ","
    decimal: str = ","
    rows: int = 0


def read_orders(text: str, zone: ZoneInfo) -> Reading:
    """The orders in the text of a CSV file, in a shop of that time zone. Never raises for what is in it."""
    delimiter = _delimiter(text)
    try:
        lines = _lines(text, delimiter)
    except csv.Error as error:
        return Reading(mistakes=[Mistake("not_csv", "", str(error)[:120], line=1)])
    line, header = next(iter(lines), (1, []))
    columns = columns_of(header)
    missing = [Mistake("column_missing", name, line=line) for name in NEEDED if name not in columns.values()]
    if missing or len(lines) - 1 > ROWS_AT_MOST:
        return Reading(
            mistakes=missing or [Mistake("too_many_rows", "", str(ROWS_AT_MOST), line=1)], delimiter=delimiter
        )
    rows = [(number, _fields(cells, columns)) for number, cells in lines[1:]]
    decimal = decimal_sign(row.get("total", "") for _, row in rows)
    orders, mistakes = _orders(rows, zone, decimal)
    mistakes += [Mistake("too_many_cells", "", line=number) for number, cells in lines[1:] if len(cells) > len(header)]
    known = {name: header[place].strip() for place, name in columns.items()}
    left_out = [title.strip() for place, title in enumerate(header) if title.strip() and place not in columns]
    mistakes.sort(key=lambda it: it.line)
    return Reading(orders, mistakes, known, left_out, delimiter, decimal, len(rows))


def _delimiter(text: str) -> str:
    """As Python's csv module tells it from the beginning of the file; where it cannot, by the first line."""
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE].rpartition("\n")[0] or text[:_SAMPLE], DELIMITERS).delimiter
    except csv.Error:
        first = text.partition("\n")[0]
        return max(DELIMITERS, key=first.count)


def _lines(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows with something in them, each with the line of the file on which it begins."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    lines, begins = [], 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            lines.append((begins, cells))
        begins = reader.line_num + 1
    return lines


def _fields(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    return {name: cells[place].strip() for place, name in columns.items() if place < len(cells)}


def _orders(rows: Sequence[Row], zone: ZoneInfo, decimal: str) -> tuple[dict[str, ToldOrder], list[Mistake]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[1].get("number", ""), []).append(row)
    orders, mistakes = {}, []
    for number, group in groups.items():
        told, wrong = _order(number, group, zone, decimal)
        mistakes += wrong
        if told is not None and not wrong:
            orders[number] = told
    return orders, mistakes


def _order(number: str, rows: Sequence[Row], zone: ZoneInfo, decimal: str) -> tuple[ToldOrder | None, list[Mistake]]:
    first = rows[0][0]
    wrong = [each._replace(line=first) for each in mistakes_in_number(number)]
    whole, places = _said_of_the_whole(rows, wrong)
    values = dict(_values(whole, places, zone, decimal, wrong))
    lines = [line for row in rows for line in _line(row, zone, wrong)]
    if len(lines) > LINES_AT_MOST:
        wrong.append(Mistake("too_many_lines", "number", str(LINES_AT_MOST), line=rows[LINES_AT_MOST][0]))
    if wrong or "placed_at" not in values:
        return None, wrong
    told, mistakes = checked(ToldOrder(**values, lines=tuple(lines)))
    return told, [each._replace(line=places.get(each.field, first)) for each in mistakes]


def _said_of_the_whole(rows: Sequence[Row], wrong: list[Mistake]) -> tuple[dict[str, str], dict[str, int]]:
    """What the rows say of the order, each thing once, and on which line; two that contradict each other are a mistake."""
    whole: dict[str, str] = {}
    places: dict[str, int] = {}
    for line, row in rows:
        for name, value in row.items():
            if not value or name.startswith("line."):
                continue
            if whole.setdefault(name, value) != value:
                wrong.append(Mistake("contradicts", name, value[:80], line=line, other=str(places[name])))
            places.setdefault(name, line)
    if "placed_at" not in whole:
        wrong.append(Mistake("missing", "placed_at", line=rows[0][0]))
    return whole, places


def _values(
    whole: Mapping[str, str], places: Mapping[str, int], zone: ZoneInfo, decimal: str, wrong: list[Mistake]
) -> Iterator[tuple[str, Any]]:
    read = {
        "placed_at": lambda written: moment_of(written, zone),
        "delivered_at": lambda written: moment_of(written, zone),
        "status": status_of,
        "total": lambda written: amount_of(written, decimal),
    }
    codes = {"status": "unknown_status", "total": "not_amount"}
    for name in read.keys() & whole.keys():
        value = read[name](whole[name])
        if value in (None, ""):
            wrong.append(Mistake(codes.get(name, "not_date"), name, whole[name][:80], line=places[name]))
        else:
            yield name, value
    yield "currency", whole.get("currency", "").upper()
    buyer = {name.removeprefix("customer."): value for name, value in whole.items() if name.startswith("customer.")}
    for name, value in buyer.items():
        if len(value) > _LONGEST_OF[name]:
            wrong.append(Mistake("too_long", f"customer.{name}", value[:80], line=places[f"customer.{name}"]))
    yield "customer", Buyer(**buyer)


_LONGEST_OF = {"number": 120, "email": 254, "name": 160}


def _line(row: Row, zone: ZoneInfo, wrong: list[Mistake]) -> Iterator[OrderLine]:
    """The product of a row, if it has one."""
    place, cells = row
    own = {name.removeprefix("line."): value for name, value in cells.items() if name.startswith("line.") and value}
    if not own:
        return
    raw: dict[str, Any] = {name: own[name] for name in ("reference", "name", "seller") if name in own}
    if "quantity" in own:
        quantity = amount_of(own["quantity"], ".")
        raw["quantity"] = int(quantity) if quantity is not None and quantity == int(quantity) else own["quantity"]
    if "is_returnable" in own:
        raw["is_returnable"] = is_yes(own["is_returnable"])
    if "delivered_at" in own:
        raw["delivered_at"] = moment_of(own["delivered_at"], zone) or own["delivered_at"]
    raw["tags"] = [tag.strip().lower().replace(" ", "_") for tag in own.get("tags", "").split("+") if tag.strip()]
    try:
        yield msgspec.convert(raw, OrderLine)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].rstrip("`").partition("[")[0]
        wrong.append(Mistake(_WRONG_IN_LINE.get(name, "too_long"), f"line.{name}", own.get(name, "")[:80], line=place))


_WRONG_IN_LINE = {
    "quantity": "not_quantity",
    "is_returnable": "not_yes_no",
    "tags": "not_tag",
    "delivered_at": "not_date",
}
"""By field; of the others only the length can be wrong."""
