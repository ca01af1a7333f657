"""The tables of a list beside the cells they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from comptoir.domain.charter.reading.cells import Cell, Sheet

T = TypeVar("T")


def rows_of(values: Sequence[T] | None, sheet: Sheet, *path: str) -> list[tuple[T, Cell]]:
    """Each value with its cell; none when one of the list could not be read, for then it is not sure which is which."""
    cells = list(sheet.cell(*path).cells()) if values else []
    return list(zip(values or (), cells, strict=True)) if len(values or ()) == len(cells) else []
