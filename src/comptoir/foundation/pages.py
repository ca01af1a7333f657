"""Pages of a list by key, never by number: where the next one begins, as a value and as it stands in an address."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.foundation.errors import BadRequest

BIGGEST_ID = 2**63 - 1
_NOWHERE = "no such place in the list"


class Cursor(NamedTuple):
    """Where a page begins: after the row of that id, which stands at that moment."""

    at: dt.datetime
    id: int


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
