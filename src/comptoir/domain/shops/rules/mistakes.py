"""A mistake in what a shop told."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """What is wrong, by a stable code, at a field (as in `lines[2].quantity`); of a file, also on which line; of what came
    together, also of which order, unless its number is what nobody may repeat."""

    code: str
    field: str
    value: str = ""
    line: int = 0
    other: str = ""
    order: str = ""
