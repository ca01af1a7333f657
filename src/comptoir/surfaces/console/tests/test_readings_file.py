"""The record of readings as a file (A11)."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.people.models import RightsChange
from comptoir.domain.privacy.actions import record_access
from comptoir.domain.privacy.models import AccessRecord
from tests.people import NOON, a_conversation, a_viewer

WHERE = "/console/team/readings.csv"


def told(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def test_the_manager_takes_out_who_read_what_and_it_stands_on_record(desk, at_desk) -> None:
    talk = a_conversation(desk.shop)
    record_access(a_viewer(desk.rose), talk.pk, "opened", NOON)

    answer = at_desk(desk.marc).get(WHERE)

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    lines = told(answer).splitlines()
    assert len(lines) == 2
    assert "Rose" in lines[1]
    assert talk.reference in lines[1]
    assert RightsChange.objects.filter(what="readings_taken_out", by=desk.marc).count() == 1
    assert "taken out" in at_desk(desk.marc).get("/console/team/changes").content.decode()


def test_a_file_of_many_readings_is_whole_and_keeps_to_what_was_asked(desk, at_desk, monkeypatch) -> None:
    talk = a_conversation(desk.shop)
    monkeypatch.setattr("comptoir.domain.privacy.queries.readings.TOGETHER", 3)
    for hours in range(8):
        record_access(a_viewer(desk.rose), talk.pk, "opened", NOON + dt.timedelta(hours=hours))

    assert len(told(at_desk(desk.marc).get(WHERE)).splitlines()) == 9
    assert len(told(at_desk(desk.marc).get(f"{WHERE}?member={desk.adele.pk}")).splitlines()) == 1
    assert AccessRecord.objects.count() == 8


def test_the_file_is_for_who_may_see_the_record(desk, at_desk) -> None:
    """A11, A19: an advisor takes out nothing, and nothing is written down."""
    assert at_desk(desk.adele).get(WHERE).status_code == 403
    assert not RightsChange.objects.filter(what="readings_taken_out").exists()
