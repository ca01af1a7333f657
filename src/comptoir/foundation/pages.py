"""Pages of a list by key, never by number: what stands on one, and where the next begins, as a value and as it stands in an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

from comptoir.foundation.errors import BadRequest

BIGGEST_ID = 2**63 - 1
_NOWHERE = "no such place in the list"
Row = TypeVar("Row", bound=Model)


class Cursor(NamedTuple):
    """Where a page begins: after the row of that id, which stands at that moment."""

    at: dt.datetime
    id: int


class Page(NamedTuple, Generic[Row]):
    """What stands on a page of a list, and where the next one begins, if there is one."""

    rows: list[Row]
    next_cursor: Cursor | None


def page_of(
    parts: Iterable[QuerySet[Row]], at: str, *, after: Cursor | None, limit: int, is_rising: bool = False
) -> Page[Row]:
    """A page of several parts of a list as one, by the moment in the field `at`: the newest first, or the oldest. A row that
    stands in two parts is there once. One query a part, each read along its own index.
    """
    found = {row.pk: row for rows in parts for row in after_cursor(rows, at, after, is_rising=is_rising)[: limit + 1]}
    in_order = sorted(found.values(), key=lambda row: (getattr(row, at), row.pk), reverse=not is_rising)
    page = in_order[:limit]
    return Page(page, Cursor(getattr(page[-1], at), page[-1].pk) if len(in_order) > limit else None)


def after_cursor(rows: QuerySet[Row], at: str, after: Cursor | None, *, is_rising: bool = False) -> QuerySet[Row]:
    """Those of `rows` that come after that place, in order."""
    sign, beyond = ("", "gte") if is_rising else ("-", "lte")
    if after is not None:
        passed = {at: after.at, "pk__lte" if is_rising else "pk__gte": after.id}
        rows = rows.filter(**{f"{at}__{beyond}": after.at}).exclude(**passed)
    return rows.order_by(f"{sign}{at}", f"{sign}pk")


def cursor_text(cursor: Cursor | None) -> str:
    """A place in a list, for an address."""
    return f"{cursor.at.isoformat()}_{cursor.id}" if cursor else ""


def cursor_in(text: str | None) -> Cursor | None:
    """A place in a list. Raises `BadRequest` for what is none."""
    if not text:
        return None
    moment, __, number = text.partition("_")
    try:
        at = dt.datetime.fromisoformat(moment.replace(" ", "+"))
        if at.tzinfo is None:
            raise BadRequest(_NOWHERE)
        return Cursor(at.astimezone(dt.UTC), number_in(number) or 0)
    except (ValueError, OverflowError) as error:
        raise BadRequest(_NOWHERE) from error


def number_in(text: str | None) -> int | None:
    """A number that may name something here, or nothing. Raises `BadRequest`."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= BIGGEST_ID):
        raise BadRequest("a number is wanted")
    return int(text)
