"""Reasons for which buyers write to sellers are topics that somebody answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.questions import check_questions
from comptoir.domain.charter.checks.references import expect_all_named, expect_named
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.reading.near import did_you_mean


def check_mediation(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report reasons that are no topics, details of reasons that are not open, and who is asked and does not exist."""
    mediation = sections.get("mediation")
    if mediation is None:
        return
    topics = sheet.names_in("topics")
    expect_all_named(sheet.cell("mediation", "reasons"), topics, "unknown_topic")
    if mediation.sales_support:
        expect_named(sheet.cell("mediation", "sales_support"), topics, "unknown_topic")
    for name, reason in mediation.reason.items():
        if name not in mediation.reasons:
            cell = sheet.cell("mediation", "reason", name)
            cell.refuse_key("unknown_reason", did_you_mean(name, mediation.reasons), value=name)
        check_questions(reason.questions, sheet, "mediation", "reason", name, "questions")
    for name in mediation.reasons:
        if name not in mediation.reason:
            sheet.cell("mediation", "reasons").warn("reason_without_playbook", value=name)
