"""Names that must be written elsewhere in the charter."""

from __future__ import annotations

from collections.abc import Collection

from comptoir.domain.charter.reading.cells import Cell, Sheet
from comptoir.domain.charter.reading.near import did_you_mean


def expect_named(cell: Cell, names: Collection[str], code: str) -> bool:
    """Report a name that none of `names` is, by the message of `code`; says whether it passes."""
    if cell.value in names or not isinstance(cell.value, str):
        return True
    cell.refuse(code, did_you_mean(cell.value, names), value=cell.value)
    return False


def expect_all_named(cell: Cell, names: Collection[str], code: str) -> None:
    """Report each name of a list that none of `names` is."""
    for each in cell.cells():
        expect_named(each, names, code)


def levels_written(sheet: Sheet) -> tuple[str, ...]:
    """The levels that `[escalation]` names, as far as they are names."""
    table = sheet.document.values.get("escalation")
    levels = table.get("levels") if isinstance(table, dict) else None
    return tuple(level for level in levels if isinstance(level, str)) if isinstance(levels, list) else ()
