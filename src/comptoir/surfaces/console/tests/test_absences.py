"""The pages of absences: asked for, announced, answered, noted. A7"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.queries import forget_charters
from comptoir.domain.people.models import Absence
from tests.people import ALWAYS_OPEN, NOON

WEEK = {"from_day": "2026-12-24", "to_day": "2026-12-26", "note": "Noël"}


@pytest.fixture
def asked(desk, at_desk) -> Absence:
    """Adèle asks for a holiday where the charter wants leave for it."""
    apply_charter(text=f'{ALWAYS_OPEN}\n[team]\nleave_needed = ["holiday"]\n', now=NOON)
    forget_charters()
    answer = at_desk(desk.adele).post(f"/console/team/{desk.adele.pk}/absences", WEEK | {"kind": "holiday"})
    assert answer.status_code == 204
    return Absence.objects.get()


def counted(client: Client) -> str:
    """What stands beside the team in the rail."""
    found = re.search(r'data-count="team">([^<]*)<', client.get("/console/team").content.decode())
    assert found
    return found[1]


def test_a_referent_sees_what_waits_and_grants_it_with_a_word(desk, at_desk, asked) -> None:
    rose, adele = at_desk(desk.rose), at_desk(desk.adele)
    assert (counted(rose), counted(adele), asked.state) == ("1", "", "asked")
    assert "asked for" in adele.get(f"/console/team/{desk.adele.pk}").content.decode()
    page = rose.get("/console/team/absences").content.decode()
    assert "Waiting for your answer" in page
    assert "Nobody else is away then." in page

    said = {"shop": desk.shop.id, "choice": "grant", "word": "Bon Noël"}
    answer = rose.post(f"/console/team/absences/{asked.pk}/answer", said)

    assert answer.headers["X-Go-To"].startswith("/console/team/absences")
    assert (counted(rose), counted(adele)) == ("", "1")
    told = adele.get("/console/team").content.decode()
    assert "Rose grants your absence:" in told
    assert "Bon Noël" in told
    assert adele.post(f"/console/team/absences/{asked.pk}/noted", {"shop": desk.shop.id}).status_code == 204
    assert counted(adele) == ""
    assert "absent" not in adele.get("/console/team/absences").content.decode()


def test_what_is_refused_is_told_with_its_word(desk, at_desk, asked) -> None:
    said = {"shop": desk.shop.id, "choice": "refuse", "word": "Inventaire"}
    assert at_desk(desk.marc).post(f"/console/team/absences/{asked.pk}/answer", said).status_code == 204
    assert at_desk(desk.rose).post(f"/console/team/absences/{asked.pk}/answer", said).status_code == 409

    told = at_desk(desk.adele).get("/console/team").content.decode()
    assert "Marc does not grant your absence:" in told
    assert "Inventaire" in told


def test_what_needs_no_leave_is_announced_and_noted(desk, at_desk) -> None:
    at_desk(desk.amin).post(f"/console/team/{desk.amin.pk}/absences", WEEK | {"kind": "sick"})
    rose, marc = at_desk(desk.rose), at_desk(desk.marc)
    assert "Sick" in rose.get("/console/team/absences").content.decode()
    assert "Sick" not in at_desk(desk.adele).get(f"/console/team/{desk.amin.pk}").content.decode()

    assert rose.post("/console/team/absences/noted", {"shop": desk.shop.id}).status_code == 204
    assert (counted(rose), counted(marc)) == ("", "")
    assert "Sick" in marc.get("/console/team/absences").content.decode(), "among those to come"


def test_colleagues_see_no_more_of_an_absence_than_that_it_is(desk, at_desk, asked) -> None:
    """A11: neither why, nor that somebody asks."""
    amin = at_desk(desk.amin)
    assert "26 December" not in amin.get(f"/console/team/{desk.adele.pk}").content.decode()
    assert amin.get("/console/team/absences").status_code == 403
    for what in ("answer", "noted"):
        sent = {"shop": desk.shop.id, "choice": "grant"}
        assert amin.post(f"/console/team/absences/{asked.pk}/{what}", sent).status_code == 403


@pytest.mark.parametrize("sent", [{"choice": "perhaps"}, {}])
def test_leave_is_granted_or_refused(desk, at_desk, asked, sent: dict[str, str]) -> None:
    answer = at_desk(desk.rose).post(f"/console/team/absences/{asked.pk}/answer", {"shop": desk.shop.id} | sent)
    assert answer.status_code == 400


def test_the_page_costs_the_same_however_many_there_are(desk, at_desk, django_assert_max_num_queries) -> None:
    for day in range(10, 20):
        sent = {"from_day": f"2026-12-{day}", "to_day": f"2026-12-{day}"}
        at_desk(desk.adele).post(f"/console/team/{desk.adele.pk}/absences", sent)
    client = at_desk(desk.rose)
    client.get("/console/team/absences")
    with django_assert_max_num_queries(40):
        client.get("/console/team/absences")
