"""How the shop's orders are numbered."""

from __future__ import annotations

import re

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import list_of, string
from comptoir.domain.charter.reading.tables import clause, holds

DIGIT, LETTER = "#", "X"
_FORMAT = re.compile(r"[A-Z0-9#]+(?:[-/_. ][A-Z0-9#]+)*")
_FEWEST, _LONGEST = 3, 40


def _format(cell: Cell) -> str:
    """A format of numbers: enough digits and letters to be found in a text without a doubt."""
    value = string(cell, 200).upper()
    if len(value) > _LONGEST or not _FORMAT.fullmatch(value) or value.count(DIGIT) < _FEWEST:
        raise cell.refuse("not_order_format", Advice("write_order_format"), value=value)
    return value


@clause
class Orders:
    """`[orders]`: the formats of the shop's order numbers; `#` stands for a digit, `X` for a letter."""

    formats: tuple[str, ...] = holds(list_of(_format, at_most=20), default=())
