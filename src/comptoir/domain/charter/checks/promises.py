"""Promises that can be counted, whose warnings come in time, and that somebody hears of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.references import expect_all_named, expect_named, levels_written
from comptoir.domain.charter.checks.rows import rows_of
from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell, Sheet
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.promise import PEOPLE, Promise

UNITS = {"opening": ("s", "min", "h"), "working_days": ("d",)}
"""The units that a clock can count; the others count all."""


def check_promises(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report spans the clock cannot count, late warnings, unknown names, and a promise made twice."""
    made: dict[tuple[str, str], str] = {}
    for name, promise in (sections.get("promises") or {}).items():
        cell = sheet.cell("promises", name)
        _check_units(promise, cell)
        _check_warnings(promise, cell)
        if promise.hours:
            expect_named(cell["hours"], sheet.names_in("hours"), "unknown_hours")
        if promise.escalate:
            steps = (*PEOPLE, *levels_written(sheet), *sheet.names_in("audiences"))
            expect_all_named(cell["escalate"], steps, "unknown_level")
        other = made.setdefault((promise.of, promise.when), name)
        if other != name:
            cell.refuse_key("promised_twice", other=other, subject=promise.of, moment=promise.when)


def check_commitments(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report commitments to promises that are not made, and a second share for the same period."""
    seen: set[tuple[str, str]] = set()
    for commitment, cell in rows_of(sections.get("commitments"), sheet, "commitments"):
        expect_named(cell["promise"], sheet.names_in("promises"), "unknown_promise")
        if (commitment.promise, commitment.by) in seen:
            cell["promise"].refuse("named_twice", value=commitment.promise)
        seen.add((commitment.promise, commitment.by))


def check_escalation(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report names of levels that do not exist."""
    escalation = sections.get("escalation")
    if escalation is None:
        return
    for table in ("names", "answered_by"):
        for name in getattr(escalation, table):
            if name not in escalation.levels:
                cell = sheet.cell("escalation", table, name)
                choices = Advice("one_of", {"choices": ", ".join(escalation.levels)})
                cell.refuse_key("unknown_level", choices, value=name)


def _check_units(promise: Promise, cell: Cell) -> None:
    units = UNITS.get(promise.clock)
    spans = [(promise.within, cell["within"])]
    spans += [(warning, place) for warning, place in _warnings(promise, cell)]
    if promise.follow_up_every:
        spans.append((promise.follow_up_every, cell["follow_up_every"]))
    for span, place in spans:
        if units and span.unit not in units:
            place.refuse("clock_cannot_count", Advice("one_of", {"choices": ", ".join(units)}), clock=promise.clock)


def _check_warnings(promise: Promise, cell: Cell) -> None:
    before = 0
    for warning, place in _warnings(promise, cell):
        if warning.seconds >= promise.within.seconds:
            place.refuse("warned_too_late", warning=warning, within=promise.within)
        elif warning.seconds <= before:
            place.refuse("warnings_out_of_order", warning=warning)
        before = max(before, warning.seconds)
    if len(promise.escalate) > len(promise.warn_at) + 1:
        # One step at each warning, and one when the promise is broken.
        cell["escalate"].warn("steps_never_taken", number=len(promise.warn_at) + 1)


def _warnings(promise: Promise, cell: Cell) -> list[tuple[Duration, Cell]]:
    if not promise.warn_at:
        return []
    written = cell["warn_at"]
    places = list(written.cells()) if isinstance(written.value, list) else [written]
    return list(zip(promise.warn_at, places, strict=False))
