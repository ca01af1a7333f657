"""Clauses: frozen values whose keys are declared beside what may stand there, and the reader of such a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

from comptoir.domain.charter.reading.cells import Cell, Unreadable
from comptoir.domain.charter.reading.kinds import Reader, check_key_name, expect_known, mapping_of, unless_unreadable

T = TypeVar("T")


def holds(read: Reader[Any], *, default: Any = MISSING, factory: Any = MISSING) -> Any:
    """Declare a key of a clause: how it is read, and its default; without one the key must be written."""
    if factory is not MISSING:
        return field(default_factory=factory, metadata={"read": read})
    return field(default=default, metadata={"read": read})


def own_name(**_: Any) -> Any:
    """Declare the field that takes the name under which the table stands: `ambassador` of `[audiences.ambassador]`."""
    return field(metadata={"is_own_name": True})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(holds, own_name, field))
def clause(shape: type[T]) -> type[T]:
    """Make a class a clause: a frozen value with named fields only."""
    return dataclass(frozen=True, slots=True, kw_only=True)(shape)


def keys_of(shape: type[Any]) -> tuple[str, ...]:
    """The keys that a clause declares, in order."""
    return tuple(each.name for each in fields(shape) if "read" in each.metadata)


def table_of(shape: type[T]) -> Reader[T]:
    """A reader of tables that say the clause `shape`; every mistake inside is reported."""
    known = keys_of(shape)

    def read(cell: Cell) -> T:
        expect_table(cell)
        expect_known(cell, known)
        values, complete = read_keys(shape, cell)
        if not complete:
            raise Unreadable
        return shape(**values)

    return read


def tables_of(shape: type[T]) -> Reader[Mapping[str, T]]:
    """A reader of a section whose tables are named by the shop, like `[hours.relations]`."""
    read = table_of(shape)

    def check(cell: Cell) -> None:
        check_key_name(cell)
        expect_table(cell)

    return mapping_of(read, check)


def read_keys(shape: type[Any], cell: Cell) -> tuple[dict[str, Any], bool]:
    """The fields of a clause that can be read from the table, and whether these are enough to make it."""
    values: dict[str, Any] = {}
    complete = True
    for each in fields(shape):
        is_needed = each.default is MISSING and each.default_factory is MISSING
        if each.metadata.get("is_own_name"):
            values[each.name] = cell.name
        elif "read" in each.metadata and each.name in cell:
            value = unless_unreadable(each.metadata["read"], cell[each.name])
            if value is not None:
                values[each.name] = value
        elif is_needed:
            cell.refuse("key_missing", key=each.name)
        complete &= each.name in values or not is_needed
    return values, complete


def expect_table(cell: Cell) -> None:
    """Report, and stop at, what should be a table and is something else."""
    if not isinstance(cell.value, dict):
        raise cell.refuse("not_table")
