"""Audiences keep hours that exist, and turn in doubt to somebody who exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.references import expect_named
from comptoir.domain.charter.reading.cells import Cell, Sheet
from comptoir.domain.charter.shape.audience import LAST_RESORTS


def check_audiences(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report unknown hours and ladders that lead nowhere; warn of hours that nobody keeps or that are never open."""
    for name in sections.get("audiences") or ():
        cell = sheet.cell("audiences", name)
        expect_named(cell["hours"], sheet.names_in("hours"), "unknown_hours")
        if "when_in_doubt" in cell:
            _check_ladder(cell["when_in_doubt"], name, sheet)
    _warn_of_idle_hours(sections, sheet)


def _check_ladder(cell: Cell, own: str, sheet: Sheet) -> None:
    others = [name for name in sheet.names_in("audiences") if name != own]
    for step in cell.cells():
        known = expect_named(step, [*others, *LAST_RESORTS], "unknown_step")
        if known and step.value == "contact_card" and "contact_page" not in sheet.names_in("shop"):
            step.refuse("no_contact_page")


def _warn_of_idle_hours(sections: Mapping[str, Any], sheet: Sheet) -> None:
    kept = {audience.hours for audience in (sections.get("audiences") or {}).values()}
    kept |= {promise.hours for promise in (sections.get("promises") or {}).values()}
    for name, hours in (sections.get("hours") or {}).items():
        cell = sheet.cell("hours", name)
        if not any(hours.week):
            cell.warn("never_open", name=name)
        if name not in kept and sections.get("audiences"):
            cell.warn("hours_unused", name=name)
