"""Coming by an invitation when one is no stranger: in that team already, or too late."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from comptoir.domain.people.actions import Rights, invite
from comptoir.domain.people.models import User
from comptoir.surfaces.console.tests.conftest import AS_BROWSER
from tests.people import NOON, a_viewer


@pytest.fixture
def token(desk) -> str:
    rights = Rights(role="advisor", audience="advisor", languages=("fr",))
    return invite(viewer=a_viewer(desk.marc), rights=rights, language="fr", now=NOON)[1]


def test_who_is_in_the_team_already_is_told_so_and_takes_the_link_from_nobody(desk, at_desk, token: str) -> None:
    """A16"""
    adele, other = at_desk(desk.adele), at_desk(desk.stranger)

    for page in (adele.get(f"/console/join/{token}", follow=True), adele.post("/console/join")):
        words = page.content.decode()
        assert "déjà partie de cette équipe" in words
        assert 'action="/console/join"' not in words

    other.get(f"/console/join/{token}")
    assert other.post("/console/join").status_code == 302


def test_an_invitation_that_is_over_leads_on_whoever_comes(desk, at_desk, token: str) -> None:
    with time_machine.travel(NOON + dt.timedelta(days=8), tick=False):
        for client, on in ((at_desk(desk.adele), "/console/"), (Client(**AS_BROWSER), "/console/sign-in")):
            answer = client.get(f"/console/join/{token}")
            assert answer.status_code == 404
            assert f'href="{on}"' in answer.content.decode()


def test_who_signs_in_and_is_in_no_team_reads_with_which_address_and_what_to_do(db: None) -> None:
    client = Client(**AS_BROWSER)
    client.force_login(User.objects.create_user("seul@maison-perle.example", name="Maxence"))

    answer = client.get("/console/")

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Ask the shop&#x27;s manager" in page or "Ask the shop&#39;s manager" in page
    assert "seul@maison-perle.example" in page
    assert 'action="/console/sign-out"' in page
