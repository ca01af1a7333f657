"""Every topic has somebody to answer it, and every audience something to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.references import expect_all_named, expect_named, levels_written
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.reading.near import did_you_mean


def check_topics(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report topics nobody may answer and details of topics that do not exist; warn of audiences without a topic."""
    audiences = sheet.names_in("audiences")
    for name in sections.get("topics") or ():
        cell = sheet.cell("topics", name)
        if not cell.value:
            cell.refuse("topic_of_nobody", name=name)
        expect_all_named(cell, audiences, "unknown_audience")
    if sections.get("topics"):
        answering = {audience for named in sections["topics"].values() for audience in named}
        for name in audiences:
            if name not in answering:
                sheet.cell("audiences", name).warn("audience_without_topic", name=name)
    _check_details(sections, sheet)


def _check_details(sections: Mapping[str, Any], sheet: Sheet) -> None:
    topics = sheet.names_in("topics")
    for name, details in (sections.get("topic") or {}).items():
        cell = sheet.cell("topic", name)
        if name not in topics:
            cell.refuse_key("unknown_topic", did_you_mean(name, topics), value=name)
        if details.level:
            expect_named(cell["level"], levels_written(sheet), "unknown_level")
