"""The list: what stands in which view, page by page, at the same cost however much there is."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.surfaces.console.rows import marks_that_fit
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, says


def ids_in(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'data-id="(\d+)"', page)]


@pytest.fixture
def many(desk):
    return [a_conversation(desk.shop, first_name=f"V{n}", now=NOON - dt.timedelta(minutes=n)) for n in range(60)]


def test_each_view_shows_its_own(desk, at_desk, of_advisor, waiting) -> None:
    client = at_desk(desk.adele)

    assert ids_in(client.get("/console/").content.decode()) == [of_advisor.pk]
    assert ids_in(client.get("/console/list?view=waiting").content.decode()) == []
    assert ids_in(at_desk(desk.amin).get("/console/list?view=waiting").content.decode()) == [waiting.pk]


def test_the_list_goes_on_where_the_page_ended(desk, at_desk, many) -> None:
    client = at_desk(desk.amin)

    first = client.get("/console/list?view=waiting").content.decode()
    further = re.search(r'hx-get="([^"]*before=[^"]*)"', first)[1].replace("&amp;", "&")
    second = client.get(further).content.decode()

    assert ids_in(first) + ids_in(second) == [conversation.pk for conversation in many]
    assert "before=" not in second


def test_a_page_costs_the_same_for_one_row_and_for_fifty(desk, at_desk, many) -> None:
    client = at_desk(desk.amin)

    def queries() -> int:
        """The fewest of several: what processes remember may run out between two."""
        counted = []
        for _ in range(4):
            with CaptureQueriesContext(connection) as asked:
                client.get("/console/?view=waiting")
            counted.append(len(asked))
        return min(counted)

    with_fifty = queries()
    for conversation in many[1:]:
        conversation.delete()
    assert queries() == with_fifty
    assert with_fifty <= 17


def test_rows_come_back_as_they_are_now_and_those_gone_do_not(desk, at_desk, of_advisor, waiting) -> None:
    client = at_desk(desk.rose)
    says(of_advisor, "Merci beaucoup")

    found = client.get(f"/console/rows?ids={of_advisor.pk},{waiting.pk},424242&view=waiting", **AS_SCRIPT).json()

    assert list(found["rows"]) == [str(waiting.pk)]
    assert found["counts"]["waiting"] == "1"
    every = client.get(f"/console/rows?ids={of_advisor.pk}&view=all", **AS_SCRIPT).json()["rows"]
    assert "Merci beaucoup" in every[str(of_advisor.pk)]
    assert "unread" in every[str(of_advisor.pk)]


def test_more_rows_than_may_be_asked_for_are_not_given(desk, at_desk, many) -> None:
    ids = ",".join(str(n) for n in range(1, 5000))

    found = at_desk(desk.amin).get(f"/console/rows?ids={ids}&view=all", **AS_SCRIPT).json()

    assert len(found["rows"]) <= 100


def test_a_running_first_answer_shows_its_clock(desk, at_desk) -> None:
    """A1: the clock is visible to agents, with the moment at which it warns."""
    conversation = a_conversation(desk.shop)

    page = at_desk(desk.amin).get("/console/list?view=waiting").content.decode()

    assert 'data-from="2026-12-01T12:00:00Z"' in page
    assert 'data-due="2026-12-01T12:00:30Z"' in page
    assert 'data-warn="2026-12-01T12:00:20Z"' in page
    assert conversation.first_answer_at is None


def test_the_time_of_the_first_answer_is_kept_and_shown(desk, at_desk) -> None:
    """A1."""
    conversation = a_conversation(desk.shop, answered_by=desk.rose)
    says(conversation, "Bonjour, je suis Rose", by=desk.rose, now=NOON + dt.timedelta(seconds=12))

    head = at_desk(desk.rose).get(f"/console/c/{conversation.pk}/head").content.decode()

    assert "after 12 seconds" in head
    assert 'data-state="kept"' in head


def test_a_late_first_answer_is_said_to_be_late(desk, at_desk) -> None:
    """A1."""
    conversation = a_conversation(desk.shop, answered_by=desk.rose)
    says(conversation, "Bonjour, je suis Rose", by=desk.rose, now=NOON + dt.timedelta(seconds=47))

    head = at_desk(desk.rose).get(f"/console/c/{conversation.pk}/head").content.decode()

    assert "late: after 47 seconds" in head


def test_an_empty_list_says_what_to_do_next(desk, at_desk) -> None:
    assert "Switch to “Available”" in at_desk(desk.adele).get("/console/").content.decode()
    marc = at_desk(desk.marc).get("/console/").content.decode()
    assert "Switch to “Available”" not in marc, "who answers nobody has no such switch"
    assert "nothing rings here" in marc


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], ""),
        (["demande", "Julien", "Suivi en bijouterie"], "demande · Julien"),
        (["Suivi des commandes en bijouterie", "FR"], "Suivi des commandes en bijouterie"),
        (["Andrei", "Livrare", "EN"], "Andrei · Livrare · EN"),
    ],
)
def test_marks_beside_the_last_words_are_whole(marks: list[str], shown: str) -> None:
    assert marks_that_fit(marks) == shown
